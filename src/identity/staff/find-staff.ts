import type { Tenant } from '../../platform/tenant.ts'
import { selectMembers } from './store.ts'
import type { StaffMember } from './staff.ts'

/** Everybody who is or was of the city's staff, those who have ended last. */
export function staffMembers({ database }: Pick<Tenant, 'database'>): Promise<StaffMember[]> {
  return selectMembers(database)
}
