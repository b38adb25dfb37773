import type pg from 'pg'
import { beforeEveryId } from '../kernel/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import type { ResidentId } from '../residents/index.ts'
import { recordCountOf, type Provision, type ProvisionItem } from './provision-store.ts'
import type { Delivery } from './delivery-store.ts'

type Told = Omit<Provision, 'commitment'> &
  Pick<Delivery, 'deliveryId' | 'vendorId' | 'useId' | 'useVersion' | 'reasonCode' | 'ownWords'> & {
    openedAt: Date
  }

/** What a provision commits to: the log holds the hash of exactly this. */
export function provisionRecord(told: Told) {
  return {
    provisionId: told.provisionId,
    residentId: told.residentId,
    pseudonym: told.pseudonym,
    items: told.items,
    deliveryId: told.deliveryId,
    vendorId: told.vendorId,
    useId: told.useId,
    useVersion: told.useVersion,
    reasonCode: told.reasonCode,
    ownWords: told.ownWords,
    openedAt: told.openedAt.toISOString(),
  }
}

/** A record of one resident, with the hash that stands beside it. */
export interface CommittedProvision {
  residentId: ResidentId
  leafId: string
  record: object
  commitment: Buffer
  /** False where columns that say the same contradict each other. */
  sound: boolean
}

/** Every provision of the next residents after this one, in order; none when there are no more. */
export async function provisionsAfter(
  database: Queryable,
  after: ResidentId | null,
  residentsAtOnce: number,
): Promise<CommittedProvision[]> {
  const { rows } = await database.query<
    Told & { commitment: Buffer; recordCount: number; items: ProvisionItem[] } & pg.QueryResultRow
  >(
    `select provision_id as "provisionId", resident_id as "residentId", pseudonym, items, commitment,
            delivery_id as "deliveryId", vendor_id as "vendorId", use_id as "useId", use_version as "useVersion",
            reason_code as "reasonCode", own_words as "ownWords", opened_at as "openedAt", record_count as "recordCount"
       from exchange.provisions
      where resident_id in (
        select distinct resident_id from exchange.provisions
         where resident_id > $1 order by resident_id limit $2)
      order by resident_id`,
    [after ?? beforeEveryId, residentsAtOnce],
  )
  return rows.map(({ commitment, recordCount, ...told }) => ({
    residentId: told.residentId,
    leafId: told.provisionId,
    record: provisionRecord(told),
    commitment,
    sound: recordCount === recordCountOf(told.items),
  }))
}
