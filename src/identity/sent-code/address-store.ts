import { z } from 'zod'
import type { Queryable } from '../../platform/database/index.ts'
import { residentIdSchema, type ResidentId } from '../../residents/index.ts'

const residentSchema = z.object({ residentId: residentIdSchema })

export async function selectByAddress(
  database: Queryable,
  addressHash: Buffer,
): Promise<ResidentId | undefined> {
  const { rows } = await database.query(
    'select resident_id as "residentId" from identity.mail_addresses where address_hash = $1',
    [addressHash],
  )
  return rows.map((row) => residentSchema.parse(row).residentId)[0]
}

const addressSchema = z.object({ addressHash: z.instanceof(Buffer), confirmedAt: z.date() })
export type AddressOnFile = z.infer<typeof addressSchema>

export async function selectAddressOf(
  database: Queryable,
  residentId: ResidentId,
): Promise<AddressOnFile | undefined> {
  const { rows } = await database.query(
    `select address_hash as "addressHash", confirmed_at as "confirmedAt"
       from identity.mail_addresses where resident_id = $1 order by confirmed_at desc limit 1`,
    [residentId],
  )
  return rows.map((row) => addressSchema.parse(row))[0]
}

/** An address that somebody has keeps its resident. */
export async function insertAddress(
  client: Queryable,
  address: { addressHash: Buffer; residentId: ResidentId; confirmedAt: Date },
): Promise<void> {
  await client.query(
    `insert into identity.mail_addresses (address_hash, resident_id, confirmed_at) values ($1, $2, $3)
     on conflict do nothing`,
    [address.addressHash, address.residentId, address.confirmedAt],
  )
}

export async function deleteAddressesOf(client: Queryable, residentId: ResidentId): Promise<void> {
  await client.query('delete from identity.mail_addresses where resident_id = $1', [residentId])
}

/** What was shown to be theirs until then. */
export async function deleteAddressesUntil(
  client: Queryable,
  residentId: ResidentId,
  until: Date,
): Promise<void> {
  await client.query('delete from identity.mail_addresses where resident_id = $1 and confirmed_at <= $2', [
    residentId,
    until,
  ])
}

export async function deleteOtherAddressesOf(
  client: Queryable,
  residentId: ResidentId,
  addressHash: Buffer,
): Promise<void> {
  await client.query('delete from identity.mail_addresses where resident_id = $1 and address_hash <> $2', [
    residentId,
    addressHash,
  ])
}
