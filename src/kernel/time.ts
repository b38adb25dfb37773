import { z } from 'zod'

/** Where the time comes from. Handed in, so that tests and the demo can set it. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

declare const localDay: unique symbol

/** A calendar day in Japan, `YYYY-MM-DD`. */
export type LocalDay = string & { readonly [localDay]: true }

/** Japan has had no summer time since 1951, so the offset is a constant. */
const japanOffsetMs = 9 * 60 * 60 * 1000
export const dayMs = 24 * 60 * 60 * 1000

/** The day in Japan on which this instant falls. `instant` in milliseconds since 1970 or a Date. */
export function localDayOf(instant: Date | number): LocalDay {
  const ms = typeof instant === 'number' ? instant : instant.getTime()
  return new Date(ms + japanOffsetMs).toISOString().slice(0, 10) as LocalDay
}

/** The instant at which this day begins in Japan. */
export function startOfDay(day: LocalDay): Date {
  return new Date(Date.parse(`${day}T00:00:00Z`) - japanOffsetMs)
}

/**
 * So far from both ends of what four figures write that nothing reckoned from it leaves them: there is no year 0 in
 * PostgreSQL, and JavaScript writes those after 9999 another way.
 */
const isOrdinaryYear = (text: string) => /^[1-8]/.test(text)

export const localDaySchema = z.iso
  .date()
  .refine(isOrdinaryYear)
  .transform((text) => text as LocalDay)

/** An instant as somebody else writes it (RFC 3339). */
export const instantSchema = z.iso
  .datetime({ offset: true })
  .refine(isOrdinaryYear)
  .transform((text) => new Date(text))

export function addDays(instant: Date, days: number): Date {
  return new Date(instant.getTime() + days * dayMs)
}

/** The same time of the same day in Japan, `months` later; where that month is shorter, its last day (民法143条2項). */
export function monthsAfter(instant: Date, months: number): Date {
  const sinceMidnightMs = instant.getTime() - startOfDay(localDayOf(instant)).getTime()
  const [year = 0, month = 0, day = 0] = localDayOf(instant).split('-').map(Number)
  const last = new Date(Date.UTC(year, month + months, 0))
  last.setUTCDate(Math.min(day, last.getUTCDate()))
  const endDay = localDaySchema.parse(last.toISOString().slice(0, 10))
  return new Date(startOfDay(endDay).getTime() + sinceMidnightMs)
}
