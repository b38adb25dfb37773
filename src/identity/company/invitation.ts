import { z } from 'zod'
import type { Queryable } from '../../platform/database/index.ts'
import { invitationGoodMs } from '../staff/rules.ts'
import { hashOfToken, newToken } from '../token.ts'
import type { PersonId, PersonOnFile } from './company-person.ts'
import { personColumns, personFields, personOf } from './store.ts'

/** What is handed to who was invited, and to nobody else: with it a passkey is registered in their name, once. */
export interface CompanyInvitation {
  personId: PersonId
  token: string
  expiresAt: Date
}

/** A new one, by the real clock as sessions are; the one before is good no more. */
export async function makeCompanyInvitation(
  client: Queryable,
  personId: PersonId,
  now: Date,
): Promise<CompanyInvitation> {
  const token = newToken()
  const expiresAt = new Date(now.getTime() + invitationGoodMs)
  await client.query(
    `insert into identity.company_invitations (person_id, token_hash, expires_at) values ($1, $2, $3)
     on conflict (person_id) do update set token_hash = excluded.token_hash, expires_at = excluded.expires_at`,
    [personId, hashOfToken(token), expiresAt],
  )
  return { personId, token, expiresAt }
}

const rowSchema = z.object(personFields)

/** Who was invited with this token, while it is good; looking uses nothing up. */
export async function findInvitedPerson(
  database: Queryable,
  token: string,
  now: Date,
): Promise<PersonOnFile | undefined> {
  const { rows } = await database.query(
    `select ${personColumns}
       from identity.company_invitations
       join identity.company_persons person using (person_id)
       join vendors.door_standing vendor on vendor.vendor_id = person.vendor_id
      where token_hash = $1 and expires_at > $2 and person.standing = 'invited'`,
    [hashOfToken(token), now],
  )
  return rows.map((row) => personOf(rowSchema.parse(row)))[0]
}

export async function deleteInvitationOfPerson(client: Queryable, personId: PersonId): Promise<void> {
  await client.query('delete from identity.company_invitations where person_id = $1', [personId])
}
