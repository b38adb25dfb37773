import { z } from 'zod'
import type { Queryable } from '../../platform/database/index.ts'
import type { StaffSession } from '../staff/rules.ts'
import type { PersonId, PersonOnFile } from './company-person.ts'
import { personColumns, personFields, personOf } from './store.ts'

export async function insertCompanySession(
  database: Queryable,
  session: { hash: Buffer; personId: PersonId; provenAt: Date; expiresAt: Date },
): Promise<void> {
  await database.query(
    `insert into identity.company_sessions (session_hash, person_id, proven_at, last_seen_at, expires_at)
     values ($1, $2, $3, $3, $4)`,
    [session.hash, session.personId, session.provenAt, session.expiresAt],
  )
}

const rowSchema = z
  .object({ ...personFields, proven_at: z.date(), last_seen_at: z.date(), expires_at: z.date() })
  .transform((row): { person: PersonOnFile; session: StaffSession } => ({
    person: personOf(row),
    session: { provenAt: row.proven_at, lastSeenAt: row.last_seen_at, expiresAt: row.expires_at },
  }))

/** The session with the person and the company as they stand now. */
export async function selectCompanySession(database: Queryable, hash: Buffer) {
  const { rows } = await database.query(
    `select ${personColumns}, proven_at, last_seen_at, expires_at
       from identity.company_sessions
       join identity.company_persons person using (person_id)
       join vendors.door_standing vendor on vendor.vendor_id = person.vendor_id
      where session_hash = $1`,
    [hash],
  )
  return rows.map((row) => rowSchema.parse(row))[0]
}

export async function updateCompanyLastSeen(database: Queryable, hash: Buffer, now: Date): Promise<void> {
  await database.query(
    'update identity.company_sessions set last_seen_at = $2 where session_hash = $1 and last_seen_at < $2',
    [hash, now],
  )
}

export async function deleteCompanySession(database: Queryable, hash: Buffer): Promise<void> {
  await database.query('delete from identity.company_sessions where session_hash = $1', [hash])
}

export async function deleteSessionsOfPerson(database: Queryable, personId: PersonId): Promise<void> {
  await database.query('delete from identity.company_sessions where person_id = $1', [personId])
}

export async function deleteCompanySessionsExpiredBefore(database: Queryable, now: Date): Promise<void> {
  await database.query('delete from identity.company_sessions where expires_at < $1', [now])
}
