import type { BenchCity } from './city/open-city.ts'
import type { Bench, Job, Side } from './job.ts'
import { measuredInTurn, spreadOf, type Spread } from './measure.ts'

/** Residents of the cities that are compared. */
export const growthSizes = [1_000, 10_000, 100_000]
/** What is slower by more than this in a larger city has not stayed flat. */
export const tolerance = 0.2

export interface GrowthPoint {
  residents: number
  figure: Spread
  /** Against the smallest city in the same round: as fast is 1, half as fast is ½, whatever the unit. */
  speed: Spread
  met: boolean
}

export interface Growth {
  job: string
  says: string
  unit: string
  points: GrowthPoint[]
}

/**
 * The same work in cities of several sizes, in turn. Where the work is of one resident it must stay as fast; where it
 * grows with the number of rows (A4, C1) the figure is of rows a second, which must stay as fast, too.
 */
export async function measureGrowth(
  job: Job,
  cities: readonly BenchCity[],
  bench: Omit<Bench, 'city'>,
): Promise<Growth> {
  const sides: Side[] = []
  try {
    for (const city of cities) sides.push(await job.ours({ ...bench, city }))
    for (const side of sides) await side.answer()
    const figures = await measuredInTurn(sides)
    const points = cities.map(({ counts }, place) =>
      pointOf(counts.residents, figures[place] ?? [], figures[0] ?? [], job.unit),
    )
    return { job: job.name, says: job.says, unit: job.unit, points }
  } finally {
    for (const side of sides) await side.close()
  }
}

export function pointOf(
  residents: number,
  figures: readonly number[],
  ofTheSmallest: readonly number[],
  unit: string,
): GrowthPoint {
  const isTime = !unit.endsWith('/s')
  const speed = spreadOf(
    figures.map((figure, round) => {
      const ratio = figure / (ofTheSmallest[round] ?? NaN)
      return isTime ? 1 / ratio : ratio
    }),
  )
  return { residents, figure: spreadOf(figures), speed, met: speed.median >= 1 - tolerance }
}
