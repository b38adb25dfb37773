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
