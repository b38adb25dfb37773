import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { liveOn } from '../support/everyday-acts.ts'
import { behindProxy, populate, type EverydayCity } from '../support/everyday-city.ts'
import { inMebibytes, inspect, inspectable, type InspectedProcess } from '../support/inspected-process.ts'
import { isFull } from '../support/is-full.ts'
import { percentile } from '../support/percentile.ts'
import { serveCity, startingMs, type ServedCity } from '../support/service.ts'
import { Tally } from '../support/tally.ts'

const requests = isFull ? 30_000 : 10_000
/** Until code is compiled, caches are full and every pool has its connections. */
const warmUp = 1_500
/** A request that is kept takes some thousand bytes. */
const grownBytesAtMost = 300
const atOnce = 16

let city: ServedCity
let day: EverydayCity
let inspected: InspectedProcess
beforeAll(async () => {
  city = await serveCity()
  const service = await city.start(undefined, { ...inspectable, ...behindProxy })
  inspected = await inspect(service)
  day = await populate(city, [service])
}, startingMs)
afterAll(async () => {
  inspected.close()
  await city.close()
})

async function ask(count: number): Promise<Tally> {
  const tally = new Tally()
  await liveOn(day, { tally }, { atOnce, over: () => tally.requests >= count })
  return tally
}

describe('A service that has answered', () => {
  it(`${requests} requests of every kind holds no more than before`, async () => {
    await ask(warmUp)
    const before = await inspected.atRest()
    const since = performance.now()
    const tally = await ask(requests)
    const seconds = (performance.now() - since) / 1_000
    const after = await inspected.atRest(before)
    const grownBytes = (after.heap - before.heap) / tally.requests
    console.log(
      `${tally.requests} requests in ${seconds.toFixed(0)} s, p50 ${percentile(tally.tookMs, 0.5).toFixed(0)} ms, ` +
        `p99 ${percentile(tally.tookMs, 0.99).toFixed(0)} ms; heap ${inMebibytes(before.heap)} → ${inMebibytes(after.heap)}, ` +
        `${grownBytes.toFixed(0)} bytes a request; handles ${before.handles.length} → ${after.handles.length}`,
    )
    expect([...new Set(tally.unexpected)]).toEqual([])
    // The one connection listens for jobs.
    const atRest = { requests: 0, callers: 0, connectionsInUse: 1, forgotten: 0 }
    expect(after).toEqual({ ...atRest, handles: before.handles, heap: after.heap })
    expect(grownBytes).toBeLessThan(grownBytesAtMost)
  })
})
