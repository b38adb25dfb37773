import { z } from 'zod'
import type { Queryable } from '../../platform/database/index.ts'
import type { StaffSession } from './rules.ts'
import { memberFields, memberOf } from './store.ts'
import type { StaffId, StaffMember } from './staff.ts'

export async function insertStaffSession(
  database: Queryable,
  session: { hash: Buffer; staffId: StaffId; replaces: Buffer | null; provenAt: Date; expiresAt: Date },
): Promise<void> {
  await database.query(
    `insert into identity.staff_sessions (session_hash, staff_id, proven_at, last_seen_at, expires_at, replaces)
     values ($1, $2, $3, $3, $4, $5)`,
    [session.hash, session.staffId, session.provenAt, session.expiresAt, session.replaces],
  )
}

const rowSchema = z
  .object({
    ...memberFields,
    ...{ proven_at: z.date(), last_seen_at: z.date(), expires_at: z.date() },
    replaces: z.instanceof(Buffer).nullable(),
  })
  .transform((row): { member: StaffMember; replacedHash: Buffer | null; session: StaffSession } => ({
    member: memberOf(row),
    replacedHash: row.replaces,
    session: { provenAt: row.proven_at, lastSeenAt: row.last_seen_at, expiresAt: row.expires_at },
  }))

/** The session with the member as they stand now: a role or a standing that has changed counts at once. */
export async function selectStaffSession(database: Queryable, hash: Buffer) {
  const { rows } = await database.query(
    `select staff_id, name, role, standing, proven_at, last_seen_at, expires_at, replaces
       from identity.staff_sessions join identity.staff using (staff_id)
      where session_hash = $1`,
    [hash],
  )
  return rows.map((row) => rowSchema.parse(row))[0]
}

export async function updateStaffLastSeen(database: Queryable, hash: Buffer, now: Date): Promise<void> {
  await database.query(
    'update identity.staff_sessions set last_seen_at = $2 where session_hash = $1 and last_seen_at < $2',
    [hash, now],
  )
}

export async function deleteStaffSession(database: Queryable, hash: Buffer): Promise<void> {
  await database.query('delete from identity.staff_sessions where session_hash = $1', [hash])
}

export async function deleteSessionsOfMember(database: Queryable, staffId: StaffId): Promise<void> {
  await database.query('delete from identity.staff_sessions where staff_id = $1', [staffId])
}

export async function deleteStaffSessionsExpiredBefore(database: Queryable, now: Date): Promise<void> {
  await database.query('delete from identity.staff_sessions where expires_at < $1', [now])
}
