import type { Tenant } from '../platform/tenant.ts'
import type { ResidentId } from './resident.ts'
import { selectResidentIds } from './store.ts'

export { enrolResident } from './enrol-resident.ts'
export { findResident, forgetPreferences, preferencesOf, savePreferences } from './find-resident.ts'
export {
  residentIdSchema,
  type Preferences,
  type Resident,
  type ResidentId,
  type ResidentIdentity,
} from './resident.ts'

/** The residents who joined first, at most `limit`. */
export function firstResidents(tenant: Tenant, limit: number): Promise<ResidentId[]> {
  return selectResidentIds(tenant.database, limit)
}
