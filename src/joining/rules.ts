import { refuse, type LocalDay, type Refusal } from '../kernel/index.ts'

/** How many there may be of each: what somebody can look through, and print. */
export const most = { cohorts: 200, briefingsOfOne: 100, codesOfASheet: 100, sheetsOfOne: 200 } as const

/** Under which age nobody joins alone, where the city has set none: who is of age (民法4条). */
export const joinAloneAgeByDefault = 18

/**
 * An age is reached at the end of the day before the birthday (年齢計算ニ関スル法律), so from the birthday on: also of
 * who was born on 29 February, who in other years is a year older from the first of March on.
 */
export function hasReached(age: number, birthDate: LocalDay, today: LocalDay): boolean {
  const birthday = `${String(Number(birthDate.slice(0, 4)) + age).padStart(4, '0')}${birthDate.slice(4)}`
  return today >= birthday
}

export interface CohortDays {
  fromDay: LocalDay
  untilDay: LocalDay
}

export interface CohortOnFile extends CohortDays {
  places: number
  /** Who has joined with it, the erased among them. */
  joined: number
}

/** Does it take in anybody today? */
export function hasRoom({ fromDay, untilDay, places, joined }: CohortOnFile, today: LocalDay): boolean {
  return fromDay <= today && today <= untilDay && joined < places
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
