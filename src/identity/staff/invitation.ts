import { z } from 'zod'
import type { Queryable } from '../../platform/database/index.ts'
import { hashOfToken, newToken } from '../token.ts'
import { invitationGoodMs } from './rules.ts'
import { memberFields, memberOf } from './store.ts'
import type { StaffId, StaffMember } from './staff.ts'

/** What is handed to who was invited, and to nobody else: with it a passkey is registered in their name, once. */
export interface Invitation {
  staffId: StaffId
  token: string
  expiresAt: Date
}

/** A new one, by the real clock as sessions are; the one before is good no more. */
export async function makeInvitation(client: Queryable, staffId: StaffId, now: Date): Promise<Invitation> {
  const token = newToken()
  const expiresAt = new Date(now.getTime() + invitationGoodMs)
  await client.query(
    `insert into identity.staff_invitations (staff_id, token_hash, expires_at) values ($1, $2, $3)
     on conflict (staff_id) do update set token_hash = excluded.token_hash, expires_at = excluded.expires_at`,
    [staffId, hashOfToken(token), expiresAt],
  )
  return { staffId, token, expiresAt }
}

const rowSchema = z.object(memberFields)

/** Who was invited with this token, while it is good; looking uses nothing up. */
export async function findInvited(
  database: Queryable,
  token: string,
  now: Date,
): Promise<StaffMember | undefined> {
  const { rows } = await database.query(
    `select staff_id, name, role, standing
       from identity.staff_invitations join identity.staff using (staff_id)
      where token_hash = $1 and expires_at > $2 and standing = 'invited'`,
    [hashOfToken(token), now],
  )
  return rows.map((row) => memberOf(rowSchema.parse(row)))[0]
}

export async function deleteInvitationOf(client: Queryable, staffId: StaffId): Promise<void> {
  await client.query('delete from identity.staff_invitations where staff_id = $1', [staffId])
}
