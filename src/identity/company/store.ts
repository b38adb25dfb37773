import { z } from 'zod'
import { Personal } from '../../kernel/index.ts'
import type { Queryable } from '../../platform/database/index.ts'
import { vendorIdSchema, vendorStandings, type VendorId } from '../../vendors/index.ts'
import {
  personIdSchema,
  personStandings,
  type CompanyPerson,
  type PersonId,
  type PersonOnFile,
  type PersonStanding,
} from './company-person.ts'

export const personFields = {
  person_id: personIdSchema,
  vendor_id: vendorIdSchema,
  name: z.string(),
  standing: z.enum(personStandings),
  company_standing: z.enum(vendorStandings),
}
const personSchema = z.object(personFields)
/** With the company's, as the view for doors has it. */
export const personColumns = `person_id, person.vendor_id, name, person.standing, vendor.standing as company_standing`

export function personOf(row: z.infer<typeof personSchema>): PersonOnFile {
  const { person_id: personId, vendor_id: vendorId, standing } = row
  return { personId, vendorId, name: new Personal(row.name), standing, companyStanding: row.company_standing }
}

/** False when there is one of this id. */
export async function insertPerson(
  client: Queryable,
  { personId, vendorId, name }: Pick<CompanyPerson, 'personId' | 'vendorId' | 'name'>,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `insert into identity.company_persons (person_id, vendor_id, name, standing) values ($1, $2, $3, 'invited')
     on conflict do nothing`,
    [personId, vendorId, name.reveal()],
  )
  return rowCount === 1
}

export async function selectPersons(
  database: Queryable,
  vendorId: VendorId,
  atMost: number,
): Promise<PersonOnFile[]> {
  const { rows } = await database.query(
    `select ${personColumns}
       from identity.company_persons person join vendors.door_standing vendor using (vendor_id)
      where person.vendor_id = $1
      order by person.standing = 'ended', name, person_id
      limit $2`,
    [vendorId, atMost],
  )
  return rows.map((row) => personOf(personSchema.parse(row)))
}

export async function countPersons(client: Queryable, vendorId: VendorId): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::integer as count from identity.company_persons where vendor_id = $1 and standing <> 'ended'`,
    [vendorId],
  )
  return rows[0]?.count ?? 0
}

/** These persons, held until the caller's transaction ends; always in the same order, so that two do not wait for each other. */
export async function lockPersons(
  client: Queryable,
  personIds: readonly PersonId[],
): Promise<Map<PersonId, PersonOnFile>> {
  const { rows } = await client.query(
    `select ${personColumns}
       from identity.company_persons person join vendors.door_standing vendor using (vendor_id)
      where person_id = any ($1::uuid[])
      order by person_id
        for update of person`,
    [personIds],
  )
  return new Map(
    rows.map((row) => personOf(personSchema.parse(row))).map((person) => [person.personId, person]),
  )
}

/** What a company does is counted one after the other: two at once would both find the last place free. */
export async function lockCompany(client: Queryable, vendorId: VendorId): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(hashtextextended('identity/company/' || $1::text, 0))`, [
    vendorId,
  ])
}

export async function updatePersonStanding(client: Queryable, personId: PersonId, standing: PersonStanding) {
  await client.query('update identity.company_persons set standing = $2 where person_id = $1', [
    personId,
    standing,
  ])
}
