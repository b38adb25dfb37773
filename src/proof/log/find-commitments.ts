import type { Queryable } from '../../platform/database/index.ts'
import type { LeafKind } from '../commitment.ts'

export interface FoundCommitment {
  kind: LeafKind
  commitment: Buffer
  /** Number of its leaf; null while it waits for the log. */
  index: number | null
}

/** The commitments of these leaves, logged or waiting; of whose leaf there is none, nothing. */
export async function findCommitments(
  database: Queryable,
  leafIds: readonly string[],
): Promise<Map<string, FoundCommitment>> {
  const { rows } = await database.query<FoundCommitment & { leafId: string } & Record<string, unknown>>(
    `select leaf_id as "leafId", kind, commitment, leaf_index::float8 as index
       from proof.door_commitments where leaf_id = any($1::uuid[])`,
    [leafIds],
  )
  return new Map(rows.map(({ leafId, ...found }) => [leafId, found]))
}

/** And since before the log had begun for as long. */
const waitsSinceBefore = 'greatest(queued_at, (select since from proof.log_keys where number = 1)) < $1'

/** How many wait for the log since before this. */
export async function countOverdue(database: Queryable, before: Date): Promise<number> {
  const { rows } = await database.query<{ count: number }>(
    `select count(*)::float8 as count from proof.pending_leaves where ${waitsSinceBefore}`,
    [before],
  )
  return rows[0]?.count ?? 0
}

/** Which they are, at most so many, those that wait longest first. */
export async function findOverdue(
  database: Queryable,
  before: Date,
  atMost: number,
): Promise<{ kind: LeafKind; leafId: string }[]> {
  const { rows } = await database.query<{ kind: LeafKind; leafId: string } & Record<string, unknown>>(
    `select kind, leaf_id as "leafId" from proof.pending_leaves where ${waitsSinceBefore}
      order by queued_at, leaf_id limit $2`,
    [before, atMost],
  )
  return rows.map(({ kind, leafId }) => ({ kind, leafId }))
}
