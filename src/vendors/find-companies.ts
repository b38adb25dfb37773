import type { Tenant } from '../platform/tenant.ts'
import { selectApplicants, selectDecided, selectRegistered } from './registration-store.ts'
import type { RegisteredCompany } from './registration.ts'
import type { VendorId } from './vendor.ts'

const pageOf = 50

/** Companies of one kind, a page after the company named; `next` is where the following page begins. */
export async function companiesThat(
  { database }: Pick<Tenant, 'database'>,
  which: 'wait' | 'were-decided-on',
  after: VendorId | undefined,
): Promise<{ companies: RegisteredCompany[]; next: VendorId | undefined }> {
  const select = which === 'wait' ? selectApplicants : selectDecided
  const found = await select(database, { after, limit: pageOf + 1 })
  const companies = found.slice(0, pageOf)
  return { companies, next: found.length > pageOf ? companies.at(-1)?.vendorId : undefined }
}

export function registeredCompany(
  { database }: Pick<Tenant, 'database'>,
  vendorId: VendorId,
): Promise<RegisteredCompany | undefined> {
  return selectRegistered(database, vendorId)
}
