import { z } from 'zod'
import {
  briefingIdSchema,
  cohortIdSchema,
  sheetIdSchema,
  type Briefing,
  type Cohort,
  type Sheet,
} from '../../joining/index.ts'
import { localDaySchema } from '../../kernel/index.ts'

export const places = z.int().min(1).max(100_000)
export const day = localDaySchema.describe('A day in Japan, such as 2026-11-27')

export const ofCohort = z.strictObject({ cohortId: cohortIdSchema })
export const ofBriefing = ofCohort.extend({ briefingId: briefingIdSchema })
export const ofSheet = ofCohort.extend({ sheetId: sheetIdSchema })

const count = z.int().min(0)
export const cohortSchema = z.object({
  cohortId: z.string(),
  name: z.string(),
  places: z.int(),
  fromDay: z.string(),
  untilDay: z.string(),
  closedAt: z.string().nullable().describe('Null as long as it is open'),
  invited: count.describe('How many the numbers that were given out let in'),
  joined: count,
  joinedAtBriefing: count,
  droppedOut: count,
  came: count.describe('To its briefings, as far as they were counted'),
})
export const briefingSchema = z.object({
  briefingId: z.string(),
  heldOn: z.string(),
  place: z.string(),
  places: z.int(),
  came: count.nullable().describe('Null as long as nobody has said'),
  joined: count,
})
export const sheetSchema = z.object({
  sheetId: z.string(),
  codes: count.describe('How many numbers it has'),
  goodFor: z.int().describe('How many people each lets in'),
  used: count,
  untilDay: z.string(),
  madeAt: z.string(),
  revokedAt: z.string().nullable(),
})
export const wholeSchema = z.object({
  cohort: cohortSchema,
  briefings: z.array(briefingSchema),
  sheets: z.array(sheetSchema),
})

export interface Whole {
  cohort: Cohort
  briefings: Briefing[]
  sheets: Sheet[]
}

export function shownWhole({ cohort, briefings, sheets }: Whole): z.infer<typeof wholeSchema> {
  return { cohort: shownCohort(cohort), briefings, sheets: sheets.map(shownSheet) }
}

export function shownCohort({ closedAt, ...cohort }: Cohort): z.infer<typeof cohortSchema> {
  return { ...cohort, closedAt: closedAt?.toISOString() ?? null }
}

export function shownSheet({ madeAt, revokedAt, ...sheet }: Sheet): z.infer<typeof sheetSchema> {
  return { ...sheet, madeAt: madeAt.toISOString(), revokedAt: revokedAt?.toISOString() ?? null }
}
