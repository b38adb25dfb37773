import type { ItemCode } from '../catalog/index.ts'
import type { ConsentDecision } from '../consent/index.ts'
import { localDayOf, newId, type Id } from '../kernel/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import type { ResidentId } from '../residents/index.ts'
import { selectHolders } from './provision-store.ts'
import type { Delivery, PlacedGrant, Pseudonym } from './store.ts'

/** What a former holder is told, once, on its cursor: this resident has stopped these items. */
export interface StopNotice {
  subject: Pseudonym
  items: ItemCode[]
}

interface Decided {
  grant: PlacedGrant
  decision: ConsentDecision
}

/**
 * Writes down what a bulk read did not get: counted per company, use, reason and day; and by name for each resident
 * whose stop the company, a former holder, now learns of. Returns those notices.
 */
export async function recordRefusals(
  client: Queryable,
  delivery: Delivery,
  decided: readonly Decided[],
  now: Date,
): Promise<StopNotice[]> {
  const refused = decided.flatMap(({ grant, decision }) =>
    decision.allowed ? [] : [{ grant, because: decision.because }],
  )
  if (refused.length === 0) return []
  await countRefusals(client, delivery, refused, now)

  const stopped = refused.filter(
    ({ grant, because }) =>
      because === 'withdrawn' && grant.changed >= delivery.low && grant.changed < delivery.high,
  )
  const byResident = Map.groupBy(stopped, ({ grant }) => grant.residentId)
  const holders = await selectHolders(client, delivery.useId, [...byResident.keys()])
  for (const residentId of holders.keys()) {
    await insertRefusal(client, delivery, residentId, 'withdrawn', now)
  }
  return [...holders].map(([residentId, subject]) => ({
    subject,
    items: (byResident.get(residentId) ?? []).map(({ grant }) => grant.item),
  }))
}

async function countRefusals(
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
