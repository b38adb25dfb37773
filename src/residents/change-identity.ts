import { Personal } from '../kernel/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import type { Address } from './address/address.ts'
import { identityContext } from './find-resident.ts'
import { residentIdentitySchema, type ResidentId, type ResidentIdentity } from './resident.ts'
import { lockIdentity, updateIdentity } from './store.ts'

type Changed = { before: Personal<ResidentIdentity> } | undefined

/** Seals anew how somebody is reached, in the caller's transaction. Gives what was before; undefined for who is not there. */
export async function changeIdentity(
  tenant: Pick<Tenant, 'keys'>,
  client: Queryable,
  residentId: ResidentId,
  change: Personal<Partial<Pick<ResidentIdentity, 'email' | 'address' | 'formerAddress' | 'textNumber'>>>,
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

/**
 * Writes down where somebody lives now. False for who is not there. `keepFormer`: where letters went until now is told by one
 * last letter; of several changes before it, where they went first.
 */
export async function changeAddress(
  tenant: Pick<Tenant, 'keys'>,
  client: Queryable,
  residentId: ResidentId,
  address: Personal<Address>,
  { keepFormer }: { keepFormer: boolean },
): Promise<boolean> {
  const now = address.reveal()
  const changed = await changeIdentity(tenant, client, residentId, new Personal({ address: now }))
  if (!changed) return false
  const before = changed.before.reveal()
  const known = before.formerAddress ?? (keepFormer ? before.address : undefined)
  const formerAddress = known && isSamePlace(known, now) ? undefined : known
  if (formerAddress || before.formerAddress)
    await changeIdentity(tenant, client, residentId, new Personal({ formerAddress }))
  return true
}

/** A letter there was drawn: nothing is kept of that place, unless it is another meanwhile. */
export async function forgetFormerAddress(
  tenant: Pick<Tenant, 'keys'>,
  client: Queryable,
  residentId: ResidentId,
  told: Personal<Address>,
): Promise<void> {
  const changed = await changeIdentity(tenant, client, residentId, new Personal({ formerAddress: undefined }))
  const known = changed?.before.reveal().formerAddress
  if (known && !isSamePlace(known, told.reveal()))
    await changeIdentity(tenant, client, residentId, new Personal({ formerAddress: known }))
}

function isSamePlace(one: Address, other: Address): boolean {
  return one.postalCode === other.postalCode && one.text === other.text
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
