import { dayMs, systemClock } from '../kernel/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { deleteAppLinksOverBefore } from './app/link-store.ts'
import { deleteLinkedWritesBefore } from './linked-write/store.ts'
import { deleteCompanySessionsExpiredBefore } from './company/session-store.ts'
import { deleteCodesAskedBefore } from './sent-code/store.ts'
import { deleteDocumentsExpiredBefore } from './openid/document-store.ts'
import { deleteCodesOverBefore, deleteCountsBefore, deleteLinksOverBefore } from './partner/store.ts'
import { deleteShareCodesOverBefore } from './share-code/store.ts'
import { deleteStaffSessionsExpiredBefore } from './staff/session-store.ts'
import { deleteSessionsExpiredBefore } from './store.ts'

/** Removes what has run out by the real clock: sessions, documents, and codes once they are not counted any more. Changes nobody's rights. */
export async function forgetExpired(
  { database }: Pick<Tenant, 'database'>,
  now = systemClock.now(),
): Promise<void> {
  await deleteSessionsExpiredBefore(database, now)
  await deleteStaffSessionsExpiredBefore(database, now)
  await deleteCompanySessionsExpiredBefore(database, now)
  await deleteDocumentsExpiredBefore(database, now)
  await deleteAppLinksOverBefore(database, now)
  await deleteLinksOverBefore(database, now)
  await deleteCodesOverBefore(database, now)
  await deleteShareCodesOverBefore(database, now)
  await deleteCountsBefore(database, new Date(now.getTime() - dayMs))
  await deleteLinkedWritesBefore(database, new Date(now.getTime() - dayMs))
  await deleteCodesAskedBefore(database, new Date(now.getTime() - dayMs))
}
