import { localDayOf, newId, type Id } from '../kernel/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import type { ResidentId } from '../residents/index.ts'
import type { Delivery } from './store.ts'

/** Adds to the counts per company, use, reason and day. */
export async function countRefusals(
  client: Queryable,
  delivery: Delivery,
  refused: readonly { because: string }[],
  now: Date,
): Promise<void> {
  const counts = [...Map.groupBy(refused, (one) => one.because)].sort(([a], [b]) => (a < b ? -1 : 1))
  await client.query(
    `insert into exchange.refusal_counts as counts (vendor_id, use_id, because, day, count)
     select $1, $2, because, $3, count from unnest($4::text[], $5::int[]) as refused (because, count)
     on conflict (vendor_id, use_id, because, day) do update set count = counts.count + excluded.count`,
    [
      delivery.vendorId,
      delivery.useId,
      localDayOf(now),
      counts.map(([because]) => because),
      counts.map(([, ones]) => ones.length),
    ],
  )
}

/** A refusal when one resident was addressed: it will stand on that resident's page. */
export async function insertRefusal(
  client: Queryable,
  read: Pick<Delivery, 'vendorId' | 'useId' | 'reasonCode'>,
  residentId: ResidentId,
  because: string,
  now: Date,
): Promise<void> {
  await client.query(
    `insert into exchange.refusals
       (resident_id, refusal_id, vendor_id, use_id, because, reason_code, happened_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [residentId, newId<Id<'refusal'>>(), read.vendorId, read.useId, because, read.reasonCode, now],
  )
}
