import { addDays } from '../../../kernel/index.ts'
import { erasurePlanOf, keyCopiesKeptDays } from '../../../erasure/index.ts'
import type { SignedIn } from '../../../identity/index.ts'
import type { Tenant } from '../../../platform/tenant.ts'

export interface ErasePlanShown {
  /** Until when the law keeps the records of what was provided; null when there are none. */
  keptUntil: Date | null
  /** From when no copy of the key store can bring anything back. */
  finalFrom: Date
}

export async function erasePlanFor({
  tenant,
  residentId,
}: Pick<SignedIn, 'residentId'> & { tenant: Tenant }): Promise<ErasePlanShown> {
  const { keptUntil } = await erasurePlanOf(tenant, residentId)
  return { keptUntil, finalFrom: addDays(tenant.clock.now(), keyCopiesKeptDays) }
}
