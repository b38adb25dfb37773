import { grantsOf } from '../../../consent/index.ts'
import type { Tenant } from '../../../platform/tenant.ts'
import type { ResidentId } from '../../../residents/index.ts'
import { listUses } from '../../../review/index.ts'
import { findVendor, listVendors, type VendorId } from '../../../vendors/index.ts'
import { companyStatesOf, type CompanyState } from './switchboard.ts'

/** Every company of the city, with what this resident has said about its uses. */
export async function loadCompanies(tenant: Tenant, residentId: ResidentId): Promise<CompanyState[]> {
  const [vendors, uses, grants] = await Promise.all([
    listVendors(tenant.database),
    listUses(tenant.database),
    grantsOf(tenant, residentId),
  ])
  return companyStatesOf(vendors, uses, grants, tenant.clock.now())
}

export async function loadCompany(
  tenant: Tenant,
  residentId: ResidentId,
  vendorId: VendorId,
): Promise<CompanyState | undefined> {
  const [vendor, uses, grants] = await Promise.all([
    findVendor(tenant.database, vendorId),
    listUses(tenant.database),
    grantsOf(tenant, residentId),
  ])
  return vendor && companyStatesOf([vendor], uses, grants, tenant.clock.now())[0]
}
