import { z } from 'zod'
import type { StaffId } from '../identity/index.ts'
import { idSchema, localDaySchema, type Id, type LocalDay } from '../kernel/index.ts'
import type { Queryable } from '../platform/database/index.ts'

export type CohortId = Id<'cohort'>
export const cohortIdSchema = idSchema<CohortId>()
export type BriefingId = Id<'briefing'>
export const briefingIdSchema = idSchema<BriefingId>()

/** Who makes or revokes it: one of the staff, or a program of the city. */
export type MadeBy = { staffId: StaffId } | { programId: string }

/** As two columns, of which one is null. */
export function columnsOf(by: MadeBy): [staffId: string | null, programId: string | null] {
  return ['staffId' in by ? by.staffId : null, 'programId' in by ? by.programId : null]
}

/** Whoever joins with this cohort at the same moment, or adds to it, waits until the transaction ends. */
export async function lockCohort(client: Queryable, cohortId: CohortId): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(hashtextextended('cohort/' || $1::text, 0))`, [cohortId])
}

/** The same for the list of them. */
export async function lockCohorts(client: Queryable): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(hashtextextended('cohorts', 0))`)
}

export interface NewCohort {
  cohortId: CohortId
  name: string
  places: number
  fromDay: LocalDay
  untilDay: LocalDay
  madeBy: MadeBy
  madeAt: Date
}

/** False when there is one of this id. */
export async function insertCohort(client: Queryable, cohort: NewCohort): Promise<boolean> {
  const { rowCount } = await client.query(
    `insert into joining.cohorts (cohort_id, name, places, from_day, until_day, made_at, made_by, made_by_program)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict do nothing`,
    [
      cohort.cohortId,
      cohort.name,
      cohort.places,
      cohort.fromDay,
      cohort.untilDay,
      cohort.madeAt,
      ...columnsOf(cohort.madeBy),
    ],
  )
  return rowCount === 1
}

export async function countCohorts(client: Queryable): Promise<number> {
  const { rows } = await client.query<{ count: number }>('select count(*)::int as count from joining.cohorts')
  return rows[0]?.count ?? 0
}

/** A cohort, and how many of whom there are. Numbers alone: nobody is named. */
export interface Cohort {
  cohortId: CohortId
  name: string
  places: number
  fromDay: LocalDay
  untilDay: LocalDay
  /** Null as long as it is open. */
  closedAt: Date | null
  /** How many the codes that were given out let in. */
  invited: number
  /** Who has joined with it, the erased among them. */
  joined: number
  /** Of them, who did so at a briefing. */
  joinedAtBriefing: number
  /** Of them, who takes part in it no more: by their wish, or because they have left, moved away, died or erased everything. */
  droppedOut: number
  /** Who came to its briefings, as far as they were counted. */
  came: number
}

const cohortSchema: z.ZodType<Cohort> = z.object({
  cohortId: cohortIdSchema,
  name: z.string(),
  places: z.int(),
  fromDay: localDaySchema,
  untilDay: localDaySchema,
  closedAt: z.date().nullable(),
  invited: z.int(),
  joined: z.int(),
  joinedAtBriefing: z.int(),
  droppedOut: z.int(),
  came: z.int(),
})

/** All of them, or one; the newest first. */
export async function selectCohorts(database: Queryable, cohortId: CohortId | null): Promise<Cohort[]> {
  const { rows } = await database.query(
    `select cohort_id as "cohortId", name, places,
            from_day::text as "fromDay", until_day::text as "untilDay", closed_at as "closedAt",
            (select coalesce(sum(case when revoked_at is null then good_for else used end), 0)
               from joining.codes where codes.cohort_id = cohorts.cohort_id)::int as invited,
            erased + (select count(*) from joining.members
                       where members.cohort_id = cohorts.cohort_id)::int as joined,
            (select count(briefing_id) from joining.members
              where members.cohort_id = cohorts.cohort_id)::int as "joinedAtBriefing",
            erased + (select count(*) from joining.members
                        left join residents.door_standing using (resident_id)
                       where members.cohort_id = cohorts.cohort_id
                         and (left_at is not null or standing is distinct from 'active'))::int as "droppedOut",
            (select coalesce(sum(came), 0) from joining.briefings
              where briefings.cohort_id = cohorts.cohort_id)::int as came
       from joining.cohorts
      where $1::uuid is null or cohort_id = $1
      order by made_at desc, cohort_id limit 1000`,
    [cohortId],
  )
  return z.array(cohortSchema).parse(rows)
}

/** A member has erased everything: that there was one is all that stays. */
export async function updateErased(client: Queryable, cohortId: CohortId): Promise<void> {
  await client.query('update joining.cohorts set erased = erased + 1 where cohort_id = $1', [cohortId])
}

/** All that can be changed of it. */
export async function updateCohort(
  client: Queryable,
  cohort: Pick<Cohort, 'cohortId' | 'name' | 'places' | 'fromDay' | 'untilDay' | 'closedAt'>,
): Promise<void> {
  await client.query(
    `update joining.cohorts set name = $2, places = $3, from_day = $4, until_day = $5, closed_at = $6
      where cohort_id = $1`,
    [cohort.cohortId, cohort.name, cohort.places, cohort.fromDay, cohort.untilDay, cohort.closedAt],
  )
}
