import { newId } from '../kernel/index.ts'
import { inTransaction, type Queryable } from '../platform/database/index.ts'
import type { OwnerKeys } from '../platform/keys/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { identityContext } from './find-resident.ts'
import type { ResidentId, ResidentIdentity } from './resident.ts'
import { searchSecretOf, writeSearchTerms } from './search-terms.ts'
import { insertResidents } from './store.ts'

export interface Joining {
  residentId: ResidentId
  identity: ResidentIdentity
}

/** Takes a person in: keys of their own first, then the row with their identity sealed under them, and where it is found. */
export async function enrolResident(
  tenant: Tenant,
  identity: ResidentIdentity,
  residentId: ResidentId = newId<ResidentId>(),
): Promise<ResidentId> {
  await inTransaction(tenant.database, (client) => enrolResidents(tenant, client, [{ residentId, identity }]))
  return residentId
}

/**
 * The same of several, in the caller's transaction: one question each to the key store and to the database for all of
 * them. Keys that were made before a transaction was lost are found again under the same ids.
 */
export async function enrolResidents(
  tenant: Tenant,
  client: Queryable,
  joining: readonly Joining[],
): Promise<void> {
  const joinedAt = tenant.clock.now()
  const keys = await tenant.keys.createMany(
    joining.map(({ residentId }) => residentId),
    joinedAt,
  )
  const secret = await searchSecretOf(tenant)
  const rows = joining.map(({ residentId, identity }) => ({
    residentId,
    sealedIdentity: sealIdentity(keys.get(residentId), residentId, identity),
    joinedAt,
  }))
  await insertResidents(client, rows)
  await writeSearchTerms(client, secret, joining)
}

function sealIdentity(
  keys: OwnerKeys | undefined,
  residentId: ResidentId,
  identity: ResidentIdentity,
): Buffer {
  if (!keys) throw new Error('keys vanished while they were made')
  return keys.seal('identity', Buffer.from(JSON.stringify(identity)), identityContext(residentId))
}
