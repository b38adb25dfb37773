import { z } from 'zod'
import { idSchema, type Id } from '../kernel/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import { deviceSchema } from '../platform/http/index.ts'
import type { ResidentId } from '../residents/index.ts'
import { noticeKinds, type NoticeKind } from './rules.ts'

export type NoticeId = Id<'notice'>
export const noticeIdSchema = idSchema<NoticeId>()

const noticeSchema = z.object({
  noticeId: noticeIdSchema,
  kind: z.enum(noticeKinds),
  vendorId: z.string().nullable(),
  count: z.int().nullable(),
  /** On what somebody signed in. One that only a newer version knows is not said. */
  device: deviceSchema.nullable().catch(null),
  toldAt: z.date(),
  /** How often the same happened again that day, after as many as are told one by one. */
  more: z.int(),
  isRead: z.boolean(),
})
export type Notice = z.infer<typeof noticeSchema>

/** How often each of these was told this; who was not is not in it. */
export async function countSince(
  database: Queryable,
  residentIds: readonly ResidentId[],
  kind: NoticeKind,
  since: Date,
): Promise<Map<ResidentId, number>> {
  const { rows } = await database.query<{ residentId: ResidentId; count: number }>(
    `select resident_id as "residentId", count(*)::int as count
       from notices.notices where resident_id = any($1::uuid[]) and kind = $2 and told_at > $3
      group by resident_id`,
    [residentIds, kind, since],
  )
  return new Map(rows.map(({ residentId, count }) => [residentId, count]))
}

/** The same to each of these. */
export async function insertNotices(
  database: Queryable,
  notices: readonly { residentId: ResidentId; noticeId: NoticeId }[],
  {
    kind,
    vendorId,
    count,
    device,
    toldAt,
  }: Pick<Notice, 'kind' | 'vendorId' | 'count' | 'device' | 'toldAt'>,
): Promise<void> {
  await database.query(
    `insert into notices.notices (resident_id, notice_id, kind, vendor_id, count, device, told_at)
     select resident_id, notice_id, $1, $2, $3, $4, $5
       from unnest($6::uuid[], $7::uuid[]) as notice (resident_id, notice_id)`,
    [
      kind,
      vendorId,
      count,
      device,
      toldAt,
      notices.map(({ residentId }) => residentId),
      notices.map(({ noticeId }) => noticeId),
    ],
  )
}

/** Once more what the newest of this kind tells; it is to be read again. */
export async function updateMore(
  database: Queryable,
  residentId: ResidentId,
  kind: NoticeKind,
): Promise<void> {
  await database.query(
    `update notices.notices set more = more + 1, read_at = null
      where resident_id = $1
        and notice_id = (select notice_id from notices.notices where resident_id = $1 and kind = $2
                          order by told_at desc, notice_id desc limit 1)`,
    [residentId, kind],
  )
}

/** Newest first. One of a kind that only a newer version knows is not shown: that one shows it. */
export async function selectNotices(
  database: Queryable,
  residentId: ResidentId,
  { before, limit }: { before: NoticeId | null; limit: number },
): Promise<Notice[]> {
  const { rows } = await database.query(
    `select notice_id as "noticeId", kind, vendor_id as "vendorId", count, device, told_at as "toldAt", more,
            read_at is not null as "isRead"
       from notices.notices
      where resident_id = $1 and kind = any($4)
        and ($2::uuid is null or (told_at, notice_id) <
              (select told_at, notice_id from notices.notices where resident_id = $1 and notice_id = $2))
      order by told_at desc, notice_id desc limit $3`,
    [residentId, before, limit, noticeKinds],
  )
  return rows.map((row) => noticeSchema.parse(row))
}

export async function selectUnread(database: Queryable, residentId: ResidentId): Promise<number> {
  const { rows } = await database.query<{ count: number }>(
    'select count(*)::int as count from notices.notices where resident_id = $1 and read_at is null and kind = any($2)',
    [residentId, noticeKinds],
  )
  return rows[0]?.count ?? 0
}

export async function updateRead(
  database: Queryable,
  residentId: ResidentId,
  upTo: NoticeId,
  now: Date,
): Promise<void> {
  await database.query(
    `update notices.notices set read_at = $3
      where resident_id = $1 and read_at is null
        and (told_at, notice_id) <=
              (select told_at, notice_id from notices.notices where resident_id = $1 and notice_id = $2)`,
    [residentId, upTo, now],
  )
}

export async function deleteNotices(database: Queryable, residentId: ResidentId): Promise<void> {
  await database.query('delete from notices.notices where resident_id = $1', [residentId])
}
