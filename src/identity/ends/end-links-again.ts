import { inTransaction } from '../../platform/database/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import type { ResidentId } from '../../residents/index.ts'
import { deleteAppLinksOf } from '../app/link-store.ts'
import { deleteCodesOf, deleteLinksOf } from '../partner/store.ts'
import { deleteShareCodesOf } from '../share-code/store.ts'

/** What an older database has brought back of apps, partners and shares of somebody who has stopped taking part since. Safe to repeat. */
export function endLinksAgain(
  { database }: Pick<Tenant, 'database'>,
  residentId: ResidentId,
  until: Date,
): Promise<void> {
  return inTransaction(database, async (client) => {
    await deleteAppLinksOf(client, residentId, until)
    await deleteCodesOf(client, residentId)
    await deleteLinksOf(client, residentId, until)
    await deleteShareCodesOf(client, residentId)
  })
}
