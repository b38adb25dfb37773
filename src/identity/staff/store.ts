import { z } from 'zod'
import { Personal } from '../../kernel/index.ts'
import type { Queryable } from '../../platform/database/index.ts'
import { staffRoles, staffStandings, type StaffRole, type StaffStanding } from './rules.ts'
import { staffIdSchema, type StaffId, type StaffMember } from './staff.ts'

export const memberFields = {
  staff_id: staffIdSchema,
  name: z.string(),
  role: z.enum(staffRoles),
  standing: z.enum(staffStandings),
}
const memberSchema = z.object(memberFields)

export function memberOf(row: z.infer<typeof memberSchema>): StaffMember {
  return { staffId: row.staff_id, name: new Personal(row.name), role: row.role, standing: row.standing }
}

/** False when there is one of this id already. */
export async function insertMember(
  database: Queryable,
  { staffId, name, role }: Pick<StaffMember, 'staffId' | 'name' | 'role'>,
): Promise<boolean> {
  const { rowCount } = await database.query(
    `insert into identity.staff (staff_id, name, role, standing) values ($1, $2, $3, 'invited')
     on conflict do nothing`,
    [staffId, name.reveal(), role],
  )
  return rowCount === 1
}

export async function selectMembers(database: Queryable, atMost: number): Promise<StaffMember[]> {
  const { rows } = await database.query(
    `select staff_id, name, role, standing
       from identity.staff
      order by standing = 'ended', name, staff_id
      limit $1`,
    [atMost],
  )
  return rows.map((row) => memberOf(memberSchema.parse(row)))
}

/**
 * These members, locked until the caller's transaction ends: of two administrators who end each other at the same moment
 * the second finds that they are none any more. Always in the same order, so that the two do not wait for each other.
 */
export async function lockMembers(
  client: Queryable,
  staffIds: readonly StaffId[],
): Promise<Map<StaffId, StaffMember>> {
  const { rows } = await client.query(
    `select staff_id, name, role, standing
       from identity.staff
      where staff_id = any ($1::uuid[])
      order by staff_id
        for update`,
    [staffIds],
  )
  const members = rows.map((row) => memberOf(memberSchema.parse(row)))
  return new Map(members.map((member) => [member.staffId, member]))
}

export async function updateStanding(client: Queryable, staffId: StaffId, standing: StaffStanding) {
  await client.query('update identity.staff set standing = $2 where staff_id = $1', [staffId, standing])
}

export async function updateRole(client: Queryable, staffId: StaffId, role: StaffRole) {
  await client.query('update identity.staff set role = $2 where staff_id = $1', [staffId, role])
}
