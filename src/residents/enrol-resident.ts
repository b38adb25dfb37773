import { newId } from '../kernel/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { identityContext } from './find-resident.ts'
import type { ResidentId, ResidentIdentity } from './resident.ts'
import { insertResident } from './store.ts'

/** Takes a person in: keys of their own first, then the row with their identity sealed under them. */
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
  await insertResident(tenant.database, { residentId, sealedIdentity, joinedAt })
  return residentId
}
