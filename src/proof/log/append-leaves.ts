import { inTransaction, type Pool, type Queryable } from '../../platform/database/index.ts'
import { grow, hashOfLeaf, join, sizeOf } from '../merkle/tree.ts'
import { signCheckpoint } from '../notes/checkpoint.ts'
import type { NoteSigner } from '../notes/note-signer.ts'
import type { LeafJournal } from './leaf-journal.ts'
import {
  insertCheckpoint,
  insertLeaves,
  selectEdge,
  selectSize,
  takeWaiting,
  type WaitingLeaf,
} from './log-store.ts'
import { renewLease } from './sequencer-lease.ts'

/** In one transaction: about 0.2 s of work, so that a checkpoint follows within a second also under load. */
export const leavesAtOnce = 4_096

/**
 * One batch: out of the queue, into the tree, under a new checkpoint; all of it or, when anything fails, nothing. The
 * checkpoint has left nobody's hands before the commit.
 * @returns how many leaves; `lost` when another has become the sequencer
 */
export async function appendLeaves(
  pool: Pool,
  token: number,
  signer: NoteSigner,
  journal: LeafJournal,
  now: Date,
): Promise<number | 'lost'> {
  return inTransaction(pool, async (client) => {
    if (!(await renewLease(client, token))) return 'lost'
    const leaves = await takeWaiting(client, leavesAtOnce)
    if (leaves.length === 0) return 0
    const first = await selectSize(client)
    // Before the checkpoint, and before the commit: no checkpoint may speak of a leaf that an older database could lose.
    await journal.append(
      token,
      leaves.map((leaf, place) => ({ ...leaf, index: first + place })),
    )
    await growTree(client, leaves, signer, now)
    return leaves.length
  })
}

/** These leaves at the end of the tree, under a new checkpoint; in the caller's transaction. */
export async function growTree(
  client: Queryable,
  leaves: readonly WaitingLeaf[],
  signer: NoteSigner,
  now: Date,
): Promise<void> {
  const before = await selectEdge(client)
  const { edge, completed } = grow(
    before,
    leaves.map(({ commitment }) => hashOfLeaf(commitment)),
  )
  await insertLeaves(client, sizeOf(before), leaves, completed)
  const head = {
    origin: signer.verifier.name,
    size: sizeOf(edge),
    root: join(edge.map(({ hash }) => hash)),
  }
  await insertCheckpoint(client, { size: head.size, note: signCheckpoint(head, signer), signedAt: now })
}
