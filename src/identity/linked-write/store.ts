import { z } from 'zod'
import type { Queryable } from '../../platform/database/index.ts'
import type { ResidentId } from '../../residents/index.ts'

/** In identity.app_writes, which had its name before there were partners. */
export interface LinkedWrite {
  residentId: ResidentId
  keyHash: Buffer
  deed: string
  contentHash: Buffer
  begunAt: Date
}

const writtenSchema = z.object({
  deed: z.string(),
  contentHash: z.instanceof(Buffer),
  outcome: z.instanceof(Buffer).nullable(),
  begunAt: z.date(),
})
export type Written = z.infer<typeof writtenSchema>

/** False where this key was used: of two at once one begins. */
export async function insertLinkedWrite(database: Queryable, write: LinkedWrite): Promise<boolean> {
  const { rowCount } = await database.query(
    `insert into identity.app_writes (resident_id, key_hash, deed, content_hash, begun_at)
     values ($1, $2, $3, $4, $5) on conflict do nothing`,
    [write.residentId, write.keyHash, write.deed, write.contentHash, write.begunAt],
  )
  return rowCount === 1
}

export async function selectLinkedWrite(
  database: Queryable,
  { residentId, keyHash }: LinkedWrite,
): Promise<Written | undefined> {
  const { rows } = await database.query(
    `select deed, content_hash as "contentHash", outcome, begun_at as "begunAt"
       from identity.app_writes where resident_id = $1 and key_hash = $2`,
    [residentId, keyHash],
  )
  return rows.map((row) => writtenSchema.parse(row))[0]
}

/** One that began then and never ended begins again now; false where another was faster. */
export async function updateBegun(
  database: Queryable,
  { residentId, keyHash, begunAt }: LinkedWrite,
  before: Date,
): Promise<boolean> {
  const { rowCount } = await database.query(
    `update identity.app_writes set begun_at = $4
      where resident_id = $1 and key_hash = $2 and begun_at = $3 and outcome is null`,
    [residentId, keyHash, before, begunAt],
  )
  return rowCount === 1
}

/** Its process is at it still. */
export async function updateUnderWay(
  database: Queryable,
  { residentId, keyHash }: LinkedWrite,
  now: Date,
): Promise<void> {
  await database.query(
    `update identity.app_writes set begun_at = $3
      where resident_id = $1 and key_hash = $2 and outcome is null`,
    [residentId, keyHash, now],
  )
}

export async function updateOutcome(
  database: Queryable,
  { residentId, keyHash }: LinkedWrite,
  outcome: Buffer,
): Promise<void> {
  await database.query(
    'update identity.app_writes set outcome = $3 where resident_id = $1 and key_hash = $2',
    [residentId, keyHash, outcome],
  )
}

export async function deleteLinkedWrite(
  database: Queryable,
  { residentId, keyHash }: LinkedWrite,
): Promise<void> {
  await database.query('delete from identity.app_writes where resident_id = $1 and key_hash = $2', [
    residentId,
    keyHash,
  ])
}

export async function deleteLinkedWritesOf(database: Queryable, residentId: ResidentId): Promise<void> {
  await database.query('delete from identity.app_writes where resident_id = $1', [residentId])
}

export async function deleteLinkedWritesBefore(database: Queryable, before: Date): Promise<void> {
  await database.query('delete from identity.app_writes where begun_at < $1', [before])
}
