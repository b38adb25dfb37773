import { hasAgreedToTerms, isTakingPart, mayAgreeAlone, type ResidentId } from '../../residents/index.ts'
import { listUses, type Use } from '../../review/index.ts'
import { findVendors, isActive, type Vendor } from '../../vendors/index.ts'
import type { City } from '../question.ts'
import { whyNothingIsOpen, whyNotOpen } from '../rules.ts'

export interface UseOfCompany {
  use: Use
  vendor: Vendor
}

/** What there is to choose for one resident, whether or not they were ever asked for it, and whatever they have said of it. */
export interface UsesOpen {
  /** Why they can agree to nothing now. Then nothing is open. */
  because: 'not-taking-part' | 'too-young' | 'terms-not-agreed' | undefined
  open: UseOfCompany[]
  /** Published, and not to be chosen at present. What has ended for good is in neither list. */
  closed: (UseOfCompany & { because: 'use-not-open' | 'company-not-active' })[]
}

/** By the rules by which an agreement is entered: what is open here can be agreed to now. */
export async function usesOpenTo(city: City, residentId: ResidentId): Promise<UsesOpen> {
  const because = await whyNothingIsOpenTo(city, residentId)
  if (because) return { because, open: [], closed: [] }
  const { database, clock } = city
  const uses = (await listUses(database)).filter(({ standing }) => standing !== 'ended')
  const vendors = await findVendors(database, [...new Set(uses.map(({ vendorId }) => vendorId))])
  const published = uses.flatMap((use) => {
    const vendor = vendors.find(({ vendorId }) => vendorId === use.vendorId)
    if (vendor?.standing !== 'active' && vendor?.standing !== 'suspended') return []
    return [{ use, vendor, because: whyNotOpen(use, isActive(vendor, clock.now())) }]
  })
  return {
    because: undefined,
    open: published.filter((one) => one.because === undefined).map(({ use, vendor }) => ({ use, vendor })),
    closed: published.flatMap(({ because: why, ...one }) => (why ? [{ ...one, because: why }] : [])),
  }
}

async function whyNothingIsOpenTo(city: City, residentId: ResidentId): Promise<UsesOpen['because']> {
  const keys = await city.keys.find(residentId)
  if (!keys?.has('values') || !(await isTakingPart(city.database, residentId))) return 'not-taking-part'
  return whyNothingIsOpen({
    oldEnough: await mayAgreeAlone(city, residentId),
    termsAgreed: await hasAgreedToTerms(city, residentId),
  })
}
