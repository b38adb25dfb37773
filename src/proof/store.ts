import type { Queryable } from '../platform/database/index.ts'
import { findCommitments } from './log/find-commitments.ts'
import type { LeafKind } from './commitment.ts'

export interface PendingLeaf {
  residentId: string
  leafId: string
  kind: LeafKind
  commitment: Buffer
  queuedAt: Date
}

/**
 * Queues what may be in the log already, because the database had lost it and the log had not: who is a leaf, the very same,
 * does not wait again.
 */
export async function queueLeavesAgain(database: Queryable, leaves: readonly PendingLeaf[]): Promise<void> {
  const logged = await findCommitments(
    database,
    leaves.map(({ leafId }) => leafId),
  )
  await queueLeaves(
    database,
    leaves.filter(({ leafId, commitment }) => logged.get(leafId)?.commitment.equals(commitment) !== true),
  )
}

/** Queues commitments, in the caller's transaction: what is decided and what will be provable commit together. */
export async function queueLeaves(database: Queryable, leaves: readonly PendingLeaf[]): Promise<void> {
  await database.query(
    `insert into proof.pending_leaves (resident_id, leaf_id, kind, commitment, queued_at)
     select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::bytea[], $5::timestamptz[])`,
    [
      leaves.map((leaf) => leaf.residentId),
      leaves.map((leaf) => leaf.leafId),
      leaves.map((leaf) => leaf.kind),
      leaves.map((leaf) => leaf.commitment),
      leaves.map((leaf) => leaf.queuedAt),
    ],
  )
}
