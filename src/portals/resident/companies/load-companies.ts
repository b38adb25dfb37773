import { grantsOf } from '../../../consent/index.ts'
import type { Tenant } from '../../../platform/tenant.ts'
import type { ResidentId } from '../../../residents/index.ts'
import { findUses, listUses, usesOf } from '../../../review/index.ts'
import { findVendor, findVendors, type VendorId } from '../../../vendors/index.ts'
import { companyStatesOf, type CompanyState } from './switchboard.ts'

/** Every company with a use, with what this resident has said about it: what they spoke of is never missing. */
export async function loadCompanies(tenant: Tenant, residentId: ResidentId): Promise<CompanyState[]> {
  const grants = await grantsOf(tenant, residentId)
  const [spokenOf, listed] = await Promise.all([
    findUses(
      tenant.database,
      grants.map((grant) => grant.useId),
    ),
    listUses(tenant.database),
  ])
  const uses = [...new Map([...listed, ...spokenOf].map((use) => [use.useId, use])).values()]
  const vendorIds = new Set(uses.map((use) => use.vendorId))
  const vendors = await findVendors(tenant.database, [...vendorIds])
  return companyStatesOf(vendors, uses, grants, tenant.clock.now())
}

export async function loadCompany(
  tenant: Tenant,
  residentId: ResidentId,
  vendorId: VendorId,
): Promise<CompanyState | undefined> {
  const [vendor, uses, grants] = await Promise.all([
    findVendor(tenant.database, vendorId),
    usesOf(tenant.database, vendorId),
    grantsOf(tenant, residentId),
  ])
  return vendor && companyStatesOf([vendor], uses, grants, tenant.clock.now())[0]
}
