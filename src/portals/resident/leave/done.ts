import { isAnythingUnderWay } from '../../../exchange/index.ts'
import type { Tenant } from '../../../platform/tenant.ts'
import { lifeChangesOf, type ResidentId } from '../../../residents/index.ts'
import { isLately } from '../../lately.ts'

/** `not-ended`: a delivery from before is under way. */
export type LeaveDone = 'left' | 'not-ended' | 'back'

/** What the address asks to tell of leaving, where it is what last happened to them, and just now; nothing otherwise. */
export async function whatHappened(
  tenant: Tenant,
  residentId: ResidentId,
  asked: LeaveDone | undefined,
): Promise<LeaveDone | undefined> {
  if (asked === undefined) return undefined
  const [last] = await lifeChangesOf(tenant.database, residentId)
  if (!isLately(last?.happenedAt, tenant.clock.now())) return undefined
  if (asked === 'back') return last?.what === 'came-back' ? asked : undefined
  if (last?.what !== 'left' && last?.what !== 'moved-away') return undefined
  return asked === 'left' || (await isAnythingUnderWay(tenant, residentId)) ? asked : 'left'
}
