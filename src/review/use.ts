import * as z from 'zod'
import { itemCodes, purposeCodes } from '../catalog/index.ts'
import { idSchema, yenOf, type Id } from '../kernel/index.ts'
import type { VendorId } from '../vendors/index.ts'

export type UseId = Id<'use'>
export const useIdSchema = idSchema<UseId>()

const sentenceSchema = z.strictObject({
  ja: z.string().min(1).max(200),
  jaEasy: z.string().min(1).max(200),
  en: z.string().min(1).max(300),
})

/**
 * The reviewed terms of one version of a use: one company, one purpose, these items, this long, for this in return.
 * The consent page and the receipt are both built from these fields and from nothing else.
 */
export const useTermsSchema = z.strictObject({
  title: sentenceSchema,
  purpose: z.enum(purposeCodes),
  /** What the company will do, in one sentence. */
  explanation: sentenceSchema,
  items: z.array(z.enum(itemCodes)).min(1).max(30),
  /** How long a consent lasts. */
  periodMonths: z.int().min(1).max(36),
  /** How long the company may keep what it received. */
  retentionDays: z.int().min(0).max(3650),
  benefit: sentenceSchema,
  benefitYen: z.int().min(0).max(1_000_000).transform(yenOf).nullable(),
  risk: sentenceSchema,
  /** Whether a copy already delivered can be deleted, and how. */
  afterStopping: sentenceSchema,
  /** Countries other than Japan in which the data is handled; empty means none. */
  countries: z.array(z.string().min(1).max(40)).max(10),
  subcontractors: z.array(z.string().min(1).max(80)).max(10),
  /** True when the company could recognise a resident by what it knows already, such as its own receipts. */
  couldRecognise: z.boolean(),
  /** `once`: one provision per resident, ever. */
  frequency: z.enum(['as-needed', 'once']),
  /** The reviewed reasons a read may name. A read without one of them is refused. */
  reasons: z
    .array(z.strictObject({ code: z.string().regex(/^[a-z0-9-]{3,40}$/), sentence: sentenceSchema }))
    .min(1)
    .max(20),
})
export type UseTerms = z.infer<typeof useTermsSchema>

export type UseStanding = 'approved' | 'suspended' | 'ended'

export interface Use {
  useId: UseId
  vendorId: VendorId
  version: number
  terms: UseTerms
  standing: UseStanding
}
