import { refuse, type LocalDay, type Refusal } from '../kernel/index.ts'

/** How many there may be of each: what somebody can look through, and print. */
export const most = { cohorts: 200, briefingsOfOne: 100, codesOfASheet: 100, sheetsOfOne: 200 } as const

export interface CohortDays {
  fromDay: LocalDay
  untilDay: LocalDay
}

export interface CohortOnFile extends CohortDays {
  /** Null as long as it is open. */
  closedAt: Date | null
  places: number
  /** Who has joined with it, the erased among them. */
  joined: number
}

/** Does it take in anybody today? */
export function hasRoom(cohort: CohortOnFile, today: LocalDay): boolean {
  const { fromDay, untilDay, places, joined, closedAt } = cohort
  return closedAt === null && fromDay <= today && today <= untilDay && joined < places
}

export interface CodeOnFile {
  goodFor: number
  used: number
  untilDay: LocalDay
  revokedAt: Date | null
}

/** Does this code let somebody in today? Silence means no. Which of the reasons it was, nobody is told. */
export function isGood(
  code: CodeOnFile | undefined,
  cohort: CohortOnFile | undefined,
  today: LocalDay,
): boolean {
  if (!code || !cohort || code.revokedAt !== null) return false
  return code.used < code.goodFor && today <= code.untilDay && hasRoom(cohort, today)
}

/**
 * Of codes that are none, so many within a minute in the whole city: among a thousand good ones of 100,000,000,000 that is a
 * hit in four months, and it lets in somebody who has said themselves who they are.
 */
export const mostWrongAMinute = 600

export function mayShow(wrongInThisMinute: number): boolean {
  return wrongInThisMinute < mostWrongAMinute
}

/** From showing a code to having joined: as long as reading the terms slowly and looking for a mail takes. */
export const halfDoneMs = 60 * 60_000

/** One code may be shown in many browsers at once, and not in any number of them. */
export function mayBegin({ goodFor, used }: CodeOnFile, halfDone: number): boolean {
  return halfDone < 20 + 2 * (goodFor - used)
}

/** A cohort as it was typed: days in order, and not over yet. */
export function decideCohort(days: CohortDays, today: LocalDay): { ok: true } | Refusal<'bad-days'> {
  return days.fromDay <= days.untilDay && days.untilDay >= today ? { ok: true } : refuse('bad-days')
}

/** A day for something of this cohort: within its days, and not over yet. */
export function isDayOf({ fromDay, untilDay }: CohortDays, day: LocalDay, today: LocalDay): boolean {
  return fromDay <= day && day <= untilDay && day >= today
}

interface BriefingOnFile {
  heldOn: LocalDay
  came: number | null
  joined: number
}

/** How a cohort is to be from now on. Its last day may be over only where it was before: to end it now, it is closed. */
export function decideChange(
  before: CohortOnFile,
  wanted: CohortDays & { places: number },
  { briefings, today }: { briefings: readonly BriefingOnFile[]; today: LocalDay },
): { ok: true } | Refusal<'bad-days' | 'too-few-places' | 'briefing-outside'> {
  const { fromDay, untilDay, places } = wanted
  if (untilDay < fromDay || (untilDay !== before.untilDay && untilDay < today)) return refuse('bad-days')
  if (briefings.some(({ heldOn }) => heldOn < fromDay || untilDay < heldOn)) return refuse('briefing-outside')
  return places < before.joined ? refuse('too-few-places') : { ok: true }
}

/** On which day a briefing is to be held from now on. One to which somebody came was held on its day. */
export function decideDay(
  before: BriefingOnFile,
  heldOn: LocalDay,
  { cohort, today }: { cohort: CohortDays; today: LocalDay },
): { ok: true } | Refusal<'bad-day' | 'held-already'> {
  if (heldOn === before.heldOn) return { ok: true }
  if (before.joined > 0 || (before.came ?? 0) > 0) return refuse('held-already')
  return isDayOf(cohort, heldOn, today) ? { ok: true } : refuse('bad-day')
}

/** How many came, as it is typed: of a briefing that was held, and not fewer than are known to have come, for they have joined. */
export function decideCount(
  { heldOn, joined }: Pick<BriefingOnFile, 'heldOn' | 'joined'>,
  came: number,
  today: LocalDay,
): { ok: true } | Refusal<'not-held-yet' | 'fewer-than-joined'> {
  if (today < heldOn) return refuse('not-held-yet')
  return came < joined ? refuse('fewer-than-joined') : { ok: true }
}

export type CountDoubt = 'more-joined' | 'more-than-places'

/**
 * What is to be said beside the numbers of a briefing that can come about in honest life: people join after who came was
 * counted, and stand where there are no more seats.
 */
export function doubtAbout({
  came,
  joined,
  places,
}: Pick<BriefingOnFile, 'came' | 'joined'> & { places: number }): CountDoubt | undefined {
  if (came !== null && came < joined) return 'more-joined'
  return Math.max(came ?? 0, joined) > places ? 'more-than-places' : undefined
}

/** May a cohort that was closed take people in again? While its days are not over. */
export function decideReopening(
  { untilDay }: Pick<CohortDays, 'untilDay'>,
  today: LocalDay,
): { ok: true } | Refusal<'cohort-over'> {
  return untilDay < today ? refuse('cohort-over') : { ok: true }
}
