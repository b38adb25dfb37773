import type { Shape } from '../../../catalog/index.ts'

export type Trend = 'more' | 'less' | 'steady'

/** Days with a record in each half before anything is said: a week, so that weekends weigh alike. */
const leastDays = 7

/**
 * A change below this is everyday variation: day totals vary far more from week to week than levels do. Only a way of
 * putting a chart into words, no judgement on health.
 */
const leastChange: Record<Shape, number> = { sum: 0.1, span: 0.1, level: 0.01, document: Infinity }

/** The later half of the recorded days against the earlier one. undefined: too few days to say. */
export function trendOf(shape: Shape, values: readonly number[]): Trend | undefined {
  const half = Math.floor(values.length / 2)
  if (half < leastDays) return undefined
  const earlier = meanOf(values.slice(0, half))
  const later = meanOf(values.slice(-half))
  if (Math.abs(later - earlier) < Math.abs(earlier) * leastChange[shape] || later === earlier) return 'steady'
  return later > earlier ? 'more' : 'less'
}

/** NaN for no values. */
export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
