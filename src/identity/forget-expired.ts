import { systemClock } from '../kernel/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { deleteCompanySessionsExpiredBefore } from './company/session-store.ts'
import { deleteDocumentsExpiredBefore } from './openid/document-store.ts'
import { deleteStaffSessionsExpiredBefore } from './staff/session-store.ts'
import { deleteSessionsExpiredBefore } from './store.ts'

/** Removes sessions and documents of the OpenID provider that have run out by the real clock. Changes nobody's rights. */
export async function forgetExpired(
  { database }: Pick<Tenant, 'database'>,
  now = systemClock.now(),
): Promise<void> {
  await deleteSessionsExpiredBefore(database, now)
  await deleteStaffSessionsExpiredBefore(database, now)
  await deleteCompanySessionsExpiredBefore(database, now)
  await deleteDocumentsExpiredBefore(database, now)
}
