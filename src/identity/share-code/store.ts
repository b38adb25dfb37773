import { z } from 'zod'
import type { Queryable } from '../../platform/database/index.ts'
import { residentIdSchema, type ResidentId } from '../../residents/index.ts'

/** By what a share is opened. `shareId`: as `shares` knows it. */
export interface ShareCodeRow {
  codeHash: Buffer
  residentId: ResidentId
  shareId: string
  once: boolean
  madeAt: Date
  until: Date
}

export async function insertShareCode(client: Queryable, code: ShareCodeRow): Promise<void> {
  await client.query(
    `insert into identity.share_codes (code_hash, resident_id, share_id, once, made_at, until)
     values ($1, $2, $3, $4, $5, $6)`,
    [code.codeHash, code.residentId, code.shareId, code.once, code.madeAt, code.until],
  )
}

const usedSchema = z.object({ residentId: residentIdSchema, shareId: z.uuid(), once: z.boolean() })
export type UsedShareCode = z.infer<typeof usedSchema>

/**
 * In one statement: of two who open at the same moment what is good once, the second waits, finds it used, and gets nothing.
 * Undefined for whatever is not open: one answer for all of it.
 */
export async function updateUsed(
  client: Queryable,
  { codeHash, usedBy, now }: { codeHash: Buffer; usedBy: string; now: Date },
): Promise<UsedShareCode | undefined> {
  const { rows } = await client.query(
    `update identity.share_codes set used_by = case when once then $2::uuid end
      where code_hash = $1 and made_at <= $3 and until > $3 and used_by is null
     returning resident_id as "residentId", share_id as "shareId", once`,
    [codeHash, usedBy, now],
  )
  return rows.map((row) => usedSchema.parse(row))[0]
}

/** Which shares of a resident can be opened now. */
export async function selectOpenShares(
  database: Queryable,
  residentId: ResidentId,
  now: Date,
): Promise<Set<string>> {
  const { rows } = await database.query<{ shareId: string }>(
    `select share_id as "shareId" from identity.share_codes
      where resident_id = $1 and until > $2 and used_by is null`,
    [residentId, now],
  )
  return new Set(rows.map(({ shareId }) => shareId))
}

/** Its hash; undefined where it is not there, or somebody else's. */
export async function deleteOwnShareCode(
  client: Queryable,
  residentId: ResidentId,
  shareId: string,
): Promise<Buffer | undefined> {
  const { rows } = await client.query<{ code_hash: Buffer }>(
    'delete from identity.share_codes where resident_id = $1 and share_id = $2 returning code_hash',
    [residentId, shareId],
  )
  return rows[0]?.code_hash
}

/** Their hashes. */
export async function deleteShareCodesOf(client: Queryable, residentId: ResidentId): Promise<Buffer[]> {
  const { rows } = await client.query<{ code_hash: Buffer }>(
    'delete from identity.share_codes where resident_id = $1 returning code_hash',
    [residentId],
  )
  return rows.map(({ code_hash }) => code_hash)
}

/** Whosever it is. */
export async function deleteShareCode(client: Queryable, codeHash: Buffer): Promise<void> {
  await client.query('delete from identity.share_codes where code_hash = $1', [codeHash])
}

export async function deleteShareCodesOverBefore(database: Queryable, now: Date): Promise<void> {
  await database.query('delete from identity.share_codes where until < $1', [now])
}

/** Everybody's: nobody knows any more which of them were ended. */
export async function endEveryShare(client: Queryable): Promise<void> {
  await client.query('delete from identity.share_codes')
}
