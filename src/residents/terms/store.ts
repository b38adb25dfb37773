import { z } from 'zod'
import { localDaySchema, newId, type Id } from '../../kernel/index.ts'
import type { Queryable } from '../../platform/database/index.ts'
import type { ResidentId } from '../resident.ts'
import { termsAnswers, termsSchema, type Terms, type TermsAnswer } from './terms.ts'

export interface PublishedTerms extends Terms {
  publishedAt: Date
}
/** A version without its text. */
export type TermsVersion = Omit<PublishedTerms, 'sections'>

/** A city has a new text every few years. */
const mostVersions = 500

const versionSchema = z.object({
  version: z.int(),
  effectiveFrom: localDaySchema,
  needsAgreement: z.boolean(),
  publishedAt: z.date(),
})
const columns = `version, effective_from::text as "effectiveFrom", needs_agreement as "needsAgreement",
  published_at as "publishedAt"`

/** All of them, the newest first. */
export async function selectVersions(database: Queryable): Promise<TermsVersion[]> {
  const { rows } = await database.query(
    `select ${columns} from residents.terms_versions order by version desc limit $1`,
    [mostVersions],
  )
  return z.array(versionSchema).parse(rows)
}

export async function selectTerms(database: Queryable, version: number): Promise<PublishedTerms | undefined> {
  const { rows } = await database.query(
    `select ${columns}, sections from residents.terms_versions where version = $1`,
    [version],
  )
  const schema = versionSchema.extend({ sections: termsSchema.shape.sections })
  return rows.map((row) => schema.parse(row))[0]
}

/** False when there is one of this number already. */
export async function insertTerms(database: Queryable, terms: PublishedTerms): Promise<boolean> {
  const { version, effectiveFrom, needsAgreement, sections, publishedAt } = terms
  const { rowCount } = await database.query(
    `insert into residents.terms_versions (version, effective_from, needs_agreement, sections, published_at)
     values ($1, $2, $3, $4, $5)
     on conflict do nothing`,
    [version, effectiveFrom, needsAgreement, JSON.stringify(sections), publishedAt],
  )
  return rowCount === 1
}

/** Who took the signed paper, and the hash of the number it is filed under. */
export interface PaperEvidence {
  staffId: Id<'staff'>
  paperHash: Buffer
}

export interface TermsAnswerRow {
  version: number
  answer: TermsAnswer
  paper: PaperEvidence | null
  answeredAt: Date
}

/** False when they have agreed to this version already. */
export async function insertAnswer(
  database: Queryable,
  residentId: ResidentId,
  { version, answer, paper, answeredAt }: TermsAnswerRow,
): Promise<boolean> {
  const { rowCount } = await database.query(
    `insert into residents.terms_answers
       (resident_id, answer_id, version, answer, channel, staff_id, paper_hash, answered_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict do nothing`,
    [
      residentId,
      newId<Id<'terms-answer'>>(),
      version,
      answer,
      paper ? 'paper' : 'web',
      paper?.staffId ?? null,
      paper?.paperHash ?? null,
      answeredAt,
    ],
  )
  return rowCount === 1
}

export interface GivenAnswer {
  version: number
  answer: TermsAnswer
  channel: 'web' | 'paper'
  answeredAt: Date
}

const answerSchema = z.object({
  version: z.int(),
  answer: z.enum(termsAnswers),
  channel: z.enum(['web', 'paper']),
  answeredAt: z.date(),
})

/** What a resident has answered, the newest first. */
export async function selectAnswers(database: Queryable, residentId: ResidentId): Promise<GivenAnswer[]> {
  const { rows } = await database.query(
    `select version, answer, channel, answered_at as "answeredAt"
       from residents.terms_answers
      where resident_id = $1
      order by answered_at desc, answer_id
      limit $2`,
    [residentId, mostVersions],
  )
  return z.array(answerSchema).parse(rows)
}
