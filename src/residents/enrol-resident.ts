import { newId } from '../kernel/index.ts'
import { inTransaction } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { identityContext } from './find-resident.ts'
import type { ResidentId, ResidentIdentity } from './resident.ts'
import { searchTermsOf, writeSearchTerms } from './search-terms.ts'
import { insertResident } from './store.ts'

/** Takes a person in: keys of their own first, then the row with their identity sealed under them, and where it is found. */
export async function enrolResident(
  tenant: Tenant,
  identity: ResidentIdentity,
  residentId: ResidentId = newId<ResidentId>(),
): Promise<ResidentId> {
  const joinedAt = tenant.clock.now()
  const keys = await tenant.keys.create(residentId, joinedAt)
  const sealedIdentity = keys.seal(
    'identity',
    Buffer.from(JSON.stringify(identity)),
    identityContext(residentId),
  )
  const terms = await searchTermsOf(tenant, identity)
  await inTransaction(tenant.database, async (client) => {
    await insertResident(client, { residentId, sealedIdentity, joinedAt })
    await writeSearchTerms(client, residentId, terms)
  })
  return residentId
}
