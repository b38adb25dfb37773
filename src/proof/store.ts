import type { Queryable } from '../platform/database/index.ts'
import type { LeafKind } from './commitment.ts'

export interface PendingLeaf {
  residentId: string
  leafId: string
  kind: LeafKind
  commitment: Buffer
  queuedAt: Date
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
