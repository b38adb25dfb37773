import type { ItemCode } from '../catalog/index.ts'
import type { ConsentDecision } from '../consent/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import { selectHolders } from './provision-store.ts'
import { countRefusals, insertRefusals } from './refusal-store.ts'
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
  const reasons = refused.map(({ because }) => because)
  await countRefusals(client, delivery, reasons, now)

  const stopped = refused.filter(
    ({ grant, because }) =>
      because === 'withdrawn' && grant.changed >= delivery.low && grant.changed < delivery.high,
  )
  const byResident = Map.groupBy(stopped, ({ grant }) => grant.residentId)
  const holders = await selectHolders(client, delivery.useId, [...byResident.keys()])
  await insertRefusals(client, delivery, [...holders.keys()], 'withdrawn', now)
  return [...holders].map(([residentId, subject]) => ({
    subject,
    items: (byResident.get(residentId) ?? []).map(({ grant }) => grant.item),
  }))
}
