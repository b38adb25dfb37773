import { leaveNotice } from '../../notices/index.ts'
import { inTransaction, type Queryable } from '../../platform/database/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import type { ResidentId } from '../../residents/index.ts'
import { endPasskeysOf, putEnd, thenKept } from '../ends/put-end.ts'
import { deletePasskeysOf } from '../passkey/store.ts'
import type { RecentProof } from '../recent-proof/proof.ts'
import { deleteOtherSessions, lockWaysIn } from '../store.ts'
import { deleteOwnPasskey, deletePasskeyNames } from './store.ts'

/**
 * From the next request on it opens nothing, and every other session ends: it may have been lost, and whoever came in by it
 * may have come in by another way since. False when it is not there, or not theirs: that is one answer.
 */
export function endOwnPasskey(
  { database, clock, journal }: Pick<Tenant, 'database' | 'clock' | 'journal'>,
  { residentId }: RecentProof<'change-ways-in'>,
  { credentialHash, sessionHash }: { credentialHash: Buffer; sessionHash: Buffer },
): Promise<boolean> {
  const ended = inTransaction(database, async (client) => {
    await lockWaysIn(client, residentId)
    if (!(await deleteOwnPasskey(client, residentId, credentialHash))) return false
    await putEnd(client, { what: 'passkey', which: credentialHash.toString('hex') }, clock.now())
    await deleteOtherSessions(client, residentId, sessionHash)
    await leaveNotice(client, residentId, { kind: 'passkey-ended' }, clock.now())
    return true
  })
  return thenKept(journal, ended)
}

/**
 * All of them, in the caller's transaction; how many. Sessions are ended after it, so that none is begun in between. An older
 * database does not bring them back.
 */
export async function endOwnPasskeys(client: Queryable, residentId: ResidentId, now: Date): Promise<number> {
  await lockWaysIn(client, residentId)
  await deletePasskeyNames(client, residentId)
  return endPasskeysOf(client, { kind: 'resident', id: residentId }, now)
}

/** In the caller's transaction, where the journal has what they end with: an erasure, or the end of a card. */
export async function forgetPasskeys(client: Queryable, residentId: ResidentId): Promise<void> {
  await lockWaysIn(client, residentId)
  await deletePasskeyNames(client, residentId)
  await deletePasskeysOf(client, { kind: 'resident', id: residentId })
}
