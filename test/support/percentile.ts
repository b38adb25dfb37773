/** The p-th percentile, 0 ≤ p ≤ 1, by nearest rank; NaN of nothing. */
export function percentile(figures: readonly number[], p: number): number {
  const sorted = figures.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * p) - 1)] ?? NaN
}
