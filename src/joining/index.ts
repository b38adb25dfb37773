import { localDayOf, systemClock } from '../kernel/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import type { ResidentId } from '../residents/index.ts'
import { selectBriefings, selectBriefingsOn, type BriefingOfTheDay } from './briefing-store.ts'
import { deleteWrongBefore, selectSheets } from './code-store.ts'
import { selectCohortActs, type CohortAct } from './cohort-act-store.ts'
import { selectCohorts, type Cohort, type CohortId } from './cohort-store.ts'
import { deleteHalfDoneBefore } from './half-done-store.ts'
import { selectMembership, type Membership } from './member-store.ts'

export type { Briefing, BriefingOfTheDay } from './briefing-store.ts'
export {
  changeBriefing,
  changeBriefingWith,
  changeCohort,
  changeCohortWith,
  closeCohort,
  closeCohortWith,
  reopenCohort,
  reopenCohortWith,
} from './change-cohort.ts'
export { sheetIdSchema, type Sheet, type SheetId } from './code-store.ts'
export type { CohortAct } from './cohort-act-store.ts'
export {
  briefingIdSchema,
  cohortIdSchema,
  type BriefingId,
  type Cohort,
  type CohortId,
  type MadeBy,
} from './cohort-store.ts'
export { agreeBeforeJoining, forgetHalfDone, halfDoneOf, keepNewcomer } from './half-done.ts'
export { groupedInvitation, typedInvitationSchema, type InvitationCode } from './invitation-code.ts'
export { joinWithMail, returnFromProvider, type JoinRefusal, type ReturnNo } from './join-by-oneself.ts'
export {
  addBriefing,
  addBriefingWith,
  countWhoCame,
  countWhoCameWith,
  makeCohort,
  makeCohortWith,
  nameSchema,
} from './make-cohort.ts'
export { makeCodes, makeCodesWith, revokeSheet, type MadeCodes } from './make-codes.ts'
export type { Membership } from './member-store.ts'
export { joiningRefusals } from './refusals.ts'
export { doubtAbout, most } from './rules.ts'
export { showCode } from './show-code.ts'
export { forgetMember, keepPlaceAtBriefing, leaveCohort, takePlace, type Place } from './take-place.ts'

type Doors = Pick<Tenant, 'database'>

/** All cohorts with their numbers, the newest first. */
export function cohorts({ database }: Doors): Promise<Cohort[]> {
  return selectCohorts(database, null)
}

/** One of them, with its briefings and its sheets of codes. */
export async function cohortOf({ database }: Doors, cohortId: CohortId) {
  const [cohort] = await selectCohorts(database, cohortId)
  if (!cohort) return undefined
  const [briefings, sheets] = [
    await selectBriefings(database, cohortId),
    await selectSheets(database, cohortId),
  ]
  return { cohort, briefings, sheets }
}

/** What was done about a cohort and its briefings, or about all of them; the newest first. */
export function cohortActs({ database }: Doors, cohortId: CohortId | null): Promise<CohortAct[]> {
  return selectCohortActs(database, cohortId, 200)
}

/** The briefings at which somebody may join today. */
export function briefingsToday({
  database,
  clock,
}: Doors & Pick<Tenant, 'clock'>): Promise<BriefingOfTheDay[]> {
  return selectBriefingsOn(database, localDayOf(clock.now()))
}

/** With which cohort a resident has joined, if with one. */
export function membershipOf({ database }: Doors, residentId: ResidentId): Promise<Membership | undefined> {
  return selectMembership(database, residentId)
}

/** What was begun and has run out, by the real clock, and how often codes were guessed an hour ago. */
export async function forgetUnfinished({ database }: Doors, now = systemClock.now()): Promise<void> {
  await deleteHalfDoneBefore(database, now)
  await deleteWrongBefore(database, new Date(now.getTime() - 60 * 60_000))
}
