import type { ConsentRefusal } from '../consent/index.ts'
import { localDayOf } from '../kernel/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import type { ResidentId } from '../residents/index.ts'
import type { Delivery } from './store.ts'

/**
 * One more refusal for each of these residents, each named once: it will stand on their page. Any number of requests of
 * one use, refused for one reason on one day, is one row with its count.
 */
export async function countRefusals(
  client: Queryable,
  { vendorId, useId }: Pick<Delivery, 'vendorId' | 'useId'>,
  residentIds: readonly ResidentId[],
  because: ConsentRefusal,
  now: Date,
): Promise<void> {
  // Ordered, so that two deliveries which count the same residents wait for each other and never in a circle.
  await client.query(
    `insert into exchange.refusals as counted
       (resident_id, vendor_id, use_id, because, day, times, first_at, last_at)
     select resident_id, $1, $2, $3, $4, 1, $5, $5 from unnest($6::uuid[]) as refused (resident_id)
      order by resident_id
     on conflict (resident_id, vendor_id, use_id, because, day) do update
       set times    = counted.times + 1,
           first_at = least(counted.first_at, excluded.first_at),
           last_at  = greatest(counted.last_at, excluded.last_at)`,
    [vendorId, useId, because, localDayOf(now), now, residentIds],
  )
}
