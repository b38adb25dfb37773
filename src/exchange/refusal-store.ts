import type { ConsentRefusal } from '../consent/index.ts'
import { localDayOf, newId, type Id } from '../kernel/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import type { ResidentId } from '../residents/index.ts'
import type { Delivery } from './delivery-store.ts'

type Asked = Pick<Delivery, 'vendorId' | 'useId'>

/**
 * Adds to the counts per company, use, reason and day. Every delivery of the use adds to the same rows and holds them
 * until it commits: this is to be the last statement of a transaction.
 */
export async function countRefusals(
  client: Queryable,
  { vendorId, useId }: Asked,
  reasons: readonly ConsentRefusal[],
  now: Date,
): Promise<void> {
  if (reasons.length === 0) return
  // Ordered, so that two deliveries which count the same reasons wait for each other and never in a circle.
  await client.query(
    `insert into exchange.refusal_counts as counts (vendor_id, use_id, because, day, count)
     select $1, $2, because, $3, count(*) from unnest($4::text[]) as refused (because) group by because
      order by because
     on conflict (vendor_id, use_id, because, day) do update set count = counts.count + excluded.count`,
    [vendorId, useId, localDayOf(now), reasons],
  )
}

/**
 * Of one resident, use, reason and day this many refusals are written down, and then they are only counted: a company
 * that asks all day at the limit of one token, 1,200 a minute, would write 1.7 million. Several processes at once may write a few more.
 */
export const refusalsKept = 100

/** One refusal for each of these residents, who were addressed, as long as few are kept: it will stand on their page. */
export async function insertRefusals(
  client: Queryable,
  { vendorId, useId }: Asked,
  residentIds: readonly ResidentId[],
  because: ConsentRefusal,
  now: Date,
): Promise<void> {
  await client.query(
    `insert into exchange.refusals (resident_id, refusal_id, vendor_id, use_id, because, day, happened_at)
     select resident_id, refusal_id, $1, $2, $3, $4, $5
       from unnest($6::uuid[], $7::uuid[]) as refused (resident_id, refusal_id)
      where (select count(*)
               from (select from exchange.refusals kept
                      where kept.resident_id = refused.resident_id and kept.vendor_id = $1 and kept.day = $4
                        and kept.use_id = $2 and kept.because = $3
                      limit $8) as kept) < $8`,
    [
      vendorId,
      useId,
      because,
      localDayOf(now),
      now,
      residentIds,
      residentIds.map(() => newId<Id<'refusal'>>()),
      refusalsKept,
    ],
  )
}
