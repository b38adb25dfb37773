import { addDays, dayMs, localDayOf, startOfDay, type LocalDay } from '../kernel/index.ts'
import { lastDayOf } from '../residents/index.ts'

/** What a resident can be told. A new kind is a line here, and its words in texts.ts. */
export const noticeKinds = [
  'card-issued',
  'card-ended',
  'card-locked',
  'sessions-ended',
  'outside-linked',
  'outside-unlinked',
  'consent-given',
  'paper-confirmed',
  'consent-withdrawn',
  'consent-ending',
  'consent-paused',
  'looked-up',
  'data-deposited',
  'telling-changed',
  'known-in-file',
  'address-changed',
  'address-removed',
  'home-entered',
  'new-recipient',
  'terms-changed',
  'terms-agreed',
  'new-way-in',
  'left',
  'came-back',
  'reported-in-error',
  'merged',
  'merged-away',
  'merged-in-error',
  'stands-again',
  'erasure-near',
  'data-taken-out',
  'passkey-added',
  'passkey-ended',
  'app-let-in',
  'app-ended',
  'cohort-left',
  'alike-joined',
  'partner-linked',
  'partner-ended',
  'deposit-taken-back',
  'share-opened',
] as const
export type NoticeKind = (typeof noticeKinds)[number]

/** Of one kind, for one resident: who is told more reads none of it. */
export const mostADay = 20

/** Does this one stand by itself, or is it counted on the last of its kind? */
export function standsByItself(toldInTheLastDay: number): boolean {
  return toldInTheLastDay < mostADay
}

/** May this name of a company be said? Not one that could look like something else: what cannot be seen is no name. */
export function sayable(name: string | undefined): string | undefined {
  return name !== undefined && /^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]{1,80}$/u.test(name) ? name : undefined
}

/** What is told only where the resident looks anyway; all else is important. */
const usual: readonly NoticeKind[] = ['data-deposited']

/** Does this kind come by mail, to who wants mails? */
export function isImportant(kind: NoticeKind): boolean {
  return !usual.includes(kind)
}

/** So long before everything is erased whoever left is told that it will be. */
export const erasureToldDays = 7

/** How many days after today the last day is on which they may come back. */
export function daysLeft(eraseAt: Date, now: Date): number {
  return daysTo(lastDayOf(eraseAt), now)
}

/** How many days after today the day of that moment is. */
export function daysUntil(at: Date, now: Date): number {
  return daysTo(localDayOf(at), now)
}

function daysTo(day: LocalDay, now: Date): number {
  return Math.max(0, (startOfDay(day).getTime() - startOfDay(localDayOf(now)).getTime()) / dayMs)
}

/** The day that a notice says, told at that moment. */
export function dayAfter(toldAt: Date, days: number): LocalDay {
  return localDayOf(addDays(toldAt, days))
}

/**
 * How somebody may be told: in their own pages always, and if they want it by mail, by letter, by letter where no mail gets
 * through, or by a text message.
 */
export const ways = ['here', 'mail', 'mail-or-letter', 'letter', 'sms'] as const
export type Way = (typeof ways)[number]

export function isByMail(way: Way): boolean {
  return way === 'mail' || way === 'mail-or-letter'
}

/** Why a letter waits until its resident has been asked: where they live, or how else to write it. */
export const letterHolds = ['no-address', 'came-back', 'not-printable'] as const
/** `moved-away`: of whoever has left the home on file; it is so by how they stand, and is written down nowhere. */
export type LetterHold = (typeof letterHolds)[number] | 'moved-away'
export type WrittenHold = (typeof letterHolds)[number]

/** Between two mails to one person: many notices are one mail. */
export const leastBetweenMs = 60 * 60_000
const firstPauseMs = 5 * 60_000
const longestPauseMs = 6 * 60 * 60_000
/** After so long it is no news any more, and stands in their pages. */
const givenUpMs = 3 * dayMs

export type Next = { do: 'note-sent' } | { do: 'note-failed' } | { do: 'wait'; until: Date }

/** What becomes of a mail: after each try that found nobody it waits twice as long, and is given up after three days. */
export function decideNext(
  posted: 'sent' | 'refused' | 'unreachable',
  { since, tries }: { since: Date; tries: number },
  now: Date,
): Next {
  if (posted === 'sent') return { do: 'note-sent' }
  if (posted === 'refused' || now.getTime() - since.getTime() >= givenUpMs) return { do: 'note-failed' }
  const pauseMs = Math.min(firstPauseMs * 2 ** tries, longestPauseMs)
  return { do: 'wait', until: new Date(now.getTime() + pauseMs) }
}
