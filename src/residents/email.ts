import { createHmac } from 'node:crypto'
import { Personal } from '../kernel/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { changeIdentity } from './change-identity.ts'
import type { ResidentId } from './resident.ts'
import { searchSecretOf } from './search-terms.ts'

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
  const changed = await changeIdentity(tenant, client, residentId, () => ({ email: email?.reveal() }))
  if (!changed) return undefined
  const { email: former } = changed.before.reveal()
  return { former: former === undefined ? null : new Personal(former) }
}
