import { inTransaction, type Pool, type Queryable } from '../../platform/database/index.ts'
import type { NoteSigner } from '../notes/note-signer.ts'
import { growTree, leavesAtOnce } from './append-leaves.ts'
import { DamagedLeafJournal, leavesInFile, type JournalledLeaf, type LeafJournal } from './leaf-journal.ts'
import { deleteWaiting, insertRestored, selectSize, selectWholeLeaves } from './log-store.ts'
import { raiseToken, renewLease } from './sequencer-lease.ts'

/**
 * Brings database and leaf journal together before anything is appended: an older database gets the leaves it has lost,
 * the same at the same numbers; a journal that is new, or that a crash left behind, gets those it lacks.
 *
 * Throws when the two tell of different leaves: then one of them is not of this log, and appending would fork it.
 * @returns the token to go on with; `lost` when another has become the sequencer
 */
export async function reconcile(
  pool: Pool,
  token: number,
  signer: NoteSigner,
  journal: LeafJournal,
  now: Date,
): Promise<number | 'lost'> {
  const size = await selectSize(pool)
  const known = await readJournal(journal, size)
  await compare(pool, known.leaves)
  const lost = known.leaves.filter(({ index }) => index >= size)
  if (lost[0] && lost[0].index !== size)
    throw new Error('the leaf journal lacks leaves that the log has lost')
  // A line of ours must count more than those of sequencers that this database has forgotten.
  const raised = await raiseToken(pool, token, known.token)
  if (raised === undefined) return 'lost'
  for (let at = 0; at < lost.length; at += leavesAtOnce) {
    const some = lost.slice(at, at + leavesAtOnce)
    const held = await inTransaction(pool, async (client) => {
      if (!(await renewLease(client, raised))) return false
      await growTree(client, some, signer, now)
      await deleteWaiting(client, some)
      await insertRestored(
        client,
        some.map(({ index }) => index),
        now,
      )
      return true
    })
    if (!held) return 'lost'
  }
  if (!(await fillJournal(pool, raised, journal, size))) return 'lost'
  journal.goOnFrom(size + lost.length)
  return raised
}

/** One that was damaged while the log itself is whole is put aside, to be filled anew. */
async function readJournal(
  journal: LeafJournal,
  size: number,
): Promise<{ leaves: JournalledLeaf[]; token: number }> {
  try {
    return await journal.from(Math.max(0, size - 1))
  } catch (fault) {
    if (!(fault instanceof DamagedLeafJournal) || size < (await journal.known())) throw fault
    await journal.putDamagedAside()
    return { leaves: [], token: 0 }
  }
}

/** Leaves that both know must be the same ones. */
async function compare(database: Queryable, journalled: readonly JournalledLeaf[]): Promise<void> {
  const [first] = journalled
  if (!first) return
  const logged = await selectWholeLeaves(database, first.index, leavesInFile)
  for (const [place, leaf] of logged.entries()) {
    const same = journalled[place]
    if (same && (same.leafId !== leaf.leafId || !same.commitment.equals(leaf.commitment)))
      throw new Error(`the log and its leaf journal do not agree at leaf ${String(leaf.index)}`)
  }
}

/** False when another has become the sequencer meanwhile. */
async function fillJournal(pool: Pool, token: number, journal: LeafJournal, size: number): Promise<boolean> {
  for (let at = await journal.end(); at < size; at += leavesAtOnce) {
    if (!(await renewLease(pool, token))) return false
    await journal.append(token, await selectWholeLeaves(pool, at, leavesAtOnce))
  }
  return true
}
