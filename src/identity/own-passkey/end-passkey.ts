import { leaveNotice } from '../../notices/index.ts'
import { inTransaction, type Queryable } from '../../platform/database/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import type { ResidentId } from '../../residents/index.ts'
import type { RecentProof } from '../recent-proof/proof.ts'
import { deleteOwnPasskey, deleteOwnPasskeys, deleteSessionsByPasskey, lockOwnPasskeys } from './store.ts'

/**
 * From the next request on it opens nothing, and whatever was begun by a passkey elsewhere ends: it may have been lost. False
 * when it is not there, or not theirs: that is one answer.
 */
export function endOwnPasskey(
  { database, clock }: Pick<Tenant, 'database' | 'clock'>,
  { residentId }: RecentProof<'change-ways-in'>,
  { credentialHash, sessionHash }: { credentialHash: Buffer; sessionHash: Buffer },
): Promise<boolean> {
  return inTransaction(database, async (client) => {
    await lockOwnPasskeys(client, residentId)
    if (!(await deleteOwnPasskey(client, residentId, credentialHash))) return false
    await deleteSessionsByPasskey(client, residentId, sessionHash)
    await leaveNotice(client, residentId, { kind: 'passkey-ended' }, clock.now())
    return true
  })
}

/** All of them, in the caller's transaction; how many. Sessions are ended after it, so that none is begun in between. */
export async function forgetPasskeys(client: Queryable, residentId: ResidentId): Promise<number> {
  await lockOwnPasskeys(client, residentId)
  return deleteOwnPasskeys(client, residentId)
}
