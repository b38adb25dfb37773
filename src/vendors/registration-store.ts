import { z } from 'zod'
import { Personal, type Id } from '../kernel/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import {
  contactSchema,
  decisionKinds,
  type Application,
  type Decision,
  type RegisteredCompany,
} from './registration.ts'
import { vendorIdSchema, vendorProfileSchema, vendorStandings, type VendorId } from './vendor.ts'

export async function insertRegistration(
  client: Queryable,
  vendorId: VendorId,
  { corporateNumber, contact }: Application,
  registeredAt: Date,
): Promise<void> {
  await client.query(
    `insert into vendors.registrations (vendor_id, corporate_number, contact, registered_at)
     values ($1, $2, $3, $4)`,
    [vendorId, corporateNumber, contact.reveal(), registeredAt],
  )
}

/** The door of a day: whoever counts waits for who registers at the same moment. */
export async function countRegistrationsSince(client: Queryable, since: Date): Promise<number> {
  await client.query(`select pg_advisory_xact_lock(hashtextextended('vendors/register', 0))`)
  const { rows } = await client.query<{ count: number }>(
    'select count(*)::integer as count from vendors.registrations where registered_at > $1',
    [since],
  )
  return rows[0]?.count ?? 0
}

export async function insertDecision(
  client: Queryable,
  vendorId: VendorId,
  decision: Decision,
): Promise<void> {
  const { kind, staffId, programId, reason, contractUntil, decidedAt } = decision
  await client.query(
    `insert into vendors.decisions (vendor_id, number, kind, staff_id, program_id, reason, contract_until, decided_at)
     select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6, $7 from vendors.decisions where vendor_id = $1`,
    [vendorId, kind, staffId, programId, reason, contractUntil, decidedAt],
  )
}

/** Ever, not only in the newest decision: a contract that a program sets is one, too. */
export async function wasTurnedDown(client: Queryable, vendorId: VendorId): Promise<boolean> {
  const { rowCount } = await client.query(
    `select from vendors.decisions where vendor_id = $1 and kind = 'turned-down' limit 1`,
    [vendorId],
  )
  return rowCount === 1
}

const rowSchema = z
  .object({
    vendorId: vendorIdSchema,
    profile: vendorProfileSchema,
    standing: z.enum(vendorStandings),
    contractUntil: z.date(),
    corporateNumber: z.string().nullable(),
    contact: contactSchema.nullable(),
    registeredAt: z.date().nullable(),
    others: z.int(),
    kind: z.enum(decisionKinds).nullable(),
    staffId: z.uuid().nullable(),
    programId: z.string().nullable(),
    reason: z.string().nullable(),
    decidedUntil: z.date().nullable(),
    decidedAt: z.date().nullable(),
  })
  .transform(({ vendorId, profile, standing, contractUntil, ...row }): RegisteredCompany => ({
    ...{ vendorId, profile, standing, contractUntil },
    registration: registrationIn(row),
    decision: decisionIn(row),
  }))

interface Joined {
  corporateNumber: string | null
  contact: z.infer<typeof contactSchema> | null
  registeredAt: Date | null
  others: number
  kind: Decision['kind'] | null
  staffId: string | null
  programId: string | null
  reason: string | null
  decidedUntil: Date | null
  decidedAt: Date | null
}

function registrationIn({ corporateNumber, contact, registeredAt, others }: Joined) {
  if (corporateNumber === null || contact === null || registeredAt === null) return null
  return { corporateNumber, contact: new Personal(contact), registeredAt, others }
}

function decisionIn({ kind, staffId, programId, reason, decidedUntil, decidedAt }: Joined): Decision | null {
  if (kind === null || decidedAt === null) return null
  return {
    kind,
    staffId: staffId as Id<'staff'> | null,
    programId,
    reason,
    contractUntil: decidedUntil,
    decidedAt,
  }
}

const columns = `vendor_id as "vendorId", profile, standing, vendor.contract_until as "contractUntil",
  corporate_number as "corporateNumber", contact, registered_at as "registeredAt",
  (select count(*)::integer from vendors.registrations other
    where other.corporate_number = registration.corporate_number
      and other.vendor_id <> registration.vendor_id) as others,
  decision.kind, staff_id as "staffId", program_id as "programId", reason, decision.contract_until as "decidedUntil", decided_at as "decidedAt"`
const tables = `vendors.vendors vendor
  left join vendors.registrations registration using (vendor_id)
  left join (select distinct on (vendor_id) * from vendors.decisions order by vendor_id, number desc) decision
    using (vendor_id)`

export async function selectRegistered(
  database: Queryable,
  vendorId: VendorId,
): Promise<RegisteredCompany | undefined> {
  const { rows } = await database.query(`select ${columns} from ${tables} where vendor_id = $1`, [vendorId])
  return rows.map((row) => rowSchema.parse(row))[0]
}

/** Those that wait, the first first. */
export async function selectApplicants(
  database: Queryable,
  { after, limit }: { after: VendorId | undefined; limit: number },
): Promise<RegisteredCompany[]> {
  const { rows } = await database.query(
    `select ${columns} from ${tables}
      where standing = 'applicant'
        and ($1::uuid is null or (registered_at, vendor_id) >
             (select registered_at, vendor_id from vendors.registrations where vendor_id = $1))
      order by registered_at, vendor_id limit $2`,
    [after ?? null, limit],
  )
  return rows.map((row) => rowSchema.parse(row))
}

/** Those that were decided on, or came another way, by name. */
export async function selectDecided(
  database: Queryable,
  { after, limit }: { after: VendorId | undefined; limit: number },
): Promise<RegisteredCompany[]> {
  const { rows } = await database.query(
    `select ${columns} from ${tables}
      where standing <> 'applicant'
        and ($1::uuid is null or (profile ->> 'name', vendor_id) >
             (select profile ->> 'name', vendor_id from vendors.vendors where vendor_id = $1))
      order by profile ->> 'name', vendor_id limit $2`,
    [after ?? null, limit],
  )
  return rows.map((row) => rowSchema.parse(row))
}
