import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Use } from '../../src/review/index.ts'
import { aCardHolder } from '../support/cards.ts'
import { agree, answersOf, aUse, aVendor } from '../support/city.ts'
import { behindProxy } from '../support/everyday-city.ts'
import { isFull } from '../support/is-full.ts'
import { percentile } from '../support/percentile.ts'
import { browserOf, SignedInBrowser } from '../support/served-resident.ts'
import { serveCity, startingMs, type ServedCity, type ServiceProcess } from '../support/service.ts'

/** Tries a minute, all at once from a few hundred places: few enough from each that no limit of one address holds them. */
const triesPerMinute = 10_000
const seconds = isFull ? 60 : 15
const places = 200
/** Which of the places is the house of those who stop: a flood from next door must not keep them from it. */
const sameHouse = '10.9.0.1'
const everySoManyMs = 1_000
/** Longer than this nobody waits before they believe that it is broken. */
const patienceMs = 20_000
const everythingStopped = { 'activity.steps': 'withdrawn', 'body.weight': 'withdrawn' }

let city: ServedCity
let service: ServiceProcess
let use: Use
beforeAll(async () => {
  city = await serveCity()
  service = await city.start(undefined, behindProxy)
  use = await aUse(city.tenant, await aVendor(city.tenant))
}, startingMs)
afterAll(() => city.close())

const addressOf = (place: number) => `10.9.${Math.floor(place / 250)}.${(place % 250) + 1}`

/** Tries cards and PINs from everywhere until told to stop. Returns how often each status was the answer. */
async function flood(until: AbortSignal): Promise<Map<string, number>> {
  const answers = new Map<string, number>()
  const browsers = Array.from({ length: places }, (_, place) => new SignedInBrowser(addressOf(place)))
  await Promise.all(browsers.map((browser) => browser.open(service, '/sign-in/card')))
  const tries: Promise<void>[] = []
  const began = performance.now()
  for (let sent = 0; !until.aborted; sent += 1) {
    await sleep(Math.max(0, began + (sent * 60_000) / triesPerMinute - performance.now()))
    const guess = { number: '0000 0000 0000 0000', pin: String(sent % 1_000_000).padStart(6, '0') }
    // Every fifth from next door, where the limit of one address is soon reached.
    const place = sent % 5 === 0 ? 0 : sent % places
    const answered = browsers[place]!.post(service, '/sign-in/card', guess).then(
      ({ status }) => String(status),
      () => 'cut off',
    )
    tries.push(answered.then((status) => void answers.set(status, (answers.get(status) ?? 0) + 1)))
  }
  await Promise.all(tries)
  return answers
}

interface Stop {
  way: 'card' | 'page'
  tookMs: number
  isStopped: boolean
}

/** Somebody who has agreed, and stops by the number of their card; the next one on the page, signed in. */
async function somebodyStops(turn: number): Promise<Stop> {
  const { residentId, card } = await aCardHolder(city.tenant)
  await agree(city.tenant, residentId, use)
  const address = turn % 3 === 0 ? sameHouse : `10.8.0.${turn + 1}`
  const way = turn % 2 === 0 ? 'card' : 'page'
  const browser =
    way === 'card' ? new SignedInBrowser(address) : await browserOf(city.tenant, residentId, address)
  const began = performance.now()
  if (way === 'card') {
    await browser.open(service, '/stop-by-card')
    await browser.post(service, '/stop-by-card', { number: card.number.reveal() })
  } else {
    await browser.open(service, '/companies')
    await browser.stop(service, use)
  }
  const tookMs = performance.now() - began
  const stands = await answersOf(city.tenant, residentId)
  return { way, tookMs, isStopped: JSON.stringify(stands) === JSON.stringify(everythingStopped) }
}

function times(stops: readonly Stop[], way: Stop['way']): string {
  const tookMs = stops.filter((stop) => stop.way === way).map((stop) => stop.tookMs)
  return `${tookMs.length} (p50 ${percentile(tookMs, 0.5).toFixed(0)} ms, slowest ${Math.max(...tookMs).toFixed(0)} ms)`
}

describe(`While ${triesPerMinute.toLocaleString('en')} tries a minute come to the door`, () => {
  it(`whoever stops, by card or on the page, is stopped, for ${seconds} seconds`, async () => {
    const over = new AbortController()
    const flooding = flood(over.signal)
    const began = performance.now()
    const stops: Promise<Stop>[] = []
    while (performance.now() - began < seconds * 1_000) {
      stops.push(somebodyStops(stops.length))
      await sleep(everySoManyMs)
    }
    const stopped = await Promise.all(stops)
    over.abort()
    const answers = await flooding
    console.log(
      `tries ${JSON.stringify(Object.fromEntries(answers))}; stops by card ${times(stopped, 'card')}, on the page ${times(stopped, 'page')}`,
    )
    expect(stopped.filter(({ isStopped, tookMs }) => !isStopped || tookMs > patienceMs)).toEqual([])
    expect(stopped.length).toBeGreaterThan(seconds / 2)
    // Refused, told to wait, or told that too many are waiting: nobody came in, and nothing broke.
    expect([...answers.keys()].filter((status) => !['422', '429', '503'].includes(status))).toEqual([])
    const tries = [...answers.values()].reduce((sum, count) => sum + count, 0)
    expect(tries).toBeGreaterThan((triesPerMinute * seconds) / 60 / 2)
  })
}, 300_000)
