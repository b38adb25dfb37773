import { z } from 'zod'
import { staffIdSchema, type StaffId } from '../identity/index.ts'
import { localDaySchema, type LocalDay } from '../kernel/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import { cohortIdSchema, columnsOf, type BriefingId, type CohortId, type MadeBy } from './cohort-store.ts'

export const cohortActKinds = [
  'made',
  'changed',
  'closed',
  'reopened',
  'briefing-added',
  'briefing-changed',
] as const

/** What holds from an act on. Of a briefing: its place, its places, and the day on which it is held. */
export interface Holding {
  name: string
  places: number
  fromDay: LocalDay
  untilDay: LocalDay
}

/** One line of the ledger. Never changed. */
export interface CohortAct extends Holding {
  cohortId: CohortId
  kind: (typeof cohortActKinds)[number]
  /** As the cohort is called now. */
  cohortName: string
  /** One of the staff, or a program of the city. */
  staffId: StaffId | null
  programId: string | null
  happenedAt: Date
}

export type NewAct = Holding &
  Pick<CohortAct, 'cohortId' | 'kind' | 'happenedAt'> & { briefingId?: BriefingId; by: MadeBy }

/** The next line of this cohort; the caller has locked it. */
export async function insertCohortAct(client: Queryable, act: NewAct): Promise<void> {
  await client.query(
    `insert into joining.cohort_acts
       (cohort_id, number, kind, briefing_id, name, places, from_day, until_day, by_staff, by_program, happened_at)
     select $1, coalesce(max(number), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9, $10
       from joining.cohort_acts where cohort_id = $1`,
    [
      act.cohortId,
      act.kind,
      act.briefingId ?? null,
      act.name,
      act.places,
      act.fromDay,
      act.untilDay,
      ...columnsOf(act.by),
      act.happenedAt,
    ],
  )
}

const actSchema: z.ZodType<CohortAct> = z.object({
  cohortId: cohortIdSchema,
  kind: z.enum(cohortActKinds),
  cohortName: z.string(),
  name: z.string(),
  places: z.int(),
  fromDay: localDaySchema,
  untilDay: localDaySchema,
  staffId: staffIdSchema.nullable(),
  programId: z.string().nullable(),
  happenedAt: z.date(),
})

/** Of all cohorts, or of one; the newest first. */
export async function selectCohortActs(
  database: Queryable,
  cohortId: CohortId | null,
  atMost: number,
): Promise<CohortAct[]> {
  const { rows } = await database.query(
    `select act.cohort_id as "cohortId", kind, cohorts.name as "cohortName", act.name, act.places,
            act.from_day::text as "fromDay", act.until_day::text as "untilDay",
            by_staff as "staffId", by_program as "programId", happened_at as "happenedAt"
       from joining.cohort_acts act join joining.cohorts using (cohort_id)
      where $1::uuid is null or act.cohort_id = $1
      order by happened_at desc, act.cohort_id, number desc
      limit $2`,
    [cohortId, atMost],
  )
  return z.array(actSchema).parse(rows)
}
