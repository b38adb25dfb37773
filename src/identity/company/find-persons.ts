import type { Tenant } from '../../platform/tenant.ts'
import type { VendorId } from '../../vendors/index.ts'
import { selectCompanyActs, type CompanyAct } from './act-store.ts'
import type { CompanyPerson } from './company-person.ts'
import { selectPersons } from './store.ts'

/** Everybody who is or was responsible for this company, those who have ended last. */
export function companyPersons(
  { database }: Pick<Tenant, 'database'>,
  vendorId: VendorId,
): Promise<CompanyPerson[]> {
  return selectPersons(database, vendorId, 200)
}

/** What was done by this company's persons, the newest first. */
export function companyActs(
  { database }: Pick<Tenant, 'database'>,
  vendorId: VendorId,
): Promise<CompanyAct[]> {
  return selectCompanyActs(database, vendorId, 200)
}
