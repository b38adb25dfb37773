import type { Tenant } from '../../platform/tenant.ts'
import type { DeliveryId } from '../delivery-store.ts'

/** So many broken deliveries are remembered; of the one that broke longest ago all stays spent. */
const mostHeld = 10_000

/** By process: a lease is one process's, at one city. */
const held = new WeakMap<Tenant['lease'], Map<DeliveryId, number>>()

/**
 * What was set aside for a delivery that broke. It cannot go back at once: by the same key the delivery is repeated, and a repeat
 * is not counted. The repeat takes it over, and what that does not need goes back.
 */
export function holdForRepeat({ lease }: Tenant, deliveryId: DeliveryId, reserved: number): void {
  if (reserved <= 0) return
  const here = held.get(lease) ?? new Map<DeliveryId, number>()
  held.set(lease, here)
  here.set(deliveryId, reserved)
  const [oldest] = here.keys()
  if (here.size > mostHeld && oldest !== undefined) here.delete(oldest)
}

/** Of two repeats at once one has it. */
export function takeHeld({ lease }: Tenant, deliveryId: DeliveryId): number {
  const here = held.get(lease)
  const reserved = here?.get(deliveryId) ?? 0
  here?.delete(deliveryId)
  return reserved
}
