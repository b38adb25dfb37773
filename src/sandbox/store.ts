import { z } from 'zod'
import { idSchema, localDaySchema, type Id } from '../kernel/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import type { VendorId } from '../vendors/index.ts'
import type { Edge } from './cursor.ts'
import type { TrialPerson } from './people.ts'

/** One company’s requests and changes come one after the other, so that positions are in the order of their commits. */
export async function lockSandbox(client: Queryable, vendorId: VendorId): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(hashtextextended('sandbox/' || $1, 0))`, [vendorId])
}

const personSchema = z
  .object({
    number: z.int(),
    standing: z.enum(['agreed', 'stopped', 'expired', 'never']),
    standing_at: z.coerce.number().int(),
    day: localDaySchema.nullable(),
    day_is: z.enum(['taken-back', 'corrected']).nullable(),
    day_at: z.coerce.number().int().nullable(),
  })
  .transform((row): TrialPerson => ({
    number: row.number,
    standing: row.standing,
    standingAt: row.standing_at,
    changedDay:
      row.day && row.day_is && row.day_at !== null ? { day: row.day, is: row.day_is, at: row.day_at } : null,
  }))

/** Those whom the company has changed. */
export async function selectChanged(database: Queryable, vendorId: VendorId): Promise<TrialPerson[]> {
  const { rows } = await database.query(
    `select number, standing, standing_at, day::text, day_is, day_at
       from sandbox.people
      where vendor_id = $1
      order by number`,
    [vendorId],
  )
  return rows.map((row) => personSchema.parse(row))
}

export async function savePerson(client: Queryable, vendorId: VendorId, person: TrialPerson): Promise<void> {
  const { number, standing, standingAt, changedDay } = person
  await client.query(
    `insert into sandbox.people (vendor_id, number, standing, standing_at, day, day_is, day_at)
     values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (vendor_id, number) do update
       set standing = excluded.standing, standing_at = excluded.standing_at,
           day = excluded.day, day_is = excluded.day_is, day_at = excluded.day_at`,
    [
      vendorId,
      number,
      standing,
      standingAt,
      changedDay?.day ?? null,
      changedDay?.is ?? null,
      changedDay?.at ?? null,
    ],
  )
}

export interface TrialDelivery {
  deliveryId: Id<'delivery'>
  requestHash: Buffer
  high: Edge
}

const deliverySchema = z
  .object({
    delivery_id: idSchema<Id<'delivery'>>(),
    request_hash: z.instanceof(Buffer),
    position: z.coerce.number().int(),
    through: localDaySchema,
  })
  .transform((row): TrialDelivery => ({
    deliveryId: row.delivery_id,
    requestHash: row.request_hash,
    high: { position: row.position, through: row.through },
  }))

export async function selectDelivery(
  client: Queryable,
  vendorId: VendorId,
  keyHash: Buffer,
): Promise<TrialDelivery | undefined> {
  const { rows } = await client.query(
    `select delivery_id, request_hash, position, through::text
       from sandbox.deliveries
      where vendor_id = $1 and key_hash = $2`,
    [vendorId, keyHash],
  )
  return rows.map((row) => deliverySchema.parse(row))[0]
}

/** Forgets what is older, and says how many are left. */
export async function forgetDeliveries(
  client: Queryable,
  vendorId: VendorId,
  openedUntil: Date,
): Promise<number> {
  await client.query('delete from sandbox.deliveries where vendor_id = $1 and opened_at <= $2', [
    vendorId,
    openedUntil,
  ])
  const { rows } = await client.query(
    'select count(*)::int as left from sandbox.deliveries where vendor_id = $1',
    [vendorId],
  )
  return z.object({ left: z.int() }).parse(rows[0]).left
}

export async function insertDelivery(
  client: Queryable,
  vendorId: VendorId,
  keyHash: Buffer,
  { deliveryId, requestHash, high }: TrialDelivery,
  openedAt: Date,
): Promise<void> {
  await client.query(
    `insert into sandbox.deliveries
       (vendor_id, key_hash, request_hash, delivery_id, position, through, opened_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [vendorId, keyHash, requestHash, deliveryId, high.position, high.through, openedAt],
  )
}
