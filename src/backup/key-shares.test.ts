import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CityKeyRing } from '../platform/keys/index.ts'
import { joinRing, splitRing } from './key-shares.ts'
import { bytesOf, linesOf } from './share-lines.ts'

const tenant = 'aobano'
const ring = CityKeyRing.fresh().withNewKey()
const divided = (people: number, needed: number) => splitRing(ring, { tenant, people, needed })

/** Every subset of this size. */
function subsets<One>(from: readonly One[], size: number): One[][] {
  if (size === 0) return [[]]
  return from.flatMap((one, index) => subsets(from.slice(index + 1), size - 1).map((rest) => [one, ...rest]))
}

describe('A ring in shares', () => {
  it.each([
    [2, 2],
    [3, 2],
    [5, 3],
    [6, 6],
  ])('of %i people comes back from every %i of them, and from no fewer', async (people, needed) => {
    const shares = await divided(people, needed)
    expect(shares).toHaveLength(people)
    for (let size = 1; size <= people; size += 1)
      for (const some of subsets(shares, size)) {
        const outcome = await joinRing(some)
        if (size < needed) expect(outcome).toEqual({ ok: false, because: 'too-few', needed, given: size })
        else expect(outcome.ok && [outcome.tenant, outcome.ring.toText()]).toEqual([tenant, ring.toText()])
      }
  })

  it('comes back in whatever order and writing it is typed', async () => {
    const [one = '', , three = ''] = await divided(3, 2)
    // Small letters, o for 0 and l for 1, no gaps, and the line ends of another system.
    const sloppy = three
      .split('\n')
      .map((line) => line.slice(0, 3) + line.slice(3).toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l'))
      .join(' \r\n')
      .replaceAll(/(?<=\w{4}) (?=\w{4})/g, '')
    expect((await joinRing([sloppy, one])).ok).toBe(true)
  })

  it('shows nothing of a key in a share', async () => {
    const keys = Object.values((JSON.parse(ring.toText()) as { keys: Record<string, string> }).keys)
    for (const share of await divided(3, 2)) for (const key of keys) expect(share).not.toContain(key)
  })
})

describe('A share with one wrong letter', () => {
  it('is named, with its line, whichever letter it is and whatever is in its place', async () => {
    const shares = await divided(3, 2)
    const lines = shares[1]!.split('\n')
    const coded = lines.flatMap((line, at) => (/^\d\d /.test(line) ? [at] : []))
    await fc.assert(
      fc.asyncProperty(
        fc.nat(coded.length - 1),
        fc.nat(31),
        fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZU?'),
        async (line, place, letter) => {
          const at = coded[line]!
          const [number = '', ...groups] = lines[at]!.split(' ')
          const code = groups.join('')
          if (code[place] === letter) return
          const wrong = `${number} ${code.slice(0, place)}${letter}${code.slice(place + 1)}`
          const spoilt = lines.with(at, wrong).join('\n')
          expect(await joinRing([shares[0]!, spoilt])).toEqual({
            ok: false,
            because: 'damaged',
            share: 1,
            line: line + 1,
          })
        },
      ),
      { numRuns: 500 },
    )
  })

  it.each(['taken away', 'at the end taken away', 'with another number', 'twice in place of the next'])(
    'so is one with a line %s',
    async (what) => {
      const [one = '', two = ''] = await divided(2, 2)
      const lines = two.trimEnd().split('\n')
      const first = lines.findIndex((line) => line.startsWith('01 '))
      const spoilt = {
        'taken away': lines.toSpliced(first + 2, 1),
        'at the end taken away': lines.slice(0, -1),
        'with another number': lines.with(first, lines[first]!.replace('01', '99')),
        'twice in place of the next': lines.with(first + 1, lines[first]!.replace('01', '02')),
      }[what]
      expect(await joinRing([one, spoilt!.join('\n')])).toMatchObject({ because: 'damaged', share: 1 })
    },
  )
})

describe('A share in which two lines changed places, each under the number of the other', () => {
  it('is named, with the first of them', async () => {
    const [one = '', two = ''] = await divided(2, 2)
    const lines = two.split('\n')
    const third = lines.findIndex((line) => line.startsWith('03 '))
    const [before, after] = [lines[third]!, lines[third + 1]!]
    const spoilt = lines.with(third, `03${after.slice(2)}`).with(third + 1, `04${before.slice(2)}`)
    const outcome = await joinRing([one, spoilt.join('\n')])
    expect(outcome).toEqual({ ok: false, because: 'damaged', share: 1, line: 3 })
  })
})

describe('Shares that do not belong together', () => {
  it('are named', async () => {
    const [one = '', two = ''] = await divided(3, 2)
    const [, other = ''] = await divided(3, 2)
    expect(await joinRing([one, other])).toEqual({ ok: false, because: 'other-ring', share: 1 })
    expect(await joinRing([one, one])).toEqual({ ok: false, because: 'given-twice', share: 1 })
    expect(await joinRing([one, 'some other paper'])).toMatchObject({ because: 'damaged', share: 1, line: 1 })
    expect(await joinRing([])).toMatchObject({ because: 'too-few' })
    expect((await joinRing([two, one])).ok).toBe(true)
  })

  it('cannot be made where nobody could hold them', async () => {
    for (const [people, needed] of [
      [3, 1],
      [2, 3],
      [21, 2],
    ] as const)
      await expect(divided(people, needed)).rejects.toThrow(RangeError)
  })
})

describe('Lines', () => {
  it('give back every bytes they were made of', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 400 }), (bytes) => {
        const read = bytesOf(linesOf(bytes).join('\n'))
        expect(read.ok && read.bytes.subarray(0, bytes.length)).toEqual(Buffer.from(bytes))
      }),
    )
  })
})
