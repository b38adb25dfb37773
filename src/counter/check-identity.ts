import { inTransaction, type Queryable } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { noteDeed, type Attendance } from './attendance.ts'
import { insertIdentityCheck } from './identity-check-store.ts'
import type { IdentityDocument } from './identity-level.ts'

/** The resident has shown who they are. What with is kept, and no number of it. */
export async function checkIdentity(
  tenant: Tenant,
  attendance: Attendance,
  document: IdentityDocument,
): Promise<void> {
  await inTransaction(tenant.database, async (client) => {
    await recordCheck(tenant, client, attendance, document)
    await noteDeed(tenant, client, attendance, 'identity-checked')
  })
}

/** In the transaction of what the document was shown for. */
export function recordCheck(
  { clock }: Pick<Tenant, 'clock'>,
  client: Queryable,
  { residentId, staffId }: Attendance,
  document: IdentityDocument,
): Promise<void> {
  return insertIdentityCheck(client, residentId, { document, staffId, checkedAt: clock.now() })
}
