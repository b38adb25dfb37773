import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { consistencyStretches, inclusionStretches, pathOf } from './proofs.ts'
import {
  emptyRoot,
  grow,
  hashOfLeaf,
  hashOfNode,
  join,
  sizeOf,
  subtreesOf,
  type Hash,
  type Stretch,
  type Subtree,
} from './tree.ts'
import { isConsistent, isIncluded } from './verify.ts'

const leafOf = (index: number) => hashOfLeaf(Buffer.from(`leaf ${String(index)}`))
const leavesUpTo = (size: number) => Array.from({ length: size }, (_, index) => leafOf(index))

/** The definition of RFC 9162 §2.1.1, as it stands there. */
function naiveRoot(leaves: readonly Hash[]): Hash {
  const [only] = leaves
  if (!only) return Uint8Array.from(createHash('sha256').digest())
  if (leaves.length === 1) return only
  let middle = 1
  while (middle * 2 < leaves.length) middle *= 2
  return hashOfNode(naiveRoot(leaves.slice(0, middle)), naiveRoot(leaves.slice(middle)))
}

/** A log of so many leaves, with every subtree it has ever completed. */
function logOf(size: number) {
  const { edge, completed } = grow([], leavesUpTo(size))
  const known = new Map(completed.map((subtree) => [`${subtree.level}/${subtree.index}`, subtree.hash]))
  return {
    root: join(edge.map(({ hash }) => hash)),
    path: (stretches: readonly Stretch[]) =>
      pathOf(stretches, ({ level, index }) => known.get(`${level}/${index}`)),
  }
}

const most = 34
const logs = Array.from({ length: most + 1 }, (_, size) => logOf(size))
const roots = logs.map((_, size) => naiveRoot(leavesUpTo(size)))

describe('Hashes', () => {
  it('are those of RFC 6962 for nothing and for an empty leaf', () => {
    // Published with the test vectors of Certificate Transparency.
    expect(Buffer.from(emptyRoot).toString('hex')).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    )
    expect(Buffer.from(hashOfLeaf(Buffer.alloc(0))).toString('hex')).toBe(
      '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
    )
  })

  it('tell a leaf from a node of the same bytes', () => {
    const [left, right] = [leafOf(0), leafOf(1)]
    expect(hashOfLeaf(Buffer.concat([left, right]))).not.toEqual(hashOfNode(left, right))
  })
})

describe('The tree of RFC 9162 §2.1.5, of seven leaves', () => {
  // The names of the RFC's drawing.
  const name: Record<string, string> = {
    '0-1': 'a',
    '1-2': 'b',
    '2-3': 'c',
    '3-4': 'd',
    '4-5': 'e',
    '5-6': 'f',
    '6-7': 'j',
    '0-2': 'g',
    '2-4': 'h',
    '4-6': 'i',
    '0-4': 'k',
    '4-7': 'l',
  }
  const named = (stretches: readonly Stretch[]) =>
    stretches.map(({ start, end }) => name[`${String(start)}-${String(end)}`])

  it.each([
    [0, ['b', 'h', 'l']],
    [3, ['c', 'g', 'l']],
    [4, ['f', 'j', 'k']],
    [6, ['i', 'k']],
  ] as const)('proves leaf %i with %j', (index, path) => {
    expect(named(inclusionStretches(index, 7))).toEqual(path)
  })

  it.each([
    [3, ['c', 'd', 'g', 'l']],
    [4, ['l']],
    [6, ['i', 'j', 'k']],
  ] as const)('proves that it begins with the tree of %i leaves with %j', (earlier, path) => {
    expect(named(consistencyStretches(earlier, 7))).toEqual(path)
  })
})

describe('A growing tree', () => {
  it('has the root of the definition, whatever its size', () => {
    expect(logs.map(({ root }) => root)).toEqual(roots)
  })

  it('is the same, however its leaves come', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(20), { maxLength: 12 }), (steps) => {
        let edge: Subtree[] = []
        for (const step of steps) {
          const size = sizeOf(edge)
          edge = grow(edge, leavesUpTo(size + step).slice(size)).edge
        }
        const size = sizeOf(edge)
        expect(edge.map(({ level, index }) => ({ level, index }))).toEqual(
          subtreesOf({ start: 0, end: size }),
        )
        expect(join(edge.map(({ hash }) => hash))).toEqual(naiveRoot(leavesUpTo(size)))
      }),
    )
  })
})

const sizes = Array.from({ length: most }, (_, at) => at + 1)

describe('A proof of inclusion', () => {
  it.each(sizes)('holds for each leaf of a tree of %i, and for it alone', (size) => {
    const { path } = logs[size]!
    const tree = { size, root: roots[size]! }
    for (let index = 0; index < size; index += 1) {
      const proof = path(inclusionStretches(index, size))
      expect(isIncluded({ hash: leafOf(index), index }, tree, proof)).toBe(true)
      const others = sizes.filter((other) => other <= size && other - 1 !== index).map((other) => other - 1)
      expect(
        others.filter((other) => isIncluded({ hash: leafOf(index), index: other }, tree, proof)),
      ).toEqual([])
      expect(isIncluded({ hash: leafOf(size), index }, tree, proof)).toBe(false)
      expect(isIncluded({ hash: leafOf(index), index }, { size, root: roots[size - 1]! }, proof)).toBe(false)
    }
  })

  it.each([
    [-1, 7],
    [7, 7],
    [0.5, 7],
    [0, 0],
    [Number.NaN, 7],
    [0, 2 ** 53],
  ])('of leaf %d in a tree of %d does not exist', (index, size) => {
    expect(() => inclusionStretches(index, size)).toThrow(RangeError)
    expect(isIncluded({ hash: leafOf(0), index }, { size, root: roots[7]! }, [])).toBe(false)
  })
})

describe('A proof of consistency', () => {
  it.each(sizes)('holds between a tree of %i and every earlier one, and with no other', (size) => {
    const { path } = logs[size]!
    const tree = { size, root: roots[size]! }
    for (let earlier = 0; earlier <= size; earlier += 1) {
      const proof = path(consistencyStretches(earlier, size))
      expect(isConsistent({ size: earlier, root: roots[earlier]! }, tree, proof)).toBe(true)
      const forked = naiveRoot([...leavesUpTo(Math.max(earlier - 1, 0)), leafOf(99)])
      expect(isConsistent({ size: earlier, root: forked }, tree, proof)).toBe(false)
      if (earlier < size)
        expect(isConsistent(tree, { size: earlier, root: roots[earlier]! }, proof)).toBe(false)
    }
  })

  it.each([
    [8, 7],
    [-1, 7],
    [1.5, 7],
  ])('between %d and %d does not exist', (earlier, size) => {
    expect(() => consistencyStretches(earlier, size)).toThrow(RangeError)
  })
})

describe('One flipped bit, or one hash more or less,', () => {
  const anywhere = fc.tuple(fc.integer({ min: 2, max: most }), fc.nat(), fc.nat(), fc.nat())

  /** Every way to spoil a proof once. */
  function spoilt(proof: readonly Hash[], which: number, bit: number): Hash[][] {
    const at = which % Math.max(proof.length, 1)
    const flipped = proof.map((hash, index) => {
      const bytes = Buffer.from(hash)
      if (index === at) bytes[(bit >> 3) % 32]! ^= 1 << (bit & 7)
      return bytes
    })
    const shorter = proof.filter((_, index) => index !== at)
    const longer = [...proof, leafOf(0)]
    return proof.length === 0 ? [longer] : [flipped, shorter, longer, proof.toReversed().concat(leafOf(1))]
  }

  it('spoils a proof of inclusion', () => {
    fc.assert(
      fc.property(anywhere, ([size, leaf, which, bit]) => {
        const index = leaf % size
        const proof = logs[size]!.path(inclusionStretches(index, size))
        for (const bad of spoilt(proof, which, bit))
          expect(isIncluded({ hash: leafOf(index), index }, { size, root: roots[size]! }, bad)).toBe(false)
      }),
    )
  })

  it('spoils a proof of consistency', () => {
    fc.assert(
      fc.property(anywhere, ([size, cut, which, bit]) => {
        const earlier = cut % (size + 1)
        const proof = logs[size]!.path(consistencyStretches(earlier, size))
        const [before, after] = [earlier, size].map((each) => ({ size: each, root: roots[each]! }))
        for (const bad of spoilt(proof, which, bit)) expect(isConsistent(before!, after!, bad)).toBe(false)
      }),
    )
  })
})

describe('A log that has lost a subtree', () => {
  it('answers with no guess', () => {
    expect(() => pathOf([{ start: 0, end: 2 }], () => undefined)).toThrow('lacks subtree 1/0')
  })
})
