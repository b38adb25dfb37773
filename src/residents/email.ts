import { createHmac } from 'node:crypto'
import { Personal } from '../kernel/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { identityContext } from './find-resident.ts'
import { residentIdentitySchema, type ResidentId } from './resident.ts'
import { searchSecretOf } from './search-terms.ts'
import { lockIdentity, updateIdentity } from './store.ts'

/** By which an e-mail address is found, under the city's search key. Mail servers take small for capital letters, so do we. */
export async function emailTermOf(tenant: Pick<Tenant, 'keys'>, email: Personal<string>): Promise<Buffer> {
  return createHmac('sha256', await searchSecretOf(tenant))
    .update(JSON.stringify(['email', email.reveal().toLowerCase()]))
    .digest()
}

/** Writes down a new e-mail address, or that there is none, in the caller's transaction. Gives the one before; undefined for who is not there. */
export async function changeEmail(
  tenant: Pick<Tenant, 'keys'>,
  client: Queryable,
  residentId: ResidentId,
  email: Personal<string> | null,
): Promise<{ former: Personal<string> | null } | undefined> {
  const keys = await tenant.keys.find(residentId)
  const sealed = await lockIdentity(client, residentId)
  if (!sealed || !keys?.has('identity')) return undefined
  const context = identityContext(residentId)
  const before = residentIdentitySchema.parse(
    JSON.parse(keys.open('identity', sealed, context).toString('utf8')),
  )
  const after = residentIdentitySchema.parse({ ...before, email: email?.reveal() })
  await updateIdentity(client, residentId, keys.seal('identity', Buffer.from(JSON.stringify(after)), context))
  return { former: before.email === undefined ? null : new Personal(before.email) }
}
