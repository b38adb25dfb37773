import { localDayOf, refuse, type Refusal } from '../kernel/index.ts'
import { inTransaction, type Queryable } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { selectBriefings, updateBriefing } from './briefing-store.ts'
import { insertCohortAct } from './cohort-act-store.ts'
import {
  lockCohort,
  selectCohorts,
  updateCohort,
  type BriefingId,
  type Cohort,
  type CohortId,
  type MadeBy,
} from './cohort-store.ts'
import type { Made, TypedBriefing, TypedCohort } from './make-cohort.ts'
import { decideChange, decideDay, decideReopening } from './rules.ts'

type Doors = Pick<Tenant, 'database' | 'clock'>

/** What is left out stays as it is. */
type SomeOf<Whole> = { [Name in keyof Whole]?: Whole[Name] | undefined }
export type ChangedCohort = SomeOf<TypedCohort> & { cohortId: CohortId }
export type ChangeNo = Refusal<'no-cohort' | 'bad-days' | 'too-few-places' | 'briefing-outside'>

/** Whoever joins at the same moment waits, and is judged by what holds then. */
export function changeCohort(
  { database, clock }: Doors,
  by: MadeBy,
  changed: ChangedCohort,
): Promise<{ ok: true } | ChangeNo> {
  return inTransaction(database, (client) => changeCohortWith(client, { by, at: clock.now() }, changed))
}

/** The same in the caller's transaction. */
export async function changeCohortWith(
  client: Queryable,
  { by, at }: Made,
  { cohortId, ...changed }: ChangedCohort,
): Promise<{ ok: true } | ChangeNo> {
  const before = await lockedCohort(client, cohortId)
  if (!before) return refuse('no-cohort')
  const wanted = changedTo(before, changed)
  if (isSame(before, wanted)) return { ok: true }
  const briefings = await selectBriefings(client, cohortId)
  const decided = decideChange(before, wanted, { briefings, today: localDayOf(at) })
  if (!decided.ok) return decided
  await updateCohort(client, wanted)
  await insertCohortAct(client, { ...wanted, kind: 'changed', by, happenedAt: at })
  return { ok: true }
}

/** Nobody joins with it any more, by no number and at no briefing, until it is opened again. Who has joined stays. */
export function closeCohort(
  { database, clock }: Doors,
  by: MadeBy,
  cohortId: CohortId,
): Promise<{ ok: true } | Refusal<'no-cohort'>> {
  return inTransaction(database, (client) => closeCohortWith(client, { by, at: clock.now() }, cohortId))
}

/** The same in the caller's transaction. Of two who close it at once one does. */
export async function closeCohortWith(
  client: Queryable,
  { by, at }: Made,
  cohortId: CohortId,
): Promise<{ ok: true } | Refusal<'no-cohort'>> {
  const cohort = await lockedCohort(client, cohortId)
  if (!cohort) return refuse('no-cohort')
  if (cohort.closedAt !== null) return { ok: true }
  await updateCohort(client, { ...cohort, closedAt: at })
  await insertCohortAct(client, { ...cohort, kind: 'closed', by, happenedAt: at })
  return { ok: true }
}

export type ReopenNo = Refusal<'no-cohort' | 'cohort-over'>

/** Takes a closing back. Numbers that were not used, revoked or run out are good again. */
export function reopenCohort(
  { database, clock }: Doors,
  by: MadeBy,
  cohortId: CohortId,
): Promise<{ ok: true } | ReopenNo> {
  return inTransaction(database, (client) => reopenCohortWith(client, { by, at: clock.now() }, cohortId))
}

/** The same in the caller's transaction. */
export async function reopenCohortWith(
  client: Queryable,
  { by, at }: Made,
  cohortId: CohortId,
): Promise<{ ok: true } | ReopenNo> {
  const cohort = await lockedCohort(client, cohortId)
  if (!cohort) return refuse('no-cohort')
  if (cohort.closedAt === null) return { ok: true }
  const decided = decideReopening(cohort, localDayOf(at))
  if (!decided.ok) return decided
  await updateCohort(client, { ...cohort, closedAt: null })
  await insertCohortAct(client, { ...cohort, kind: 'reopened', by, happenedAt: at })
  return { ok: true }
}

export type ChangedBriefing = SomeOf<Omit<TypedBriefing, 'cohortId'>> & {
  cohortId: CohortId
  briefingId: BriefingId
}
export type ChangeBriefingNo = Refusal<'no-cohort' | 'bad-day' | 'held-already'>

/** When and where it is held. Who has come or joined there stays. */
export function changeBriefing(
  { database, clock }: Doors,
  by: MadeBy,
  changed: ChangedBriefing,
): Promise<{ ok: true } | ChangeBriefingNo> {
  return inTransaction(database, (client) => changeBriefingWith(client, { by, at: clock.now() }, changed))
}

/** The same in the caller's transaction. */
export async function changeBriefingWith(
  client: Queryable,
  { by, at }: Made,
  { cohortId, briefingId, ...changed }: ChangedBriefing,
): Promise<{ ok: true } | ChangeBriefingNo> {
  const cohort = await lockedCohort(client, cohortId)
  const briefings = cohort ? await selectBriefings(client, cohortId) : []
  const before = briefings.find((each) => each.briefingId === briefingId)
  if (!cohort || !before) return refuse('no-cohort')
  const wanted = changedTo(before, changed)
  if (isSame(before, wanted)) return { ok: true }
  const decided = decideDay(before, wanted.heldOn, { cohort, today: localDayOf(at) })
  if (!decided.ok) return decided
  await updateBriefing(client, wanted)
  const { place: name, places, heldOn } = wanted
  const holding = { name, places, fromDay: heldOn, untilDay: heldOn }
  await insertCohortAct(client, {
    ...{ cohortId, briefingId, ...holding },
    ...{ kind: 'briefing-changed', by, happenedAt: at },
  })
  return { ok: true }
}

/** As it is now, and stays until the transaction ends. */
async function lockedCohort(client: Queryable, cohortId: CohortId): Promise<Cohort | undefined> {
  await lockCohort(client, cohortId)
  return (await selectCohorts(client, cohortId))[0]
}

function changedTo<Whole extends object>(before: Whole, changed: SomeOf<Whole>): Whole {
  const named = Object.entries(changed).filter(([, value]) => value !== undefined)
  return { ...before, ...Object.fromEntries(named) }
}

function isSame<Values extends object>(one: Values, other: Values): boolean {
  return Object.entries(one).every(([name, value]) => other[name as keyof Values] === value)
}
