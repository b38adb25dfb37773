import type { Queryable } from '../platform/database/index.ts'
import type { ResidentId } from '../residents/index.ts'
import type { ActId } from './store.ts'

/** Was this done under that number, or was a paper used up for nothing? One question, so that neither takes longer. */
export async function isActDone(database: Queryable, residentId: ResidentId, actId: ActId): Promise<boolean> {
  const { rowCount } = await database.query(
    `select from consent.acts where resident_id = $1 and act_id = $2
     union all
     select from consent.spent_papers where resident_id = $1 and act_id = $2`,
    [residentId, actId],
  )
  return (rowCount ?? 0) > 0
}

/** Two have confirmed it, and nothing came of it. The hash is the one under the resident's own key. */
export async function insertSpentPaper(
  client: Queryable,
  residentId: ResidentId,
  { actId, paperHash, spentAt }: { actId: ActId; paperHash: Buffer; spentAt: Date },
): Promise<void> {
  await client.query(
    'insert into consent.spent_papers (resident_id, act_id, paper_hash, spent_at) values ($1, $2, $3, $4)',
    [residentId, actId, paperHash, spentAt],
  )
}

/**
 * Has this paper counted already, or been used up for nothing, or both: an older service beside knows only of what counted? The
 * hash is the one under the resident's own key.
 */
export async function hasPaper(
  database: Queryable,
  residentId: ResidentId,
  paperHash: Buffer,
): Promise<boolean> {
  const { rowCount } = await database.query(
    `select from consent.acts where resident_id = $1 and paper_hash = $2
     union all
     select from consent.spent_papers where resident_id = $1 and paper_hash = $2`,
    [residentId, paperHash],
  )
  return (rowCount ?? 0) > 0
}
