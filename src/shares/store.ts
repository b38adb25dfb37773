import { z } from 'zod'
import { itemCodes, type ItemCode } from '../catalog/index.ts'
import { idSchema, localDaySchema, type Id, type LocalDay } from '../kernel/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import type { ResidentId } from '../residents/index.ts'

export type ShareId = Id<'share'>
export const shareIdSchema = idSchema<ShareId>()

export interface ShareRow {
  shareId: ShareId
  items: readonly ItemCode[]
  from: LocalDay
  to: LocalDay
  once: boolean
  /** Sealed under the records key. */
  note: Buffer | null
  madeAt: Date
  until: Date
}

const shareSchema: z.ZodType<ShareRow> = z.object({
  shareId: shareIdSchema,
  items: z.array(z.enum(itemCodes)).min(1),
  from: localDaySchema,
  to: localDaySchema,
  once: z.boolean(),
  note: z.instanceof(Buffer).nullable(),
  madeAt: z.date(),
  until: z.date(),
})

const columns = `share_id as "shareId", items, day_from::text as "from", day_to::text as "to", once, note,
  made_at as "madeAt", until`

export async function insertShare(
  client: Queryable,
  residentId: ResidentId,
  share: ShareRow,
  by: { sessionHash: Buffer } | { appId: string },
): Promise<void> {
  await client.query(
    `insert into shares.shares
       (resident_id, share_id, items, day_from, day_to, once, note, session_hash, app_id, made_at, until)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[residentId, share.shareId, share.items, share.from, share.to, share.once, share.note],
      'sessionHash' in by ? by.sessionHash : null,
      'appId' in by ? by.appId : null,
      ...[share.madeAt, share.until],
    ],
  )
}

export async function selectShare(
  database: Queryable,
  residentId: ResidentId,
  shareId: string,
): Promise<ShareRow | undefined> {
  const { rows } = await database.query(
    `select ${columns} from shares.shares where resident_id = $1 and share_id = $2`,
    [residentId, shareId],
  )
  return rows.map((row) => shareSchema.parse(row))[0]
}

/** Newest first. */
export async function selectShares(
  database: Queryable,
  residentId: ResidentId,
  limit: number,
): Promise<ShareRow[]> {
  const { rows } = await database.query(
    `select ${columns} from shares.shares where resident_id = $1 order by made_at desc, share_id limit $2`,
    [residentId, limit],
  )
  return z.array(shareSchema).parse(rows)
}
