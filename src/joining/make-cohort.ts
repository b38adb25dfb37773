import { lineSchema, localDayOf, newId, refuse, type LocalDay, type Refusal } from '../kernel/index.ts'
import { inTransaction, type Queryable } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { insertBriefing, selectBriefings, updateCame } from './briefing-store.ts'
import { insertCohortAct } from './cohort-act-store.ts'
import {
  countCohorts,
  insertCohort,
  lockCohort,
  lockCohorts,
  selectCohorts,
  type BriefingId,
  type CohortId,
  type MadeBy,
} from './cohort-store.ts'
import { decideCohort, decideCount, isDayOf, most } from './rules.ts'

/** A name of a cohort, or of a place. */
export const nameSchema = lineSchema(60)

/** By whom, and when. */
export interface Made {
  by: MadeBy
  at: Date
}

export interface TypedCohort {
  name: string
  places: number
  fromDay: LocalDay
  untilDay: LocalDay
}

type Doors = Pick<Tenant, 'database' | 'clock'>

/** Under an id that the form has chosen, so that sent twice it makes one. */
export function makeCohort(
  { database, clock }: Doors,
  by: MadeBy,
  { cohortId = newId<CohortId>(), ...cohort }: TypedCohort & { cohortId?: CohortId | undefined },
): Promise<{ ok: true; cohortId: CohortId } | CohortNo> {
  return inTransaction(database, async (client) => {
    const made = await makeCohortWith(client, { by, at: clock.now() }, { ...cohort, cohortId })
    return made.ok ? { ...made, cohortId } : made
  })
}

export type CohortNo = Refusal<'bad-days' | 'too-many-cohorts' | 'id-taken'>

/** The same in the caller's transaction, under an id of the caller's choice. */
export async function makeCohortWith(
  client: Queryable,
  { by, at }: Made,
  cohort: TypedCohort & { cohortId: CohortId },
): Promise<{ ok: true } | CohortNo> {
  const decided = decideCohort(cohort, localDayOf(at))
  if (!decided.ok) return decided
  await lockCohorts(client)
  if ((await countCohorts(client)) >= most.cohorts) return refuse('too-many-cohorts')
  const isNew = await insertCohort(client, { ...cohort, madeBy: by, madeAt: at })
  if (!isNew) return refuse('id-taken')
  await insertCohortAct(client, { ...cohort, kind: 'made', by, happenedAt: at })
  return { ok: true }
}

export interface TypedBriefing {
  cohortId: CohortId
  heldOn: LocalDay
  place: string
  places: number
}

/** Under an id that the form has chosen, likewise. */
export function addBriefing(
  { database, clock }: Doors,
  by: MadeBy,
  { briefingId = newId<BriefingId>(), ...briefing }: TypedBriefing & { briefingId?: BriefingId | undefined },
): Promise<{ ok: true; briefingId: BriefingId } | BriefingNo> {
  return inTransaction(database, async (client) => {
    const added = await addBriefingWith(client, { by, at: clock.now() }, { ...briefing, briefingId })
    return added.ok ? { ...added, briefingId } : added
  })
}

export type BriefingNo = Refusal<
  'no-cohort' | 'cohort-closed' | 'bad-day' | 'too-many-briefings' | 'id-taken'
>

/** The same in the caller's transaction, under an id of the caller's choice. */
export async function addBriefingWith(
  client: Queryable,
  { by, at }: Made,
  briefing: TypedBriefing & { briefingId: BriefingId },
): Promise<{ ok: true } | BriefingNo> {
  await lockCohort(client, briefing.cohortId)
  const [cohort] = await selectCohorts(client, briefing.cohortId)
  if (!cohort) return refuse('no-cohort')
  if (cohort.closedAt !== null) return refuse('cohort-closed')
  if (!isDayOf(cohort, briefing.heldOn, localDayOf(at))) return refuse('bad-day')
  if ((await selectBriefings(client, briefing.cohortId)).length >= most.briefingsOfOne)
    return refuse('too-many-briefings')
  const isNew = await insertBriefing(client, { ...briefing, madeBy: by, madeAt: at })
  if (!isNew) return refuse('id-taken')
  const { place: name, heldOn } = briefing
  const holding = { ...briefing, name, fromDay: heldOn, untilDay: heldOn }
  await insertCohortAct(client, { ...holding, kind: 'briefing-added', by, happenedAt: at })
  return { ok: true }
}

export interface WhoCame {
  cohortId: CohortId
  briefingId: BriefingId
  came: number
}
export type CountNo = Refusal<'no-cohort' | 'not-held-yet' | 'fewer-than-joined'>

/** How many came to a briefing: a number, and nobody's name. */
export function countWhoCame({ database, clock }: Doors, counted: WhoCame): Promise<{ ok: true } | CountNo> {
  return inTransaction(database, (client) => countWhoCameWith(client, clock.now(), counted))
}

/** The same in the caller's transaction: whoever joins at that moment is counted before it, or joins after it. */
export async function countWhoCameWith(
  client: Queryable,
  at: Date,
  counted: WhoCame,
): Promise<{ ok: true } | CountNo> {
  await lockCohort(client, counted.cohortId)
  const briefings = await selectBriefings(client, counted.cohortId)
  const briefing = briefings.find(({ briefingId }) => briefingId === counted.briefingId)
  if (!briefing) return refuse('no-cohort')
  const decided = decideCount(briefing, counted.came, localDayOf(at))
  if (decided.ok) await updateCame(client, counted)
  return decided
}
