import { z } from 'zod'
import type { Use } from '../../review/index.ts'
import type { Vendor } from '../../vendors/index.ts'

const sentence = z.object({ ja: z.string(), jaEasy: z.string(), en: z.string() })

/** A use as an app shows it to its resident. */
export const shownUseSchema = {
  useId: z.string(),
  version: z.number().int().describe('The one that is agreed to'),
  vendorId: z.string(),
  company: z.object({ name: z.string(), nameEn: z.string() }).nullable(),
  standing: z.enum(['approved', 'suspended', 'ended']),
  terms: z
    .looseObject({ title: sentence, items: z.array(z.string()) })
    .describe('All that was reviewed: show the resident all of it before you agree for them'),
}

export function shownUse({ useId, version, vendorId, standing, terms }: Use, vendor: Vendor | undefined) {
  const company = vendor ? { name: vendor.profile.name, nameEn: vendor.profile.nameEn } : null
  return { useId, version, vendorId, company, standing, terms: { ...terms } }
}
