import { addDays, localDayOf, startOfDay } from '../../kernel/index.ts'

/** Reads are counted by the minute, residents of whom something is told by the day in Japan. */
export const spentKinds = ['reads', 'residents'] as const
export type SpentKind = (typeof spentKinds)[number]

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/** The minute since 1970, or the day, by its noon in UTC, which no time zone of Japan's own moves. */
export function periodOf(kind: SpentKind, now: Date): number {
  if (kind === 'reads') return Math.floor(now.getTime() / minuteMs)
  return Math.floor(startOfDay(localDayOf(now)).getTime() / dayMs) + 1
}

/** Whole seconds until the next minute, or the next day in Japan. */
export function secondsToNext(kind: SpentKind, now: Date): number {
  const next =
    kind === 'reads'
      ? (periodOf(kind, now) + 1) * minuteMs
      : startOfDay(localDayOf(addDays(startOfDay(localDayOf(now)), 1))).getTime()
  return Math.max(1, Math.ceil((next - now.getTime()) / 1000))
}

/** What stands in the database of one company, or one program, and one kind. */
export interface Spent {
  period: number
  spent: number
}

/** A process's clock may be this many periods behind another's; a row further ahead is from a clock that was set back. */
const mostPeriodsAhead = 1

/**
 * What counts as spent in this period. Another process whose clock is a little ahead may have begun the next one: then its
 * count goes on, for two processes that each began their own again would each give everything.
 */
export function spentNow(row: Spent | undefined, period: number): Spent {
  if (!row || row.period < period || row.period > period + mostPeriodsAhead) return { period, spent: 0 }
  return row
}

/** A process takes ahead at most this share of what is left, and this much, so that little of it lies about unused. */
const shareAhead = 1 / 16
const mostAhead = 256

/**
 * How much a process takes at once of what is left, when it needs so much now and took so much the last time: double that,
 * so that who reads often asks the database seldom, and who reads once takes one.
 */
export function blockOf(left: number, { needed, before }: { needed: number; before: number }): number {
  if (left <= 0) return 0
  const ahead = Math.min(2 * before, mostAhead, Math.floor(left * shareAhead))
  return Math.min(left, Math.max(needed, ahead))
}
