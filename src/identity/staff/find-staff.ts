import type { Tenant } from '../../platform/tenant.ts'
import { selectActs, type StaffAct } from './act-store.ts'
import { selectMembers } from './store.ts'
import type { StaffMember } from './staff.ts'

/** Everybody who is or was of the city's staff, those who have ended last; beyond any town hall it ends. */
export function staffMembers({ database }: Pick<Tenant, 'database'>): Promise<StaffMember[]> {
  return selectMembers(database, 500)
}

/** What was done about staff, the newest first. */
export function staffActs({ database }: Pick<Tenant, 'database'>): Promise<StaffAct[]> {
  return selectActs(database, 200)
}
