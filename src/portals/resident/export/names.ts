import type { Sentence } from '../../../kernel/index.ts'
import type { Tenant } from '../../../platform/tenant.ts'
import { languageFor } from '../../../residents/index.ts'
import { findUses, type UseId } from '../../../review/index.ts'
import { findVendors, type VendorId } from '../../../vendors/index.ts'
import type { Locale } from '../../ui/index.ts'

export interface Names {
  companyOf(vendorId: string | null): string
  useOf(useId: UseId): { title: string; company: string }
}

/** What companies and uses are called, each asked for once for so many rows. */
export async function namesOf(
  { database }: Tenant,
  locale: Locale,
  asked: { useIds?: readonly UseId[]; vendorIds?: readonly VendorId[] },
): Promise<Names> {
  const uses = await findUses(database, [...new Set(asked.useIds ?? [])])
  const vendorIds = [...(asked.vendorIds ?? []), ...uses.map(({ vendorId }) => vendorId)]
  const vendors = await findVendors(database, [...new Set(vendorIds)])
  const companyOf = (vendorId: string | null) => {
    const profile = vendors.find((vendor) => vendor.vendorId === vendorId)?.profile
    return (locale === 'en' ? profile?.nameEn : profile?.name) ?? ''
  }
  return {
    companyOf,
    useOf: (useId) => {
      const use = uses.find((one) => one.useId === useId)
      return {
        title: use ? inLanguage(locale, use.terms.title) : '',
        company: companyOf(use?.vendorId ?? null),
      }
    },
  }
}

export function inLanguage(locale: Locale, sentence: Sentence): string {
  return sentence[languageFor[locale]]
}
