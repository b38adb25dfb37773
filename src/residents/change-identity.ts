import { Personal } from '../kernel/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { identityContext } from './find-resident.ts'
import { residentIdentitySchema, type ResidentId, type ResidentIdentity } from './resident.ts'
import { lockIdentity, updateIdentity } from './store.ts'

type Changed = { before: Personal<ResidentIdentity> } | undefined

/** Seals anew how somebody is reached, in the caller's transaction. Gives what was before; undefined for who is not there. */
export async function changeIdentity(
  tenant: Pick<Tenant, 'keys'>,
  client: Queryable,
  residentId: ResidentId,
  change: Personal<Partial<Pick<ResidentIdentity, 'email' | 'address' | 'textNumber'>>>,
): Promise<Changed> {
  const keys = await tenant.keys.find(residentId)
  const sealed = await lockIdentity(client, residentId)
  if (!sealed || !keys?.has('identity')) return undefined
  const context = identityContext(residentId)
  const before = residentIdentitySchema.parse(
    JSON.parse(keys.open('identity', sealed, context).toString('utf8')),
  )
  const after = residentIdentitySchema.parse({ ...before, ...change.reveal() })
  await updateIdentity(client, residentId, keys.seal('identity', Buffer.from(JSON.stringify(after)), context))
  return { before: new Personal(before) }
}

/** Writes down where somebody lives now. False for who is not there. */
export async function changeAddress(
  tenant: Pick<Tenant, 'keys'>,
  client: Queryable,
  residentId: ResidentId,
  address: Personal<NonNullable<ResidentIdentity['address']>>,
): Promise<boolean> {
  const change = new Personal({ address: address.reveal() })
  return (await changeIdentity(tenant, client, residentId, change)) !== undefined
}

/** Writes down where text messages go, or that none do, in the caller's transaction. Gives the number before. */
export async function changeTextNumber(
  tenant: Pick<Tenant, 'keys'>,
  client: Queryable,
  residentId: ResidentId,
  number: Personal<string> | null,
): Promise<{ former: Personal<string> | null } | undefined> {
  const change = new Personal({ textNumber: number?.reveal() })
  const changed = await changeIdentity(tenant, client, residentId, change)
  if (!changed) return undefined
  const { textNumber: former } = changed.before.reveal()
  return { former: former === undefined ? null : new Personal(former) }
}
