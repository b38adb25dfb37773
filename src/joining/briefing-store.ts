import { z } from 'zod'
import { localDaySchema, type LocalDay } from '../kernel/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import {
  briefingIdSchema,
  cohortIdSchema,
  columnsOf,
  type BriefingId,
  type CohortId,
  type MadeBy,
} from './cohort-store.ts'

export interface Briefing {
  briefingId: BriefingId
  cohortId: CohortId
  heldOn: LocalDay
  place: string
  places: number
  /** How many came; null as long as nobody has said. */
  came: number | null
  /** How many joined there, or by a code afterwards: who is known to have come. */
  joined: number
}

const briefingSchema: z.ZodType<Briefing> = z.object({
  briefingId: briefingIdSchema,
  cohortId: cohortIdSchema,
  heldOn: localDaySchema,
  place: z.string(),
  places: z.int(),
  came: z.int().nullable(),
  joined: z.int(),
})

const columns = `briefing_id as "briefingId", cohort_id as "cohortId", held_on::text as "heldOn", place, places, came,
  (select count(*) from joining.members where members.briefing_id = briefings.briefing_id)::int as joined`

/** False when there is one of this id. */
export async function insertBriefing(
  client: Queryable,
  briefing: Pick<Briefing, 'briefingId' | 'cohortId' | 'heldOn' | 'place' | 'places'> & {
    madeBy: MadeBy
    madeAt: Date
  },
): Promise<boolean> {
  const { rowCount } = await client.query(
    `insert into joining.briefings (briefing_id, cohort_id, held_on, place, places, made_at, made_by, made_by_program)
     values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict do nothing`,
    [
      briefing.briefingId,
      briefing.cohortId,
      briefing.heldOn,
      briefing.place,
      briefing.places,
      briefing.madeAt,
      ...columnsOf(briefing.madeBy),
    ],
  )
  return rowCount === 1
}

/** In the order in which they are held. */
export async function selectBriefings(database: Queryable, cohortId: CohortId): Promise<Briefing[]> {
  const { rows } = await database.query(
    `select ${columns} from joining.briefings where cohort_id = $1 order by held_on, made_at, briefing_id limit 1000`,
    [cohortId],
  )
  return z.array(briefingSchema).parse(rows)
}

export async function selectBriefing(
  database: Queryable,
  briefingId: BriefingId,
): Promise<Briefing | undefined> {
  const { rows } = await database.query(`select ${columns} from joining.briefings where briefing_id = $1`, [
    briefingId,
  ])
  return rows.map((row) => briefingSchema.parse(row))[0]
}

export interface BriefingOfTheDay {
  briefingId: BriefingId
  cohortName: string
  place: string
}

/** At which somebody may join on this day. */
export async function selectBriefingsOn(database: Queryable, day: LocalDay): Promise<BriefingOfTheDay[]> {
  const { rows } = await database.query(
    `select briefing_id as "briefingId", name as "cohortName", place
       from joining.briefings join joining.cohorts using (cohort_id)
      where held_on = $1 and from_day <= $1 and until_day >= $1 and closed_at is null
      order by name, place, briefing_id limit 50`,
    [day],
  )
  return z
    .array(z.object({ briefingId: briefingIdSchema, cohortName: z.string(), place: z.string() }))
    .parse(rows)
}

export async function updateCame(
  database: Queryable,
  { cohortId, briefingId, came }: { cohortId: CohortId; briefingId: BriefingId; came: number },
): Promise<void> {
  await database.query('update joining.briefings set came = $3 where cohort_id = $1 and briefing_id = $2', [
    cohortId,
    briefingId,
    came,
  ])
}

/** All that can be changed of it. */
export async function updateBriefing(
  client: Queryable,
  briefing: Pick<Briefing, 'briefingId' | 'heldOn' | 'place' | 'places'>,
): Promise<void> {
  await client.query(
    'update joining.briefings set held_on = $2, place = $3, places = $4 where briefing_id = $1',
    [briefing.briefingId, briefing.heldOn, briefing.place, briefing.places],
  )
}
