import { dayMs, type LocalDay } from '../../../kernel/index.ts'

export interface DayValue {
  day: LocalDay
  /** null, like a day that is not there at all, is a day without a record: a gap, never a zero. */
  value: number | null
  /** Where the value is the mean of several: the lowest and the highest of them. */
  range?: { lowest: number; highest: number } | undefined
}

/** A year at most: more days than that have no room of their own on a telephone. */
export const mostDays = 366

/** Every day from the first to the last, in order, with gaps as null; only the latest `mostDays`. */
export function everyDay(days: readonly DayValue[]): { days: DayValue[]; leftOut: boolean } {
  const known = new Map(days.map((each) => [numberOf(each.day), each]))
  if (known.size === 0) return { days: [], leftOut: false }
  const numbers = [...known.keys()].sort((one, other) => one - other)
  const last = numbers.at(-1) ?? 0
  const first = Math.max(numbers[0] ?? 0, last - mostDays + 1)
  return {
    days: Array.from({ length: last - first + 1 }, (_, index) => ({
      day: dayOf(first + index),
      value: known.get(first + index)?.value ?? null,
      range: known.get(first + index)?.range,
    })),
    leftOut: first > (numbers[0] ?? 0),
  }
}

/** Some value is a mean that stands for others than itself. */
export function areMeans(days: readonly DayValue[]): boolean {
  return days.some(({ range }) => range && range.lowest < range.highest)
}

function numberOf(day: LocalDay): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / dayMs)
}

function dayOf(number: number): LocalDay {
  return new Date(number * dayMs).toISOString().slice(0, 10) as LocalDay
}
