import type { ItemCode } from '../catalog/index.ts'
import type { ConsentDecision, ConsentRefusal } from '../consent/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import { selectReceived } from './provision-store.ts'
import { insertRefusals } from './refusal-store.ts'
import type { Delivery, Pseudonym } from './delivery-store.ts'
import type { PlacedGrant } from './store.ts'

/** What a former holder is told, once, on its cursor: this resident has stopped these items, which it has received. */
export interface StopNotice {
  subject: Pseudonym
  items: ItemCode[]
}

interface Decided {
  grant: PlacedGrant
  decision: ConsentDecision
}

/** The reasons for which a bulk read did not get something, one for each item of each resident. */
export function refusedReasons(decided: readonly Decided[]): ConsentRefusal[] {
  return decided.flatMap(({ decision }) => (decision.allowed ? [] : [decision.because]))
}

/** A stop within the window of this delivery: a former holder learns of it. */
export function isStopToTell({ low, high }: Delivery, { grant, decision }: Decided): boolean {
  const isStop = !decision.allowed && decision.because === 'withdrawn'
  return isStop && grant.changed >= low && grant.changed < high
}

/**
 * Writes down by name each resident whose stop the company, a former holder, now learns of, and returns those notices.
 * Everything a bulk read did not get is counted besides (`countRefusals`).
 */
export async function recordStops(
  client: Queryable,
  delivery: Delivery,
  decided: readonly Decided[],
  now: Date,
): Promise<StopNotice[]> {
  const stopped = decided.filter((one) => isStopToTell(delivery, one))
  if (stopped.length === 0) return []
  const byResident = Map.groupBy(stopped, ({ grant }) => grant.residentId)
  const received = await selectReceived(client, delivery.useId, [...byResident.keys()])
  const told = received.flatMap(({ residentId, subject, items: held }) => {
    const items = (byResident.get(residentId) ?? []).map(({ grant }) => grant.item)
    const known = items.filter((item) => held.includes(item))
    return known.length === 0 ? [] : [{ residentId, notice: { subject, items: known } }]
  })
  const residentIds = told.map(({ residentId }) => residentId)
  await insertRefusals(client, delivery, residentIds, 'withdrawn', now)
  return told.map(({ notice }) => notice)
}
