import { issueCard, type IssuedCard } from '../identity/index.ts'
import { systemClock } from '../kernel/index.ts'
import { inTransaction } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { enrolResident, type ResidentIdentity } from '../residents/index.ts'
import { attendNewcomer, noteDeed, type Attendance, type Clerk } from './attendance.ts'
import { recordCheck } from './check-identity.ts'
import type { IdentityDocument } from './identity-level.ts'

/**
 * Somebody joins at the counter, has shown who they are, and gets their first card. One member of staff may do it alone:
 * there is nothing of them yet that a card could open. They agree to nothing here: their own first sign-in asks.
 */
export async function joinResident(
  tenant: Tenant,
  clerk: Clerk,
  { identity, document }: { identity: ResidentIdentity; document: IdentityDocument },
  now = systemClock.now(),
): Promise<IssuedCard> {
  const residentId = await enrolResident(tenant, identity)
  const attendance: Attendance = { ...clerk, residentId, reason: 'join' }
  await inTransaction(tenant.database, async (client) => {
    await attendNewcomer(tenant, client, attendance, now)
    await recordCheck(tenant, client, attendance, document)
    await noteDeed(tenant, client, attendance, 'card-handed')
  })
  const issued = await issueCard(tenant, residentId)
  if (!issued.ok) throw new Error('who has just joined is a resident')
  return issued
}
