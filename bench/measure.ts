import { isDeepStrictEqual } from 'node:util'
import { percentile } from '../test/support/percentile.ts'
import {
  isAbsent,
  type Bench,
  type Floor,
  type Job,
  type Limit,
  type Peer,
  type Side,
  type Target,
} from './job.ts'

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

/** The most that the job could reach beside this peer, as long as it does this part of its work. */
export type FloorMeasured = { floor: Floor; peer: Peer; figure: Spread; ratio: Spread; couldMeet: boolean }

export interface Measured {
  job: Job
  ours: Spread
  comparisons: Comparison[]
  floors: FloorMeasured[]
  limits: (Limit & { met: boolean })[]
}

/**
 * Our side and its peers in turn, five times over (A-B-A-B): what disturbs a shared machine then disturbs both alike, and
 * each ratio is of two rounds that lie side by side.
 */
export async function measure(job: Job, bench: Bench): Promise<Measured> {
  await using open = new AsyncDisposableStack()
  const kept = <S extends Pick<Side, 'close'>>(side: S) => open.adopt(side, () => side.close())
  const ours = kept(await job.ours(bench))
  const present: { peer: Peer; side: Side }[] = []
  const left: Comparison[] = []
  for (const peer of job.peers) {
    const side = await peer.open(bench)
    if (isAbsent(side)) {
      bench.say(`${job.name}: ${peer.name} is left out: ${side.absent}`)
      left.push({ peer, absent: side.absent })
    } else present.push({ peer, side: kept(side) })
  }
  const floors: { floor: Floor; side: Pick<Side, 'round'> }[] = []
  // They say what a target can be; the quick run says what is.
  for (const floor of bench.quick ? [] : (job.floors ?? []))
    floors.push({ floor, side: kept(await floor.open(bench)) })
  await checkAnswers(ours, present)

  const sides = [ours, ...[...present, ...floors].map(({ side }) => side)]
  const [oursFigures = [], ...others] = await measuredInTurn(sides)
  const figuresOf = (peer: Peer) => others[present.findIndex((one) => one.peer === peer)]
  const limits = (await ours.limits?.()) ?? []
  return {
    job,
    ours: spreadOf(oursFigures),
    comparisons: [
      ...present.map(({ peer }, place) => compare(peer, oursFigures, others[place] ?? [])),
      ...left,
    ],
    floors: floors.flatMap(({ floor }, place) =>
      floor.against.flatMap((peer): FloorMeasured[] => {
        const [figures = [], theirs] = [others[present.length + place], figuresOf(peer)]
        return theirs ? [compareFloor(floor, peer, figures, theirs)] : []
      }),
    ),
    limits: limits.map((limit) => ({ ...limit, met: limit.value <= limit.atMost })),
  }
}

/** A side that answers wrongly is fast for nothing: nothing is timed before all answer alike. */
export async function checkAnswers(
  ours: Pick<Side, 'answer'>,
  peers: readonly { peer: Pick<Peer, 'name'>; side: Pick<Side, 'answer'> }[],
): Promise<void> {
  const wanted = await ours.answer()
  if (wanted === 0 || (Array.isArray(wanted) && wanted.length === 0))
    throw new Error('we answer nothing, so nothing can be compared')
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
export async function measuredInTurn(sides: readonly Pick<Side, 'round'>[]): Promise<number[][]> {
  const figures = sides.map((): number[] => [])
  for (let round = 0; round < rounds; round += 1)
    for (const [index, side] of sides.entries()) figures[index]?.push(await side.round())
  return figures
}

export function compare(peer: Peer, ours: readonly number[], theirs: readonly number[]): Comparison {
  const ratio = ratioOf(ours, theirs)
  return { peer, theirs: spreadOf(theirs), ratio, met: isMet(peer.target, ratio) }
}

export function compareFloor(
  floor: Floor,
  peer: Peer,
  figures: readonly number[],
  theirs: readonly number[],
): FloorMeasured {
  const ratio = ratioOf(figures, theirs)
  return { floor, peer, figure: spreadOf(figures), ratio, couldMeet: isMet(peer.target, ratio) }
}

/** Of two rounds that lie side by side. */
function ratioOf(figures: readonly number[], theirs: readonly number[]): Spread {
  return spreadOf(figures.map((figure, round) => figure / (theirs[round] ?? NaN)))
}

function isMet({ ratio: wanted, is }: Target, { median }: Spread): boolean {
  return is === 'at least' ? median >= wanted : median <= wanted
}

export function spreadOf(figures: readonly number[]): Spread {
  const sorted = figures.toSorted((a, b) => a - b)
  return { median: percentile(sorted, 0.5), least: sorted[0] ?? NaN, most: sorted.at(-1) ?? NaN }
}
