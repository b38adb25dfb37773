/** The numbers on an axis: from the lowest to the highest, evenly spaced. */
export interface Scale {
  ticks: readonly number[]
  /** Most digits after the point that a tick needs. */
  digits: number
}

/**
 * Round numbers around these values, four to six of them. `fromZero` for amounts (bars would lie otherwise);
 * levels such as weight may start higher. Values must be finite; none give 0 to 1.
 */
export function scaleOf(values: readonly number[], fromZero: boolean): Scale {
  const { least, most } = reach(fromZero ? [0, ...values] : values)
  const step = niceStep((most - least) / 4)
  const digits = Math.max(0, -Math.floor(Math.log10(step) + 1e-9))
  const first = Math.floor(least / step + 1e-9)
  const last = Math.max(Math.ceil(most / step - 1e-9), first + 1)
  const ticks = Array.from({ length: last - first + 1 }, (_, index) =>
    Number(((first + index) * step).toFixed(digits)),
  )
  return { ticks, digits }
}

/** Lowest and highest; one value alone gets room above and below it. */
function reach(values: readonly number[]): { least: number; most: number } {
  if (values.length === 0) return { least: 0, most: 1 }
  const least = Math.min(...values)
  const most = Math.max(...values)
  const size = Math.max(Math.abs(least), Math.abs(most))
  if (size < 1e-6) return { least: 0, most: 1 }
  if (most - least > size * 1e-6) return { least, most }
  return { least: least - size * 0.05, most: most + size * 0.05 }
}

/** The next of 1, 2, 5, 10 × a power of ten. */
function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough))
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= rough * (1 - 1e-9)) ?? 10
  return factor * power
}

/** Share of the height, 0 at the lowest tick and 1 at the highest. */
export function heightOf(value: number, { ticks }: Scale): number {
  const lowest = ticks[0] ?? 0
  const highest = ticks.at(-1) ?? 1
  return (value - lowest) / (highest - lowest)
}
