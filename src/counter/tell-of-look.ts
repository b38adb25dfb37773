import type { StaffId } from '../identity/index.ts'
import { leaveNotices } from '../notices/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import type { ResidentId } from '../residents/index.ts'
import { lookGoesOnSince, type LookUpDeed, type LookUpReason } from './rules.ts'
import { insertLookUps, selectLookedAt } from './store.ts'

/**
 * Somebody of the staff has these residents before them, in the transaction that shows them. Each time is in their record; they
 * are told once for as long as it goes on: a page that is loaded anew, to show a passkey, is no other look.
 */
export async function tellOfLook(
  tenant: Pick<Tenant, 'clock'>,
  client: Queryable,
  residentIds: readonly ResidentId[],
  look: { staffId: StaffId; reason: LookUpReason; did: LookUpDeed },
): Promise<void> {
  const now = tenant.clock.now()
  const still = await selectLookedAt(client, residentIds, look, { since: lookGoesOnSince(now), until: now })
  await insertLookUps(client, residentIds, { ...look, lookedAt: now })
  const told = residentIds.filter((residentId) => !still.has(residentId))
  await leaveNotices(client, told, { kind: 'looked-up' }, now)
}
