import { dayMs, type LocalDay } from '../../../kernel/index.ts'

export interface DayValue {
  day: LocalDay
  /** null, like a day that is not there at all, is a day without a record: a gap, never a zero. */
  value: number | null
}

/** A year at most: more days than that have no room of their own on a telephone. */
export const mostDays = 366

/** Every day from the first to the last, in order, with gaps as null; only the latest `mostDays`. */
export function everyDay(days: readonly DayValue[]): { days: DayValue[]; leftOut: boolean } {
  const known = new Map(days.map(({ day, value }) => [numberOf(day), value]))
  if (known.size === 0) return { days: [], leftOut: false }
  const numbers = [...known.keys()].sort((one, other) => one - other)
  const last = numbers.at(-1) ?? 0
  const first = Math.max(numbers[0] ?? 0, last - mostDays + 1)
  return {
    days: Array.from({ length: last - first + 1 }, (_, index) => ({
      day: dayOf(first + index),
      value: known.get(first + index) ?? null,
    })),
    leftOut: first > (numbers[0] ?? 0),
  }
}

function numberOf(day: LocalDay): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / dayMs)
}

function dayOf(number: number): LocalDay {
  return new Date(number * dayMs).toISOString().slice(0, 10) as LocalDay
}
