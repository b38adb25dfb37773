import { z } from 'zod'
import { localDaySchema, type Sentence } from '../../kernel/index.ts'
import type { Preferences } from '../resident.ts'

/** A text may be long, and is read by people: so much that it fills some tens of pages of paper, and no more. */
const sentenceSchema = z.strictObject({
  ja: z.string().trim().min(1).max(1000),
  jaEasy: z.string().trim().min(1).max(1000),
  en: z.string().trim().min(1).max(2000),
})

const sectionSchema = z.strictObject({
  heading: sentenceSchema,
  paragraphs: z.array(sentenceSchema).min(1).max(12),
})
export type TermsSection = z.infer<typeof sectionSchema>

export const termsVersionNumberSchema = z.int().min(1).max(10_000)

/** One version of the deposit terms (預託規約), as `azukari publish-terms` reads it from a file. */
export const termsSchema = z.strictObject({
  version: termsVersionNumberSchema,
  /** The day from which it holds; it begins at midnight in Japan. */
  effectiveFrom: localDaySchema,
  /** Without it, who agreed to the version before has agreed to this one, too. */
  needsAgreement: z.boolean(),
  sections: z.array(sectionSchema).min(1).max(30),
})
export type Terms = z.infer<typeof termsSchema>

export const termsAnswers = ['agreed', 'refused'] as const
export type TermsAnswer = (typeof termsAnswers)[number]

/** In which of its languages somebody reads a sentence. */
export const languageFor: Readonly<Record<Preferences['locale'], keyof Sentence>> = {
  ja: 'ja',
  'ja-easy': 'jaEasy',
  en: 'en',
}
