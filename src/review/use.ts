import * as z from 'zod'
import { itemCodes, purposeCodes } from '../catalog/index.ts'
import { idSchema, lineSchema, yenOf, type Id } from '../kernel/index.ts'
import type { VendorId } from '../vendors/index.ts'

export type UseId = Id<'use'>
export const useIdSchema = idSchema<UseId>()

/**
 * The reviewed terms of one version of a use: one company, one purpose, these items, this long, for this in return.
 * The consent page and the receipt are both built from these fields and from nothing else.
 */
export const useTermsSchema = termsOf((longest) => z.string().min(1).max(longest))
/** The same, as they may be written down: what residents will read, and nothing twice. */
export const newUseTermsSchema = termsOf(lineSchema).refine(
  ({ items, countries, subcontractors, reasons }) =>
    [items, countries, subcontractors, reasons.map(({ code }) => code)].every(
      (names) => new Set<string>(names).size === names.length,
    ),
  'an item, a country, a subcontractor or the code of a reason is named twice',
)

function termsOf(line: (longest: number) => z.ZodString) {
  const sentence = z.strictObject({ ja: line(200), jaEasy: line(200), en: line(300) })
  const reason = z.strictObject({ code: z.string().regex(/^[a-z0-9-]{3,40}$/), sentence })
  return z.strictObject({
    title: sentence,
    purpose: z.enum(purposeCodes),
    /** What the company will do, in one sentence. */
    explanation: sentence,
    items: z.array(z.enum(itemCodes)).min(1).max(30),
    /** How long a consent lasts. */
    periodMonths: z.int().min(1).max(36),
    /** How long the company may keep what it received. */
    retentionDays: z.int().min(0).max(3650),
    benefit: sentence,
    benefitYen: z.int().min(0).max(1_000_000).transform(yenOf).nullable(),
    risk: sentence,
    /** Whether a copy already delivered can be deleted, and how. */
    afterStopping: sentence,
    /** Countries other than Japan in which the data is handled; empty means none. */
    countries: z.array(line(40)).max(10),
    subcontractors: z.array(line(80)).max(10),
    /** True when the company could recognise a resident by what it knows already, such as its own receipts. */
    couldRecognise: z.boolean(),
    /** `once`: one provision per resident, ever. */
    frequency: z.enum(['as-needed', 'once']),
    /** The reviewed reasons a read may name. A read without one of them is refused. */
    reasons: z.array(reason).min(1).max(20),
  })
}
export type UseTerms = z.infer<typeof useTermsSchema>

export type UseStanding = 'approved' | 'suspended' | 'ended'

export interface Use {
  useId: UseId
  vendorId: VendorId
  version: number
  terms: UseTerms
  standing: UseStanding
}
