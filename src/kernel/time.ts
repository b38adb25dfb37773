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

export const localDaySchema = z.iso.date().transform((text) => text as LocalDay)

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
