import { z } from 'zod'
import type { Id } from '../kernel/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import { usualQuotas, type Quotas } from './quotas.ts'
import { vendorIdSchema, type VendorId } from './vendor.ts'

/** Who set it: one of the staff, or a program of the city. */
export type SetBy = { staffId: Id<'staff'> } | { programId: string }

const amount = z.int().min(0).nullable()
const rowSchema = z
  .object({
    vendorId: vendorIdSchema,
    reads: amount,
    residents: amount,
    programReads: amount,
    programResidents: amount,
  })
  .transform(({ vendorId, reads, residents, programReads, programResidents }) => {
    const company = { readsAMinute: reads, residentsADay: residents }
    const program = { readsAMinute: programReads, residentsADay: programResidents }
    return [vendorId, { company, program }] as const
  })

/** The newest, or what everybody has. */
export async function quotasOf(database: Queryable, vendorId: VendorId): Promise<Quotas> {
  return (await quotasOfMany(database, [vendorId])).get(vendorId) ?? usualQuotas
}

/** Of those for whom something was set. */
export async function quotasOfMany(
  database: Queryable,
  vendorIds: readonly VendorId[],
): Promise<ReadonlyMap<VendorId, Quotas>> {
  const { rows } = await database.query(
    `select distinct on (vendor_id) vendor_id as "vendorId", reads_a_minute as reads, residents_a_day as residents,
            program_reads_a_minute as "programReads", program_residents_a_day as "programResidents"
       from vendors.quotas where vendor_id = any($1) order by vendor_id, number desc`,
    [vendorIds],
  )
  return new Map(rows.map((row) => rowSchema.parse(row)))
}

export async function insertQuotas(
  client: Queryable,
  vendorId: VendorId,
  { company, program }: Quotas,
  { by, at }: { by: SetBy; at: Date },
): Promise<void> {
  await client.query(
    `insert into vendors.quotas (vendor_id, number, reads_a_minute, residents_a_day, program_reads_a_minute,
                                 program_residents_a_day, staff_id, program_id, set_at)
     select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6, $7, $8 from vendors.quotas where vendor_id = $1`,
    [
      vendorId,
      company.readsAMinute,
      company.residentsADay,
      program.readsAMinute,
      program.residentsADay,
      'staffId' in by ? by.staffId : null,
      'programId' in by ? by.programId : null,
      at,
    ],
  )
}
