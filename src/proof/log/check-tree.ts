import type { Queryable } from '../../platform/database/index.ts'
import { grow, hashOfLeaf, join, sizeOf, type Hash, type Subtree } from '../merkle/tree.ts'
import { openCheckpoint } from '../notes/checkpoint.ts'
import { selectCheckpointsBetween, selectHashesThere, selectLeavesFrom } from './log-store.ts'
import { keysOfLog } from './read-log.ts'

/** What does not hold of the tree. */
export interface TreeFault {
  because:
    /** The numbers of the leaves have a gap here. */
    | 'leaf-missing'
    /** The subtree that begins with this leaf is not what its leaves hash to: one of them was changed, or it was. */
    | 'subtree-changed'
    /** The checkpoint of this size is signed by no key of the log, or cannot be read. */
    | 'checkpoint-wrong'
    /** The checkpoint of this size has another root: leaves before it were changed after it was signed. */
    | 'root-changed'
    /** There is a signed checkpoint of this size, and the log is shorter. */
    | 'log-shorter'
  /** Number of a leaf, or size of a checkpoint; null for one that cannot be read. */
  at: number | null
}

const leavesAtOnce = 10_000
/** One changed leaf spoils every checkpoint after it: as many faults are named, and then no more is looked at. */
const faultsNamed = 100

/**
 * Builds the tree anew from its leaves, and holds every stored subtree and every checkpoint against it: those of the
 * log, and `outside`, those kept somewhere else, of which the operator cannot have made others. One pass, in memory that
 * does not grow with the log.
 */
export async function checkTree(
  database: Queryable,
  outside: readonly string[],
  onProgress: (leaves: number) => void = () => undefined,
): Promise<{ size: number; faults: TreeFault[] }> {
  const heads = await headsFrom(database, outside)
  const faults = heads.faults
  let edge: Subtree[] = []
  for (let end = 0; faults.length < faultsNamed; onProgress(end)) {
    const from = sizeOf(edge)
    const leaves = await selectLeavesFrom(database, from, leavesAtOnce)
    if (leaves.length === 0) break
    const gap = leaves.findIndex(({ index }, at) => index !== from + at)
    if (gap >= 0)
      return { size: from + gap, faults: [...faults, { because: 'leaf-missing', at: from + gap }] }
    end = from + leaves.length
    const completed: Subtree[] = []
    for (const { size, root } of [...(await heads.between(from, end)), { size: end, root: undefined }]) {
      const upTo = leaves
        .slice(sizeOf(edge) - from, size - from)
        .map(({ commitment }) => hashOfLeaf(commitment))
      const grown = grow(edge, upTo)
      edge = grown.edge
      completed.push(...grown.completed)
      const found = join(edge.map(({ hash }) => hash))
      if (root && !same(root, found)) faults.push({ because: 'root-changed', at: size })
    }
    faults.push(...(await changedAmong(database, completed)))
  }
  const size = sizeOf(edge)
  const longer = heads.beyond(size).map((at): TreeFault => ({ because: 'log-shorter', at }))
  return { size, faults: [...faults, ...longer].slice(0, faultsNamed) }
}

/** The signed heads to compare with, by their size. */
async function headsFrom(database: Queryable, outside: readonly string[]) {
  const known = (await keysOfLog(database)).map(({ verifier }) => verifier)
  const [origin = ''] = known.map(({ name }) => name)
  const faults: TreeFault[] = []
  const open = (note: string, at: number | null) => {
    const opened = openCheckpoint(note, { origin, keys: known })
    const right = opened.ok && (at === null || opened.checkpoint.size === at)
    if (!right) faults.push({ because: 'checkpoint-wrong', at })
    return right ? [opened.checkpoint] : []
  }
  const brought = outside.flatMap((note) => open(note, null))
  return {
    faults,
    /** Of more than `from` leaves and at most `to`, the smallest first. */
    between: async (from: number, to: number) => {
      const own = await selectCheckpointsBetween(database, from, to)
      const inside = own.flatMap(({ note, size }) => open(note, size))
      const there = brought.filter(({ size }) => size > from && size <= to)
      return [...inside, ...there].sort((one, other) => one.size - other.size)
    },
    beyond: (size: number) => brought.filter((head) => head.size > size).map((head) => head.size),
  }
}

/** Of these subtrees, those of which the store says something else, by their first leaf. */
async function changedAmong(database: Queryable, completed: readonly Subtree[]): Promise<TreeFault[]> {
  const above = completed.filter(({ level }) => level > 0)
  const stored = await selectHashesThere(database, above)
  return above
    .filter((subtree) => {
      const hash = stored(subtree)
      return !hash || !same(hash, subtree.hash)
    })
    .map(({ level, index }): TreeFault => ({ because: 'subtree-changed', at: index * 2 ** level }))
}

function same(one: Hash, other: Hash): boolean {
  return Buffer.compare(one, other) === 0
}
