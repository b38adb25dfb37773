import { z } from 'zod'
import { newId, type Id } from '../../kernel/index.ts'
import type { Queryable } from '../../platform/database/index.ts'
import type { VendorId } from '../../vendors/index.ts'
import { personIdSchema, type PersonId } from './company-person.ts'

const kinds = [
  'registered',
  'invited',
  'invited-again',
  'joined',
  'ended',
  'program-registered',
  'key-added',
  'key-retired',
  'program-ended',
] as const

/** A line of the ledger of a company: who of it did what. Never changed. */
export interface CompanyAct {
  kind: (typeof kinds)[number]
  /** null: who registered the company, before anybody had a passkey. */
  by: PersonId | null
  personId: PersonId | null
  clientId: string | null
  keyId: string | null
  happenedAt: Date
}

export async function insertCompanyAct(
  client: Queryable,
  vendorId: VendorId,
  act: Pick<CompanyAct, 'kind' | 'by' | 'happenedAt'> & Partial<CompanyAct>,
): Promise<void> {
  const { kind, by, personId = null, clientId = null, keyId = null, happenedAt } = act
  await client.query(
    `insert into identity.company_acts (act_id, vendor_id, kind, by_person, person_id, client_id, key_id, happened_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [newId<Id<'company-act'>>(), vendorId, kind, by, personId, clientId, keyId, happenedAt],
  )
}

const rowSchema: z.ZodType<CompanyAct> = z.object({
  kind: z.enum(kinds),
  by: personIdSchema.nullable(),
  personId: personIdSchema.nullable(),
  clientId: z.string().nullable(),
  keyId: z.string().nullable(),
  happenedAt: z.date(),
})

/** The newest first. */
export async function selectCompanyActs(
  database: Queryable,
  vendorId: VendorId,
  atMost: number,
): Promise<CompanyAct[]> {
  const { rows } = await database.query(
    `select kind, by_person as "by", person_id as "personId", client_id as "clientId", key_id as "keyId",
            happened_at as "happenedAt"
       from identity.company_acts
      where vendor_id = $1
      order by happened_at desc, act_id
      limit $2`,
    [vendorId, atMost],
  )
  return rows.map((row) => rowSchema.parse(row))
}
