import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { liveOn, type Watch } from '../support/everyday-acts.ts'
import { behindProxy, populate, type EverydayCity } from '../support/everyday-city.ts'
import {
  inMebibytes,
  inspect,
  inspectable,
  type Held,
  type InspectedProcess,
} from '../support/inspected-process.ts'
import { isFull } from '../support/is-full.ts'
import { jobRuns, leftIn } from '../support/job-queue.ts'
import { checkBook } from '../support/provision-book.ts'
import type { Line } from '../support/service-company.ts'
import { serveCity, startingMs, type ServedCity, type ServiceProcess } from '../support/service.ts'
import { Tally } from '../support/tally.ts'
import { percentile } from '../support/percentile.ts'
import { judge, type WatchedStop } from '../support/watched-stops.ts'

/** Ten minutes, in full; AZUKARI_SOAK_SECONDS=20 shows that this file still holds. `leaks` lives the same days in each check. */
const seconds = Number(process.env['AZUKARI_SOAK_SECONDS'] ?? (isFull ? 600 : 0))
/** A request that is kept takes some thousand bytes; what is compiled and cached later than the warm-up, some millions. */
const grownBytesAtMost = (requests: number) => 300 * requests + 8 * 1024 * 1024

let city: ServedCity
let services: [ServiceProcess, ServiceProcess]
let day: EverydayCity
let inspected: InspectedProcess[]
const received: Line[] = []
/** The values are not looked at, and would fill the memory of the test itself. */
const onLine = (line: Line) => void received.push({ ...line, samples: [] })
beforeAll(async () => {
  city = await serveCity()
  const start = () => city.start(undefined, { ...inspectable, ...behindProxy })
  services = await Promise.all([start(), start()])
  inspected = await Promise.all(services.map(inspect))
  day = await populate(city, services, onLine)
}, startingMs)
afterAll(async () => {
  for (const one of inspected) one.close()
  await city.close()
})

/** Asks as a load balancer does, every half second. Returns every answer that was not good. */
async function keepAskingHealth({ origin }: ServiceProcess, over: () => boolean): Promise<string[]> {
  const bad: string[] = []
  while (!over()) {
    const answer = await fetch(`${origin}/healthz`, { headers: { connection: 'close' } })
    const body = await answer.text()
    if (!answer.ok) bad.push(`${new Date().toISOString()} ${body}`)
    await sleep(500)
  }
  return bad
}

/** Lines of the log from this level on (pino: 40 a warning, 50 an error), by their event. */
function logged({ output }: ServiceProcess, level: number): string[] {
  const lines = output()
    .split('\n')
    .filter((line) => line.startsWith('{'))
  return lines.filter((line) => Number(/"level":(\d+)/.exec(line)?.[1]) >= level)
}

const handlesOf = (held: readonly Held[]) => held.flatMap(({ handles }) => handles).toSorted()

/** At rest only: a collection as thorough as is needed here halts a process, which a lease may not outlive. */
const atRest = (before: readonly Held[] = []) =>
  Promise.all(inspected.map((one, at) => one.atRest(before[at])))

/** Lives on for so long, asking each service for its health all the while. Returns every answer that was not good. */
async function live(watch: Watch, forSeconds: number): Promise<string[]> {
  const endsAt = performance.now() + forSeconds * 1_000
  const over = () => performance.now() > endsAt
  const health = services.map((service) => keepAskingHealth(service, over))
  await liveOn(day, watch, { atOnce: 6, pauseMs: 60, over })
  return (await Promise.all(health)).flat()
}

describe.runIf(seconds > 0)('Two services of one city', () => {
  it(`keep every promise through ${seconds} seconds of everyday life`, async () => {
    const tally = new Tally()
    const stops: WatchedStop[] = []
    const hungUp = new Set<string>()
    const watch = {
      tally,
      onLine,
      onHangUp: (delivery: string) => void hungUp.add(delivery),
      onStop: (stop: WatchedStop) => void stops.push(stop),
    }
    const sick = await live(watch, seconds / 10)
    const [before, warmUp] = [await atRest(), tally.requests]
    sick.push(...(await live(watch, seconds)))
    const after = await atRest(before)
    await expect.poll(() => leftIn(city), { timeout: 30_000 }).toEqual({ jobs: 0, transactions: 0 })

    const [runs, judgement, book] = [
      await jobRuns(services),
      await judge(city.tenant, stops, received),
      await checkBook(city.tenant, received),
    ]
    console.log(
      `${seconds} s: ${tally.requests} requests, p50 ${percentile(tally.tookMs, 0.5).toFixed(0)} ms, ` +
        `p99 ${percentile(tally.tookMs, 0.99).toFixed(0)} ms; ${stops.length} stops, ${received.length} lines, ` +
        `${book.provisions} provisions, hung up ${hungUp.size}, jobs ${JSON.stringify(runs)}; heap ` +
        before.map(({ heap }, at) => `${inMebibytes(heap)} → ${inMebibytes(after[at]!.heap)}`).join(', ') +
        `; warnings ${services.flatMap((service) => logged(service, 40)).length}`,
    )
    expect(services.flatMap((service) => logged(service, 50))).toEqual([])
    expect([...new Set(tally.unexpected)]).toEqual([])
    expect(sick).toEqual([])

    expect(judgement.late.slice(0, 3)).toEqual([])
    expect(judgement.unrecorded.slice(0, 3)).toEqual([])
    expect(book.wrong.slice(0, 3)).toEqual([])
    // Whoever hangs up does not read what the network still brings.
    expect(book.neverCame.filter(({ deliveryId }) => !hungUp.has(deliveryId)).slice(0, 3)).toEqual([])
    expect(book.withoutLeaf).toEqual([])
    expect(book.falseCommitments).toEqual([])
    expect(book.leftOpen).toBe(0)

    const { done = 0, ...wentBadly } = runs
    expect(wentBadly).toEqual({})
    // Deposits that nobody confirmed are looked for every minute.
    expect(done).toBeGreaterThanOrEqual(Math.floor(seconds / 60))
    for (const [at, held] of after.entries()) {
      expect(held).toMatchObject({ requests: 0, callers: 0, connectionsInUse: 1, forgotten: 0 })
      expect(held.heap - before[at]!.heap).toBeLessThan(grownBytesAtMost(tally.requests - warmUp))
    }
    // Of both together: who leads the log has the file of its leaves open, and the other may have come to lead.
    expect(handlesOf(after)).toEqual(handlesOf(before))
    // None of this would mean anything had nothing happened.
    expect(Math.min(stops.length, hungUp.size, received.length, book.provisions)).toBeGreaterThan(0)
  })
})
