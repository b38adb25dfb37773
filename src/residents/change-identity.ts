import { Personal } from '../kernel/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import type { Address } from './address/address.ts'
import { identityContext } from './find-resident.ts'
import { residentIdentitySchema, type ResidentId, type ResidentIdentity } from './resident.ts'
import { lockIdentity, updateIdentity } from './store.ts'

type Changed = { before: Personal<ResidentIdentity> } | undefined

/** How somebody is reached. */
type Reach = Partial<Pick<ResidentIdentity, 'email' | 'address' | 'formerAddress' | 'textNumber'>>

/**
 * Seals anew how somebody is reached, by what was before, in the caller's transaction and under its lock. Gives what was before;
 * undefined for who is not there.
 */
export async function changeIdentity(
  tenant: Pick<Tenant, 'keys'>,
  client: Queryable,
  residentId: ResidentId,
  change: (before: ResidentIdentity) => Reach,
): Promise<Changed> {
  const keys = await tenant.keys.find(residentId)
  const sealed = await lockIdentity(client, residentId)
  if (!sealed || !keys?.has('identity')) return undefined
  const context = identityContext(residentId)
  const before = residentIdentitySchema.parse(
    JSON.parse(keys.open('identity', sealed, context).toString('utf8')),
  )
  const after = residentIdentitySchema.parse({ ...before, ...change(before) })
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
  const changed = await changeIdentity(tenant, client, residentId, (before) => {
    const known = before.formerAddress ?? (keepFormer ? before.address : undefined)
    return { address: now, formerAddress: known && isSamePlace(known, now) ? undefined : known }
  })
  return changed !== undefined
}

/** A letter there was drawn: nothing is kept of that place, unless it is another meanwhile. */
export async function forgetFormerAddress(
  tenant: Pick<Tenant, 'keys'>,
  client: Queryable,
  residentId: ResidentId,
  told: Personal<Address>,
): Promise<void> {
  await changeIdentity(tenant, client, residentId, ({ formerAddress }) => ({
    formerAddress: formerAddress && isSamePlace(formerAddress, told.reveal()) ? undefined : formerAddress,
  }))
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
  const changed = await changeIdentity(tenant, client, residentId, () => ({ textNumber: number?.reveal() }))
  if (!changed) return undefined
  const { textNumber: former } = changed.before.reveal()
  return { former: former === undefined ? null : new Personal(former) }
}
