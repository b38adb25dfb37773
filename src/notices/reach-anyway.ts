import type { Queryable } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { findResident, type ResidentId } from '../residents/index.ts'
import { insertLetterAnyway } from './letter-store.ts'
import { insertMail, selectWish } from './mail-store.ts'

/**
 * Beside their own pages, of what ends in erasure: whoever wants to be told nowhere else gets a mail at the mailbox that is known,
 * or a letter where they live. Who has a wish is told as they wish, by the notice itself. In the transaction of what it tells.
 */
export async function reachAnyway(
  tenant: Tenant,
  client: Queryable,
  residentId: ResidentId,
  now: Date,
): Promise<void> {
  const by = (await selectWish(client, residentId))?.by ?? 'here'
  if (by !== 'here') return
  const identity = (await findResident({ ...tenant, database: client }, residentId))?.identity.reveal()
  if (identity?.email !== undefined && tenant.mailer) await insertMail(client, residentId, now)
  else if (identity?.address) await insertLetterAnyway(client, residentId, now)
}
