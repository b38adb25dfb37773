import type { ItemCode } from '../catalog/index.ts'
import type { ConsentDecision } from '../consent/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import { selectHolders } from './provision-store.ts'
import { countRefusals } from './refusal-store.ts'
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
 * Counts, for each resident whose stop this bulk read tells the company, a former holder, that it was refused. Returns
 * those notices. About everybody else the company has asked nothing by name and learns nothing: there is no line to write.
 */
export async function recordRefusals(
  client: Queryable,
  delivery: Delivery,
  decided: readonly Decided[],
  now: Date,
): Promise<StopNotice[]> {
  const stopped = decided.flatMap(({ grant, decision }) =>
    !decision.allowed &&
    decision.because === 'withdrawn' &&
    grant.changed >= delivery.low &&
    grant.changed < delivery.high
      ? [grant]
      : [],
  )
  if (stopped.length === 0) return []
  const byResident = Map.groupBy(stopped, (grant) => grant.residentId)
  const holders = await selectHolders(client, delivery.useId, [...byResident.keys()])
  await countRefusals(client, delivery, [...holders.keys()], 'withdrawn', now)
  return [...holders].map(([residentId, subject]) => ({
    subject,
    items: (byResident.get(residentId) ?? []).map(({ item }) => item),
  }))
}
