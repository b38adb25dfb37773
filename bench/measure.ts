import { isDeepStrictEqual } from 'node:util'
import { isAbsent, type Bench, type Job, type Limit, type Peer, type Side } from './job.ts'

export const rounds = 5

export interface Spread {
  median: number
  least: number
  most: number
}

/** Beside one peer, or why it could not be. */
export type Comparison = { peer: Peer } & (
  { theirs: Spread; ratio: Spread; met: boolean } | { absent: string }
)

export interface Measured {
  job: Job
  ours: Spread
  comparisons: Comparison[]
  limits: (Limit & { met: boolean })[]
}

/**
 * Our side and its peers in turn, five times over (A-B-A-B): what disturbs a shared machine then disturbs both alike, and
 * each ratio is of two rounds that lie side by side.
 */
export async function measure(job: Job, bench: Bench): Promise<Measured> {
  const ours = await job.ours(bench)
  const opened = await openPeers(job, bench)
  try {
    const present = opened.flatMap(({ peer, side }) => (side ? [{ peer, side }] : []))
    await checkAnswers(ours, present)
    const [oursFigures = [], ...theirFigures] = await measuredInTurn([
      ours,
      ...present.map(({ side }) => side),
    ])
    const limits = ((await ours.limits?.()) ?? []).map((limit) => ({
      ...limit,
      met: limit.value <= limit.atMost,
    }))
    const comparisons = opened.map(({ peer, side, absent }): Comparison => {
      const theirs = side && theirFigures[present.findIndex((one) => one.peer === peer)]
      return theirs ? compare(peer, oursFigures, theirs) : { peer, absent }
    })
    return { job, ours: spreadOf(oursFigures), comparisons, limits }
  } finally {
    for (const { side } of opened) await side?.close()
    await ours.close()
  }
}

async function openPeers(job: Job, bench: Bench) {
  const opened: { peer: Peer; side: Side | undefined; absent: string }[] = []
  for (const peer of job.peers) {
    const side = await peer.open(bench)
    if (isAbsent(side)) bench.say(`${job.name}: ${peer.name} is left out: ${side.absent}`)
    opened.push(isAbsent(side) ? { peer, side: undefined, absent: side.absent } : { peer, side, absent: '' })
  }
  return opened
}

/** A side that answers wrongly is fast for nothing: nothing is timed before all answer alike. */
export async function checkAnswers(
  ours: Pick<Side, 'answer'>,
  peers: readonly { peer: Pick<Peer, 'name'>; side: Pick<Side, 'answer'> }[],
): Promise<void> {
  const wanted = await ours.answer()
  for (const { peer, side } of peers) {
    const answer = await side.answer()
    if (answer !== undefined && !isDeepStrictEqual(answer, wanted))
      throw new Error(
        `${peer.name} does not answer as we do, so nothing is timed:\n  ours   ${brief(wanted)}\n  theirs ${brief(answer)}`,
      )
  }
}

function brief(answer: unknown): string {
  return JSON.stringify(answer)?.slice(0, 300) ?? 'nothing'
}

/** The figures of each side, five rounds in turn. */
export async function measuredInTurn(sides: readonly Side[]): Promise<number[][]> {
  const figures = sides.map((): number[] => [])
  for (let round = 0; round < rounds; round += 1)
    for (const [index, side] of sides.entries()) figures[index]?.push(await side.round())
  return figures
}

export function compare(peer: Peer, ours: readonly number[], theirs: readonly number[]): Comparison {
  const ratio = spreadOf(ours.map((figure, round) => figure / (theirs[round] ?? NaN)))
  const { target } = peer
  const met = target.is === 'at least' ? ratio.median >= target.ratio : ratio.median <= target.ratio
  return { peer, theirs: spreadOf(theirs), ratio, met }
}

export function spreadOf(figures: readonly number[]): Spread {
  const sorted = figures.toSorted((a, b) => a - b)
  return { median: percentile(sorted, 0.5), least: sorted[0] ?? NaN, most: sorted.at(-1) ?? NaN }
}

/** The p-th percentile, 0 ≤ p ≤ 1, by nearest rank; NaN of nothing. */
export function percentile(figures: readonly number[], p: number): number {
  const sorted = figures.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(sorted.length * p) - 1)] ?? NaN
}
