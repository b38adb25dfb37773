import type { Queryable } from '../../platform/database/index.ts'
import { mayStaff, type StaffPower } from './rules.ts'
import type { StaffId } from './staff.ts'
import { lockMembers } from './store.ts'

/** May this member of staff do this still? As it stands on file, and stays until the caller's transaction ends. */
export async function mayStill(client: Queryable, staffId: StaffId, power: StaffPower): Promise<boolean> {
  const member = (await lockMembers(client, [staffId])).get(staffId)
  return member?.standing === 'active' && mayStaff(member.role, power)
}
