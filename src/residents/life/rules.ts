import { addDays, localDayOf, startOfDay, type LocalDay } from '../../kernel/index.ts'
import type { KeepDays } from '../../platform/tenant.ts'

/**
 * How somebody stands towards the city. Only who is `active` gives anything to anybody; a word that is none of these is
 * `unknown` and gives nothing either.
 */
export const standings = ['active', 'leaving', 'moved-away', 'died', 'merged', 'erased', 'unknown'] as const
export type Standing = (typeof standings)[number]

export const lifeEvents = [
  'left',
  'moved-away',
  'came-back',
  'died',
  'reported-in-error',
  'merged',
  'merged-in-error',
  'erased',
] as const
export type LifeEvent = (typeof lifeEvents)[number]

export interface Stands {
  standing: Standing
  /** When everything is erased, unless they come back before. */
  eraseAt: Date | null
}

/** Of whom nothing has happened yet. */
const fromTheStart: Stands = { standing: 'active', eraseAt: null }

/** What happens next to somebody who stands so. What is not written here cannot happen. */
const next: Readonly<Record<Standing, Partial<Record<LifeEvent, Standing | 'as-before'>>>> = {
  active: {
    left: 'leaving',
    'moved-away': 'moved-away',
    died: 'died',
    merged: 'merged',
    erased: 'erased',
  },
  leaving: { 'came-back': 'active', died: 'died', erased: 'erased' },
  'moved-away': { 'came-back': 'active', died: 'died', erased: 'erased' },
  died: { 'reported-in-error': 'as-before', erased: 'erased' },
  // Both took part until they were merged.
  merged: { 'merged-in-error': 'active', erased: 'erased' },
  erased: {},
  unknown: { erased: 'erased' },
}

export function canHappen(standing: Standing | undefined, what: LifeEvent): boolean {
  return standing !== undefined && next[standing][what] !== undefined
}

/** How somebody stands after that; undefined where it cannot happen. `before`: how they stood before a death was recorded. */
export function standsAfter(
  standing: Standing | undefined,
  what: LifeEvent,
  { now, keepDays, before = fromTheStart }: { now: Date; keepDays: KeepDays; before?: Stands | undefined },
): Stands | undefined {
  const after = standing && next[standing][what]
  if (after === 'as-before') return putRight(before, now)
  const days = after && daysKept(after, keepDays)
  return after && { standing: after, eraseAt: days === undefined ? null : endOfDayAfter(now, days) }
}

/** So long after a mistake that took their day from them they can still come back. */
const putRightDays = 14

/** Whoever was leaving is leaving still. Nobody stands again as the dead or the erased do. */
function putRight({ standing, eraseAt }: Stands, now: Date): Stands | undefined {
  if (!mayEnter(standing)) return undefined
  const isOver = eraseAt !== null && !canComeBack(eraseAt, now)
  return { standing, eraseAt: isOver ? endOfDayAfter(now, putRightDays) : eraseAt }
}

/** When the day that is so many days from now is over, in Japan: the last day is a whole one (民法140条・141条). */
function endOfDayAfter(now: Date, days: number): Date {
  return addDays(startOfDay(localDayOf(now)), days + 1)
}

/** The last day on which they may come back: what pages and papers say. */
export function lastDayOf(eraseAt: Date): LocalDay {
  return localDayOf(eraseAt.getTime() - 1)
}

/** Until that day is over, and no longer. Silence means no. */
export function canComeBack(eraseAt: Date, now: Date): boolean {
  return now < eraseAt
}

/** Erased so long after that: by then whoever came back at the last moment has, by whichever process and its clock. */
const eraseAfterMs = 60 * 60_000

/** Whose day was by then is erased now. */
export function dueSince(now: Date): Date {
  return new Date(now.getTime() - eraseAfterMs)
}

/** May anything of theirs be given to a company, taken in, or agreed to? Silence means no. */
export function takesPart(standing: Standing | undefined): boolean {
  return standing === 'active'
}

/** Who leaves may still sign in: to look, to take their data with them, to come back. Silence means no. */
export function mayEnter(standing: Standing | undefined): boolean {
  return standing === 'active' || standing === 'leaving' || standing === 'moved-away'
}

/** Who may be written to: also whose entry was merged, for it may have been somebody else's. Silence means no. */
export function mayBeWrittenTo(standing: Standing | undefined): boolean {
  return mayEnter(standing) || standing === 'merged'
}

/** Who says so: the resident, or of the staff one or two. */
export interface SaidBy {
  staffId: string | null
  secondStaffId: string | null
  /** What was shown; the number of a document is kept nowhere. */
  evidence: string | null
}

/** What shows that somebody has died. */
export const deathDocuments = ['death-certificate', 'family-register', 'resident-register'] as const
export type DeathDocument = (typeof deathDocuments)[number]

/** What shows that two entries that were merged are two people. */
export const twoPeopleShownBy = ['other-own-document', 'two-registers', 'wrong-entry'] as const
export type TwoPeopleShownBy = (typeof twoPeopleShownBy)[number]

/** May these people say so? A death, that it was none, that two are one and that they are not need two of the staff; the first and the last a document besides. */
export function mayBeSaidBy(what: LifeEvent, { staffId, secondStaffId, evidence }: SaidBy): boolean {
  const isTwo = staffId !== null && secondStaffId !== null && staffId !== secondStaffId
  switch (what) {
    case 'died':
    case 'merged-in-error':
      return isTwo && evidence !== null
    case 'reported-in-error':
    case 'merged':
      return isTwo
    case 'left':
    case 'moved-away':
    case 'came-back':
    case 'erased':
      return secondStaffId === null
  }
}

/** So long everything stays as it was, unseen by companies; then it is erased. */
export const keepDaysByDefault: KeepDays = { leaving: 30, movedAway: 365, died: 365 }

/** How many days what somebody deposited is kept who stands so; undefined: without end. */
export function daysKept(standing: Standing, keepDays: KeepDays): number | undefined {
  if (standing === 'leaving') return keepDays.leaving
  if (standing === 'moved-away') return keepDays.movedAway
  if (standing === 'merged') return daysMerged(keepDays)
  return standing === 'died' ? keepDays.died : undefined
}

/**
 * So long who remains reads nothing of what was merged: whose entry it was, if it was somebody else's, gets the letter and comes
 * to the counter before.
 */
export const unreadDays = 14

/** From then on it is read, after as many whole days. */
export function readableFrom(mergedAt: Date): Date {
  return endOfDayAfter(mergedAt, unreadDays)
}

/** As long as of who lives elsewhere, and at least as long as it was not read. */
export function daysMerged({ movedAway }: KeepDays): number {
  return Math.max(movedAway, 2 * unreadDays)
}

/** One of two entries that are said to be one person. */
export interface OneOfTwo {
  residentId: string
  standing: Standing | undefined
  /** Another entry was merged into this one before. */
  hasTakenIn: boolean
}

export type NotMergedBecause =
  'same-entry' | 'merged-already' | 'has-died' | 'has-left' | 'is-erased' | 'has-taken-in' | 'two-people'

/**
 * Why the duplicate may not be merged into who remains; undefined where it may. Both take part: the word of who has left or died
 * is not touched. Whoever was merged takes nobody in, so that there is no circle; nor is it merged who has taken somebody in, so
 * that there is no chain.
 */
export function whyNotMerged(remaining: OneOfTwo, duplicate: OneOfTwo): NotMergedBecause | undefined {
  if (remaining.residentId === duplicate.residentId) return 'same-entry'
  for (const { standing } of [remaining, duplicate]) {
    if (standing === 'merged') return 'merged-already'
    if (standing === 'died') return 'has-died'
    if (standing === 'leaving' || standing === 'moved-away') return 'has-left'
    if (!takesPart(standing)) return 'is-erased'
  }
  return duplicate.hasTakenIn ? 'has-taken-in' : undefined
}

export type NotUndoneBecause = 'merged-already' | 'is-erased' | 'not-as-you-stand'

/** An entry that was merged, and the one that remains, as they stand now. */
export interface MergedPair {
  remaining: Standing | undefined
  duplicate: Stands | undefined
  /** Of the two, and of no other. */
  isTheirs: boolean
}

/**
 * Why the merging of these two may not be undone; undefined where it may, however long ago it was. Until the day on which the
 * duplicate is erased, also where who remains has left or died since: the duplicate is another person's, and would be erased with
 * them. Of who was merged that is put right first: nobody is attended to as one who was merged.
 */
export function whyNotUndone(
  { remaining, duplicate, isTheirs }: MergedPair,
  now: Date,
): NotUndoneBecause | undefined {
  if (duplicate === undefined || duplicate.standing === 'erased' || duplicate.standing === 'unknown')
    return 'is-erased'
  if (duplicate.standing !== 'merged' || !isTheirs) return 'not-as-you-stand'
  if (duplicate.eraseAt === null || !canComeBack(duplicate.eraseAt, now)) return 'is-erased'
  if (remaining === 'merged') return 'merged-already'
  return mayEnter(remaining) || remaining === 'died' ? undefined : 'is-erased'
}
