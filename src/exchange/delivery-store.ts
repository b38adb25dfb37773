import type pg from 'pg'
import { idSchema, type Id } from '../kernel/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import type { UseId } from '../review/index.ts'
import type { VendorId } from '../vendors/index.ts'

export type DeliveryId = Id<'delivery'>
export type ProvisionId = Id<'provision'>
export type SendingId = Id<'sending'>
export type Pseudonym = Id<'pseudonym'>
export const pseudonymSchema = idSchema<Pseudonym>()

/** One request of a company, as it was when it was first made. */
export interface Delivery {
  deliveryId: DeliveryId
  vendorId: VendorId
  clientId: string
  useId: UseId
  useVersion: number
  reasonCode: string
  ownWords: string | null
  low: bigint
  high: bigint
}

export interface NewDelivery extends Omit<Delivery, 'low' | 'high'> {
  low: bigint
  /** The end of a window that is being paged; null takes the newest end there is. */
  high: bigint | null
  /** Of so many residents something may be told at most, as often as it is repeated. */
  mostResidents: number
  /** SHA-256 of the Idempotency-Key. */
  keyHash: Buffer
  requestHash: Buffer
  openedAt: Date
}

/** Two requests with one key at the same moment become one delivery: the second waits for the first. */
export async function lockKey(client: Queryable, vendorId: VendorId, keyHash: Buffer): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(hashtextextended('exchange/' || $1 || '/' || $2, 0))`, [
    vendorId,
    keyHash.toString('hex'),
  ])
}

/** As it was begun; `mostResidents` is null where a service of an earlier version began it. */
interface Begun {
  requestHash: Buffer
  mostResidents: number | null
}

interface DeliveryRow extends Omit<Delivery, 'low' | 'high'>, Begun {
  low: string
  high: string
}

const deliveryColumns = `delivery_id as "deliveryId", vendor_id as "vendorId", client_id as "clientId",
  use_id as "useId", use_version as "useVersion", reason_code as "reasonCode", own_words as "ownWords",
  low::text as low, high::text as high, request_hash as "requestHash", most_residents as "mostResidents"`

function parseDelivery({ low, high, requestHash, mostResidents, ...row }: DeliveryRow): {
  delivery: Delivery
  begun: Begun
} {
  return { delivery: { ...row, low: BigInt(low), high: BigInt(high) }, begun: { requestHash, mostResidents } }
}

export async function selectDelivery(
  client: Queryable,
  key: { vendorId: VendorId; clientId: string; keyHash: Buffer; since: Date },
): Promise<ReturnType<typeof parseDelivery> | undefined> {
  const { rows } = await client.query<DeliveryRow & pg.QueryResultRow>(
    `select ${deliveryColumns} from exchange.deliveries
      where vendor_id = $1 and client_id = $2 and key_hash = $3 and opened_at > $4
      order by opened_at desc limit 1`,
    [key.vendorId, key.clientId, key.keyHash, key.since],
  )
  return rows.map(parseDelivery)[0]
}

/**
 * Writes the delivery and fixes its window. Every transaction below `pg_snapshot_xmin` has ended, so nothing can still
 * appear behind the cursor. A window handed in must lie in the past, else undefined.
 */
export async function insertDelivery(
  client: Queryable,
  delivery: NewDelivery,
): Promise<Delivery | undefined> {
  const { rows } = await client.query<DeliveryRow & pg.QueryResultRow>(
    `insert into exchange.deliveries
       (delivery_id, vendor_id, client_id, use_id, use_version, key_hash, request_hash, reason_code, own_words,
        low, high, opened_at, most_residents)
     select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10::xid8,
            coalesce($11::xid8, pg_snapshot_xmin(pg_current_snapshot())), $12, $13
      where coalesce($11::xid8, $10::xid8) <= pg_snapshot_xmin(pg_current_snapshot())
     returning ${deliveryColumns}`,
    [
      delivery.deliveryId,
      delivery.vendorId,
      delivery.clientId,
      delivery.useId,
      delivery.useVersion,
      delivery.keyHash,
      delivery.requestHash,
      delivery.reasonCode,
      delivery.ownWords,
      delivery.low.toString(),
      delivery.high?.toString() ?? null,
      delivery.openedAt,
      delivery.mostResidents,
    ],
  )
  return rows.map(parseDelivery)[0]?.delivery
}
