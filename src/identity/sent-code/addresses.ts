import { Personal, refuse, type Refusal } from '../../kernel/index.ts'
import type { Queryable } from '../../platform/database/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { changeEmail, emailTermOf, findResident, type ResidentId } from '../../residents/index.ts'
import {
  deleteAddressesOf,
  deleteOtherAddressesOf,
  insertAddress,
  selectAddressOf,
  selectByAddress,
} from './address-store.ts'
import { deleteCodesOf } from './store.ts'

/** This mailbox is the resident's, unless it is somebody else's: one mailbox, one resident. In the caller's transaction. */
export async function claimAddress(
  { clock }: Pick<Tenant, 'clock'>,
  client: Queryable,
  { addressHash, residentId }: { addressHash: Buffer; residentId: ResidentId },
): Promise<boolean> {
  await insertAddress(client, { addressHash, residentId, confirmedAt: clock.now() })
  return (await selectByAddress(client, addressHash)) === residentId
}

/**
 * From now on this resident may sign in with codes to this mailbox, which they have shown to be theirs; in place of the one
 * before, in the caller's transaction.
 */
export async function putMailAddress(
  tenant: Pick<Tenant, 'keys' | 'clock'>,
  client: Queryable,
  residentId: ResidentId,
  email: Personal<string>,
): Promise<{ ok: true; former: Personal<string> | null } | Refusal<'address-taken' | 'no-such-resident'>> {
  const addressHash = await emailTermOf(tenant, email)
  if (!(await claimAddress(tenant, client, { addressHash, residentId }))) return refuse('address-taken')
  const changed = await changeEmail(tenant, client, residentId, email)
  if (!changed) return refuse('no-such-resident')
  await deleteOtherAddressesOf(client, residentId, addressHash)
  return { ok: true, former: changed.former }
}

/** Where codes for this resident go, and since when; undefined where they may not sign in by mail. */
export async function mailAddressOf(
  tenant: Pick<Tenant, 'keys'> & { database: Queryable },
  residentId: ResidentId,
): Promise<{ email: Personal<string>; confirmedAt: Date } | undefined> {
  const onFile = await selectAddressOf(tenant.database, residentId)
  if (!onFile) return undefined
  const email = (await findResident(tenant, residentId))?.identity.reveal().email
  if (email === undefined) return undefined
  const address = new Personal(email)
  const isThat = (await emailTermOf(tenant, address)).equals(onFile.addressHash)
  return isThat ? { email: address, confirmedAt: onFile.confirmedAt } : undefined
}

/** Nobody signs in by mail as this resident any more, in the caller's transaction. Without an address it changes nothing. */
export async function forgetMailAddress(client: Queryable, residentId: ResidentId): Promise<void> {
  await deleteAddressesOf(client, residentId)
  await deleteCodesOf(client, residentId)
}
