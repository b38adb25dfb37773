import type pg from 'pg'
import { z } from 'zod'
import { consentReasons } from '../consent/index.ts'
import { localDayOf } from '../kernel/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import type { ResidentId } from '../residents/index.ts'
import { useIdSchema, type UseId } from '../review/index.ts'
import { vendorIdSchema, type VendorId } from '../vendors/index.ts'
import type { Outcome, ProvisionItem } from './provision-store.ts'
import { refusalsKept } from './refusal-store.ts'
import type { DeliveryId, ProvisionId } from './delivery-store.ts'

/** A delivery of this resident's data that has begun and not ended. */
export interface UnderWay {
  provisionId: ProvisionId
  vendorId: VendorId
  useId: UseId
  openedAt: Date
  items: ProvisionItem[]
}

/**
 * Sendings without an end whose process still has its lease. Without the lease the process sends nothing any more,
 * and what it had begun counts as delivered.
 */
export async function selectOpenSendings(
  database: Queryable,
  residentId: ResidentId,
  useIds: readonly UseId[],
): Promise<UnderWay[]> {
  const { rows } = await database.query<UnderWay & pg.QueryResultRow>(
    `select distinct on (provision.provision_id)
            provision.provision_id as "provisionId", provision.vendor_id as "vendorId",
            provision.use_id as "useId", sending.opened_at as "openedAt", provision.items
       from exchange.sendings sending
       join exchange.provisions provision using (resident_id, provision_id)
       join platform.door_live_processes process on process.process_id = sending.process_id
      where sending.resident_id = $1 and provision.use_id = any($2::uuid[])
        and not exists (select from exchange.closings closing
                         where closing.resident_id = sending.resident_id
                           and closing.sending_id = sending.sending_id)
      order by provision.provision_id, sending.opened_at`,
    [residentId, useIds],
  )
  return rows
}

export interface ProvisionEntry {
  provisionId: ProvisionId
  deliveryId: DeliveryId
  vendorId: VendorId
  useId: UseId
  useVersion: number
  /** What was announced. */
  items: ProvisionItem[]
  /** What left, over all sendings; all that was announced while that is not known. */
  given: ProvisionItem[]
  reasonCode: string
  ownWords: string | null
  openedAt: Date
  /** `under-way` while a living process sends; a sending whose process died counts as delivered. */
  outcome: Outcome | 'under-way'
  /** Records that left: those of `given`; null while that is not known. */
  recordCount: number | null
  closedAt: Date | null
}

export interface HistoryPage {
  before: Date | null
  limit: number
  /** Of this company only; null for all. */
  vendorId: VendorId | null
}

/** The record of provision of one resident, newest first, at most `limit`, before `before`. */
export async function selectProvisionEntries(
  database: Queryable,
  residentId: ResidentId,
  page: HistoryPage,
): Promise<ProvisionEntry[]> {
  const { rows } = await database.query<ProvisionEntry & pg.QueryResultRow>(
    `select provision.provision_id as "provisionId", delivery_id as "deliveryId", vendor_id as "vendorId",
            use_id as "useId", use_version as "useVersion", provision.items, reason_code as "reasonCode",
            own_words as "ownWords", opened_at as "openedAt",
            case when ends.open                           then 'under-way'
                 when ends.lost or ends.best = 'delivered' then 'delivered'
                 else ends.best end as outcome,
            case when ends.open or ends.lost then provision.items else most.items end as given,
            case when not ends.open and not ends.lost then most.records end as "recordCount", ends.closed_at as "closedAt"
       from exchange.provisions provision,
            lateral (
              select bool_or(closing.sending_id is null and process.process_id is not null) as open,
                     bool_or(closing.sending_id is null and process.process_id is null)     as lost,
                     case when bool_or(closing.outcome = 'delivered')  then 'delivered'
                          when bool_or(closing.outcome = 'held-back')  then 'held-back'
                          when bool_or(closing.outcome = 'broken-off') then 'broken-off'
                          else 'not-delivered' end as best,
                     max(closing.closed_at) as closed_at
                from exchange.sendings sending
                left join exchange.closings closing using (resident_id, sending_id)
                left join platform.door_live_processes process on process.process_id = sending.process_id
               where sending.resident_id = provision.resident_id
                 and sending.provision_id = provision.provision_id) as ends,
            lateral (${mostOfEachItem}) as most
      where provision.resident_id = $1 and ($2::timestamptz is null or opened_at < $2)
        and ($4::uuid is null or vendor_id = $4)
      order by opened_at desc, provision_id limit $3`,
    [residentId, page.before, page.limit, page.vendorId],
  )
  return rows
}

/** A repeat sends the same days in the same order: of each item, the sending that came furthest tells what left. */
const mostOfEachItem = `
  select coalesce(jsonb_agg(one order by item), '[]') as items, coalesce(sum(count), 0)::int as records
    from (select distinct on (item) one, one ->> 'item' as item,
                 (one ->> 'days')::int + (one ->> 'takenBack')::int as count
            from exchange.sendings sending
            join exchange.closings closing using (resident_id, sending_id)
           cross join jsonb_array_elements(closing.items) as one
           where sending.resident_id = provision.resident_id and sending.provision_id = provision.provision_id
           order by item, count desc) as furthest`

/** Requests of one use that were refused for one reason on one day. */
const refusalEntrySchema = z.object({
  vendorId: vendorIdSchema,
  useId: useIdSchema,
  because: z.enum(consentReasons),
  times: z.int().positive().max(refusalsKept),
  /** There may have been more than `times`: so many are written down, and no more. */
  orMore: z.boolean(),
  firstAt: z.date(),
  /** Of those that are written down. */
  lastAt: z.date(),
})
export type RefusalEntry = z.infer<typeof refusalEntrySchema>

/** No entry has more rows: what is kept, and a few that several processes wrote at the same moment. */
const rowsOfAnEntry = refusalsKept + 28

/**
 * What was asked of this resident by name and refused: one entry per use, reason and day, newest first. However much
 * there is, reads no more rows than the page can need, in whole days, so that no entry is cut in two.
 */
export async function selectRefusalEntries(
  database: Queryable,
  residentId: ResidentId,
  { before, limit, vendorId }: HistoryPage,
): Promise<RefusalEntry[]> {
  const { rows } = await database.query(
    `select vendor_id as "vendorId", use_id as "useId", because, least(count(*), $5)::int as times,
            count(*) >= $5 as "orMore", min(happened_at) as "firstAt", max(happened_at) as "lastAt"
       from (${ofTheDay} union all ${ofDaysBefore}) as refused
      group by vendor_id, use_id, because, day
     having $3::timestamptz is null or max(happened_at) < $3
      order by max(happened_at) desc, vendor_id, use_id, because limit $4`,
    [residentId, vendorId, before, limit, refusalsKept, before && localDayOf(before), limit * rowsOfAnEntry],
  )
  return z.array(refusalEntrySchema).parse(rows)
}

/** The day of `before`, of which a part has been shown. */
const ofTheDay = `
  (select * from exchange.refusals
    where resident_id = $1 and ($2::uuid is null or vendor_id = $2) and day = $6::date)`
const ofDaysBefore = `
  (select * from exchange.refusals
    where resident_id = $1 and ($2::uuid is null or vendor_id = $2) and ($6::date is null or day < $6)
    order by day desc fetch first $7 rows with ties)`

/** When each company last began to receive something of this resident. What was held back entirely is no use. */
export async function selectLastUses(
  database: Queryable,
  residentId: ResidentId,
): Promise<{ vendorId: VendorId; at: Date }[]> {
  const { rows } = await database.query<{ vendorId: VendorId; at: Date }>(
    `select provision.vendor_id as "vendorId", max(sending.opened_at) as at
       from exchange.provisions provision
       join exchange.sendings sending using (resident_id, provision_id)
       left join exchange.closings closing using (resident_id, sending_id)
      where provision.resident_id = $1 and closing.outcome is distinct from 'not-delivered'
      group by provision.vendor_id`,
    [residentId],
  )
  return rows
}

/** From `provisions_by_time`. */
export async function selectLastProvision(database: Queryable, residentId: ResidentId): Promise<Date | null> {
  const { rows } = await database.query<{ at: Date | null }>(
    'select max(opened_at) as at from exchange.provisions where resident_id = $1',
    [residentId],
  )
  return rows[0]?.at ?? null
}
