/** What a job and its peers must do alike: of what, how many at once, how long. */
import { createHash } from 'node:crypto'
import type { ResidentId } from '../src/residents/index.ts'
import { percentile } from '../test/support/percentile.ts'
import type { BenchCity } from './city/open-city.ts'
import { planResident } from './city/plan.ts'
import type { Bench } from './job.ts'

export const readers = 8
/** The company that reads one by one: one resident in fifteen agreed to it. */
export const readRank = 4
/** The company that reads all its residents: one in thirty. */
export const bulkRank = 9

/** What is looked at: a level, so that each day has a lowest and a highest value to compare. */
export const ownItem = 'blood.oxygen'
export const visitors = 4
/** Each may open 600 pages a minute. */
const residentsAtMost = 100

const timesAtLeast = 5

/** So many workers, each at one thing after another until the time is up. Returns things done a second. */
export async function rateOf(
  workers: number,
  forMs: number,
  work: (worker: number) => Promise<number>,
): Promise<number> {
  const began = performance.now()
  let done = 0
  await Promise.all(
    Array.from({ length: workers }, async (_, worker) => {
      while (performance.now() - began < forMs) {
        const more = await work(worker)
        // Not `done += await …`: that adds to what there was before the others came back.
        done += more
      }
    }),
  )
  return (done / (performance.now() - began)) * 1000
}

/** Does it over and over for one round, at least a few times; returns the median of what each says it took. */
export async function timesOf(roundMs: number, once: () => Promise<number>): Promise<number> {
  const tookMs: number[] = []
  const began = performance.now()
  while (tookMs.length < timesAtLeast || performance.now() - began < roundMs) tookMs.push(await once())
  return percentile(tookMs, 0.5)
}

/** Runs `work` while so many hammerers do their part over and over. */
export async function whileHammered<T>(
  hammer: (worker: number) => Promise<unknown>,
  work: () => Promise<T>,
): Promise<T> {
  let over = false
  const hammering = Array.from({ length: readers }, async (_, worker) => {
    while (!over) await hammer(worker)
  })
  try {
    return await work()
  } finally {
    over = true
    await Promise.all(hammering)
  }
}

/** How many rows, and which: whose, of what, of which day. */
export function digestOf(places: readonly string[]): { rows: number; digest: string } {
  if (places.length === 0) throw new Error('no row was found, so nothing can be compared')
  const digest = createHash('sha256').update(places.toSorted().join('\n')).digest('hex')
  return { rows: places.length, digest }
}

/** The first residents who keep it: the same ones in each run. */
export function residentsWithOwnItem({ counts }: BenchCity): ResidentId[] {
  const found: ResidentId[] = []
  for (let index = 0; index < counts.residents && found.length < residentsAtMost; index += 1) {
    const { residentId, items } = planResident(index)
    if (items.includes(ownItem)) found.push(residentId)
  }
  return found
}

/** Residents who deposit at the same time. */
export const depositors = 2
/** A month, minute by minute: an export of a telephone holds this or more, for it always holds all there is. */
export const observationsPerDeposit = 43_200

/** Of the one long export. */
export function exportBytes({ quick }: Pick<Bench, 'quick'>): number {
  return (quick ? 15 : 150) * 1e6
}
