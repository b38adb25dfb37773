import type { DayValue } from './days.ts'
import { heightOf, type Scale } from './scale.ts'

/** The plot is drawn on 1000 × 300 units and stretched to the page; strokes keep their width. */
export const plot = { width: 1000, height: 300 }

const rounded = (number: number) => Math.round(number * 10) / 10

function yOf(value: number, scale: Scale): number {
  return rounded(plot.height * (1 - heightOf(value, scale)))
}

/** One path for all lines. A day without a record breaks the line; nothing is drawn across it. */
export function linePath(days: readonly DayValue[], scale: Scale): string {
  let pen = 'M'
  const parts: string[] = []
  days.forEach(({ value }, index) => {
    if (value === null) pen = 'M'
    else {
      parts.push(`${pen}${xOf(index, days.length)} ${yOf(value, scale)}`)
      pen = 'L'
    }
  })
  return parts.join('')
}

/** More dots than this run into one another on a telephone 320 px wide. */
const mostDots = 62

/**
 * A dot for each value; when there are many, only for those that stand alone and would have no line.
 * A line of no length with a round end stays a circle however the plot is stretched.
 */
export function dotPath(days: readonly DayValue[], scale: Scale): string {
  const alone = (index: number) => !hasValue(days[index - 1]) && !hasValue(days[index + 1])
  return days
    .map(({ value }, index) => {
      if (value === null || (days.length > mostDots && !alone(index))) return ''
      return `M${xOf(index, days.length)} ${yOf(value, scale)}h0`
    })
    .join('')
}

function hasValue(day: DayValue | undefined): boolean {
  return day !== undefined && day.value !== null
}

/** One path for all bars, each two thirds of its day wide. */
export function barPath(days: readonly DayValue[], scale: Scale): string {
  const band = plot.width / Math.max(days.length, 1)
  const zero = yOf(0, scale)
  return days
    .map(({ value }, index) => {
      if (value === null || value === 0) return ''
      return `M${rounded(band * (index + 1 / 6))} ${zero}V${yOf(value, scale)}h${rounded((band * 2) / 3)}V${zero}z`
    })
    .join('')
}

export function gridPath({ ticks }: Scale): string {
  return ticks
    .map((_, index) => `M0 ${rounded((plot.height * index) / (ticks.length - 1))}H${plot.width}`)
    .join('')
}

/** One single day stands in the middle. */
function xOf(index: number, count: number): number {
  return count === 1 ? plot.width / 2 : rounded((plot.width * index) / (count - 1))
}
