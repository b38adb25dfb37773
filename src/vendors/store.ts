import { z } from 'zod'
import type { Queryable } from '../platform/database/index.ts'
import { vendorIdSchema, vendorProfileSchema, vendorStandings, type Vendor, type VendorId } from './vendor.ts'

const rowSchema = z
  .object({
    vendor_id: vendorIdSchema,
    profile: vendorProfileSchema,
    standing: z.enum(vendorStandings),
    contract_until: z.date(),
  })
  .transform((row): Vendor => ({
    vendorId: row.vendor_id,
    profile: row.profile,
    standing: row.standing,
    contractUntil: row.contract_until,
  }))

const columns = 'vendor_id, profile, standing, contract_until'

export async function findVendor(database: Queryable, vendorId: VendorId): Promise<Vendor | undefined> {
  const { rows } = await database.query(`select ${columns} from vendors.vendors where vendor_id = $1`, [
    vendorId,
  ])
  return rows.map((row) => rowSchema.parse(row))[0]
}

/** The same, held until the caller's transaction ends: of two who decide on it at once, the second finds it decided. */
export async function lockVendor(client: Queryable, vendorId: VendorId): Promise<Vendor | undefined> {
  const { rows } = await client.query(
    `select ${columns} from vendors.vendors where vendor_id = $1 for update`,
    [vendorId],
  )
  return rows.map((row) => rowSchema.parse(row))[0]
}

/** These companies; an id of none is left out. */
export async function findVendors(database: Queryable, vendorIds: readonly VendorId[]): Promise<Vendor[]> {
  const { rows } = await database.query(
    `select ${columns} from vendors.vendors where vendor_id = any($1) order by vendor_id`,
    [vendorIds],
  )
  return rows.map((row) => rowSchema.parse(row))
}

/** Companies by id, after that one. */
export async function listVendors(
  database: Queryable,
  after: VendorId | undefined,
  limit: number,
): Promise<Vendor[]> {
  const { rows } = await database.query(
    `select ${columns} from vendors.vendors where $1::uuid is null or vendor_id > $1 order by vendor_id limit $2`,
    [after ?? null, limit],
  )
  return rows.map((row) => rowSchema.parse(row))
}

export async function saveVendor(database: Queryable, vendor: Vendor): Promise<void> {
  await database.query(
    `insert into vendors.vendors (vendor_id, profile, standing, contract_until) values ($1, $2, $3, $4)
     on conflict (vendor_id) do update
       set profile = excluded.profile, standing = excluded.standing, contract_until = excluded.contract_until`,
    [vendor.vendorId, vendor.profile, vendor.standing, vendor.contractUntil],
  )
}
