import { inTransaction } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { residentsAfter, termsVersions, type TermsVersion } from '../residents/index.ts'
import { leaveNotices } from './leave-notice.ts'
import { lockTermsTold, updateTermsTold } from './terms-told-store.ts'

const atOnce = 200

/**
 * Tells everybody of the newest version of the terms, so many in one transaction; broken off, the next turn goes on after the
 * last of them. Who joined later was asked with it, and the first version of all is new to nobody.
 */
export async function tellTerms(tenant: Tenant, stopping: AbortSignal): Promise<void> {
  const [newest] = await termsVersions(tenant.database)
  if (newest === undefined || newest.version === 1) return
  while (!stopping.aborted) if (await tellSome(tenant, newest)) return
}

/** True when there was nobody left. */
function tellSome(
  { database, clock }: Tenant,
  { version, publishedAt }: Pick<TermsVersion, 'version' | 'publishedAt'>,
): Promise<boolean> {
  return inTransaction(database, async (client) => {
    const told = await lockTermsTold(client, version)
    if (told.endedAt !== null) return true
    const residentIds = await residentsAfter(client, told.upTo, { joinedBy: publishedAt, limit: atOnce })
    const now = clock.now()
    await leaveNotices(client, residentIds, { kind: 'terms-changed' }, now)
    const last = residentIds.at(-1)
    await updateTermsTold(client, version, last ? { upTo: last, endedAt: null } : { ...told, endedAt: now })
    return last === undefined
  })
}
