import type { Queryable } from '../../platform/database/index.ts'
import type { KeyStore } from '../../platform/keys/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { grow, hashOfLeaf, join, sizeOf, type Hash, type Subtree } from '../merkle/tree.ts'
import { openCheckpoint } from '../notes/checkpoint.ts'
import { NoteVerifier } from '../notes/note-key.ts'
import { findFalseKeys } from './log-key.ts'
import {
  selectCheckpoint,
  selectCheckpointsBetween,
  selectHashesThere,
  selectLeavesFrom,
  selectLogKeys,
} from './log-store.ts'

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
    /** The log ends here, and no checkpoint says so. */
    | 'checkpoint-missing'
    /** The key of this number is not the log's: nothing vouches for it, or the key store has none or another. */
    | 'key-wrong'
  /** Number of a leaf or a key, or size of a checkpoint; null for one that cannot be read. */
  at: number | null
}

const leavesAtOnce = 10_000
/** One changed leaf spoils every checkpoint after it: as many faults are named. */
const faultsNamed = 100

/**
 * Builds the tree anew from its leaves, and holds every stored subtree and every checkpoint against it: those of the
 * log, and `outside`, those kept somewhere else, of which the operator cannot have made others. One pass, in memory that
 * does not grow with the log.
 */
export async function checkTree(
  { database, keys }: Pick<Tenant, 'database' | 'keys'>,
  outside: readonly string[],
  onProgress: (leaves: number) => void = () => undefined,
): Promise<{ size: number; faults: TreeFault[] }> {
  const faults = new Faults()
  const heads = await headsFrom(database, await trueKeys(database, keys, faults), outside, faults)
  let edge: Subtree[] = []
  for (;;) {
    const from = sizeOf(edge)
    const leaves = await selectLeavesFrom(database, from, leavesAtOnce)
    if (leaves.length === 0) break
    const gap = leaves.findIndex(({ index }, at) => index !== from + at)
    if (gap >= 0) {
      faults.add('leaf-missing', from + gap)
      return { size: from + gap, faults: faults.named }
    }
    const end = from + leaves.length
    const completed: Subtree[] = []
    for (const { size, root } of [...(await heads.between(from, end)), { size: end, root: undefined }]) {
      const upTo = leaves.slice(sizeOf(edge) - from, size - from)
      const grown = grow(
        edge,
        upTo.map(({ commitment }) => hashOfLeaf(commitment)),
      )
      edge = grown.edge
      completed.push(...grown.completed)
      if (root && !same(root, join(edge.map(({ hash }) => hash)))) faults.add('root-changed', size)
    }
    for (const at of await changedAmong(database, completed)) faults.add('subtree-changed', at)
    onProgress(end)
  }
  heads.checkEnd(sizeOf(edge))
  return { size: sizeOf(edge), faults: faults.named }
}

class Faults {
  readonly named: TreeFault[] = []

  add(because: TreeFault['because'], at: number | null): void {
    if (this.named.length < faultsNamed) this.named.push({ because, at })
  }
}

/** The keys of the log; whoever put another one beside them does not sign for it. */
async function trueKeys(database: Queryable, store: KeyStore, faults: Faults): Promise<NoteVerifier[]> {
  const wrong = await findFalseKeys(database, store)
  for (const number of wrong) faults.add('key-wrong', number)
  const rows = await selectLogKeys(database)
  const ours = rows.filter(({ number }) => !wrong.includes(number))
  return ours.map(({ origin, publicKey }) => new NoteVerifier(origin, publicKey))
}

/** The signed heads to compare with, by their size. */
async function headsFrom(
  database: Queryable,
  keys: readonly NoteVerifier[],
  outside: readonly string[],
  faults: Faults,
) {
  const [origin = ''] = keys.map(({ name }) => name)
  const open = (note: string, at: number | null) => {
    const opened = openCheckpoint(note, { origin, keys })
    const right = opened.ok && (at === null || opened.checkpoint.size === at)
    if (!right) faults.add('checkpoint-wrong', at)
    return right ? [opened.checkpoint] : []
  }
  const brought = outside.flatMap((note) => open(note, null))
  // Before the walk: what is signed meanwhile is of leaves that may not be looked at.
  const newest = (await selectCheckpoint(database))?.size ?? 0
  let lastSigned = 0
  return {
    /** Of more than `from` leaves and at most `to`, the smallest first. */
    between: async (from: number, to: number) => {
      const own = await selectCheckpointsBetween(database, from, to)
      lastSigned = own.at(-1)?.size ?? lastSigned
      const inside = own.flatMap(({ note, size }) => open(note, size))
      const there = brought.filter(({ size }) => size > from && size <= to)
      return [...inside, ...there].sort((one, other) => one.size - other.size)
    },
    /** Leaves and the checkpoint over them are committed together: the last leaf is under one. */
    checkEnd: (size: number) => {
      if (lastSigned !== size) faults.add('checkpoint-missing', size)
      for (const longer of [newest, ...brought.map((head) => head.size)])
        if (longer > size) faults.add('log-shorter', longer)
    },
  }
}

/** Of these subtrees, those of which the store says something else, by their first leaf. */
async function changedAmong(database: Queryable, completed: readonly Subtree[]): Promise<number[]> {
  const above = completed.filter(({ level }) => level > 0)
  const stored = await selectHashesThere(database, above)
  return above
    .filter((subtree) => {
      const hash = stored(subtree)
      return !hash || !same(hash, subtree.hash)
    })
    .map(({ level, index }) => index * 2 ** level)
}

function same(one: Hash, other: Hash): boolean {
  return Buffer.compare(one, other) === 0
}
