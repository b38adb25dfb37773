import { agree, aResident, aUse, aVendor, deposit, stepsFile } from './city.ts'
import type { TestPortal } from './portal.ts'
import { residentsBrowser } from './resident-page.ts'
import type { TestTenant } from './tenant.ts'

/** A resident with a pharmacy that may use their steps and weight, signed in, and the pharmacy's page. */
export async function aResidentWithAPharmacy(city: TestTenant, portal: TestPortal) {
  const vendor = await aVendor(city)
  const use = await aUse(city, vendor)
  const residentId = await aResident(city)
  await deposit(city, residentId, stepsFile({ '2026-11-01': 4_000, '2026-11-02': 5_000 }))
  await agree(city, residentId, use)
  const browser = await residentsBrowser(portal, city, residentId)
  const page = `/companies/${vendor.vendorId}`
  return { vendor, use, residentId, browser, page }
}
