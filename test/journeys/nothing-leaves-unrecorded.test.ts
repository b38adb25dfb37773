import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { checkLog, isWhole } from '../../src/audit/index.ts'
import { drainMs, historyOf, stop } from '../../src/exchange/index.ts'
import { leaseMs } from '../../src/platform/process-lease.ts'
import type { ResidentId } from '../../src/residents/index.ts'
import type { Use } from '../../src/review/index.ts'
import { agree, aResident, aUse, by, deposit } from '../support/city.ts'
import { registerTestCompany, type TestCompany } from '../support/http-company.ts'
import { isFull } from '../support/is-full.ts'
import { checkBook, type BookCheck } from '../support/provision-book.ts'
import { aToken, readRecords, wallClock, type Line } from '../support/service-company.ts'
import { serveCity, startingMs, type ServedCity, type ServiceProcess } from '../support/service.ts'
import { walksFile } from '../support/walks.ts'

const kills = isFull ? 300 : 16
const cuts = isFull ? 600 : 60
const items = ['activity.steps'] as const
const marginMs = 2_000

/** Half of what a token is good for: the kills take longer than that, and a reader without one would see nothing. */
const renewAfterMs = 5 * 60_000

let city: ServedCity
let use: Use
let company: TestCompany
let tokens: string[] = []
let renewedAt = -Infinity
let residents: ResidentId[]
const received: Line[] = []
beforeAll(async () => {
  city = await serveCity()
  company = await registerTestCompany(city.tenant)
  use = await aUse(city.tenant, company.vendor, { items })
  residents = []
  for (let i = 0; i < 6; i += 1) {
    const residentId = await aResident(city.tenant)
    await deposit(city.tenant, residentId, walksFile(city.tenant.clock.now(), 60, 20))
    await agree(city.tenant, residentId, use)
    residents.push(residentId)
  }
}, startingMs)
afterAll(() => city.close())

async function startForReaders(): Promise<ServiceProcess> {
  const service = await city.start()
  if (wallClock() - renewedAt > renewAfterMs) {
    tokens = await Promise.all(Array.from({ length: 8 }, () => aToken(city, service, company)))
    renewedAt = wallClock()
  }
  return service
}

let lot = 0

/** Reads for ever from whatever process is there now. Returns how many answers broke off in the middle. */
async function keepReading(
  service: () => ServiceProcess | undefined,
  over: () => boolean,
  onLine = (line: Line) => void received.push(line),
): Promise<number> {
  let broken = 0
  while (!over()) {
    const there = service()
    const read = there && (await readRecords(there, { use, token: tokens[(lot += 1) % 8]!, onLine }))
    if (read && !read.complete && read.lines.length > 0) broken += 1
    await sleep(10)
  }
  return broken
}

/**
 * Of two processes one lives until somebody has received something of it, and then for as long as chance wants; the other
 * may be dead before: on a slow machine nobody would ever have received anything.
 */
async function livesFor(turn: number, came: () => number): Promise<void> {
  const before = came()
  const hasCome = async () => expect(came()).toBeGreaterThan(before)
  if (turn % 2 === 0) await vi.waitFor(hasCome, { timeout: 30_000, interval: 5 })
  await sleep(Math.random() * 800)
}

async function stopOne(index: number) {
  const residentId = residents[index]!
  const since = wallClock()
  const stopped = await stop(city.tenant, by(residentId), { useId: use.useId, items: null })
  if (!stopped.ok) throw new Error(stopped.because)
  const tookMs = wallClock() - since
  await agree(city.tenant, residentId, use)
  return { tookMs, named: stopped.stillUnderWay.length }
}

/** Every line that came is in the book as what it is, and the book claims nothing that never came. */
function expectAllRecorded(check: BookCheck): void {
  expect(check.wrong).toEqual([])
  expect(check.neverCame).toEqual([])
  expect(check.withoutLeaf).toEqual([])
  expect(check.falseCommitments).toEqual([])
  expect(check.lines).toBeGreaterThan(0)
}

describe('Processes die in the middle of deliveries', () => {
  const title = `has every line that a company received in the book, after ${kills} times kill -9`
  it(
    title,
    async () => {
      // Two are kept running: while one is being started again, the other is killed.
      const { tookMs: unhinderedMs } = await stopOne(0)
      let left = kills
      let over = false
      const slots: (ServiceProcess | undefined)[] = [undefined, undefined]
      const came = [0, 0]
      const stops: { tookMs: number; named: number }[] = []
      const readers = Array.from({ length: 8 }, (_, index) =>
        keepReading(
          () => slots[index % 2],
          () => over,
          (line) => {
            received.push(line)
            came[index % 2]! += 1
          },
        ),
      )
      await Promise.all(
        slots.map(async (_, index) => {
          while ((left -= 1) >= 0) {
            const service = (slots[index] = await startForReaders())
            await livesFor(left, () => came[index]!)
            const stopping = left % 3 === 0 ? stopOne(index) : undefined
            if (Math.random() < 0.5) await sleep(Math.random() * 20)
            await service.kill('SIGKILL')
            slots[index] = undefined
            if (stopping) stops.push(await stopping)
          }
        }),
      )
      over = true
      const broken = (await Promise.all(readers)).reduce((sum, one) => sum + one, 0)
      await sleep(leaseMs)

      const check = await checkBook(city.tenant, received)
      const audit = await checkLog(city.tenant, [])
      console.log(
        `kills ${kills}, lines ${check.lines}, provisions ${check.provisions}, left open ${check.leftOpen}, broken answers ` +
          `${broken}, stops ${stops.length}, slowest ${Math.max(...stops.map(({ tookMs }) => tookMs)).toFixed(0)} ms, ` +
          `deliveries named ${stops.reduce((sum, { named }) => sum + named, 0)}, leaves ${audit.leaves}`,
      )
      expectAllRecorded(check)
      // Each was killed as a sequencer, too: what is in the log is whole, and what is not still waits for it.
      expect(audit.faults).toEqual([])
      expect(isWhole(audit)).toBe(true)
      expect(audit.leaves).toBeGreaterThan(0)
      expect(check.leftOpen).toBeGreaterThan(0)
      expect(broken).toBeGreaterThan(0)
      for (const { tookMs } of stops) expect(tookMs).toBeLessThan(drainMs + marginMs + 4 * unhinderedMs)
      // What a dead process left open counts as delivered, and a stop waits for none of it any more.
      for (const residentId of residents) {
        const entries = await historyOf(city.tenant, residentId, { before: null, limit: 200 })
        expect(entries.filter((one) => one.kind === 'provision' && one.outcome === 'under-way')).toEqual([])
      }
      expect(await stopOne(0)).toMatchObject({ named: 0 })
    },
    30 * startingMs,
  )
})

describe('Connections to the database break in the middle of deliveries', () => {
  it(`has every line in the book, after ${cuts} connections were cut, and leaves nothing open`, async () => {
    const before = await checkBook(city.tenant, received)
    let over = false
    let deaths = 0
    let service = await startForReaders()
    const readers = Array.from({ length: 8 }, () =>
      keepReading(
        () => service,
        () => over,
      ),
    )
    for (let cut = 0; cut < cuts; cut += 1) {
      await sleep(20 + Math.random() * 150)
      await city.cutConnections(1 + Math.floor(Math.random() * 4))
      if (!service.alive()) {
        deaths += 1
        service = await startForReaders()
      }
    }
    over = true
    await Promise.all(readers)
    const check = await checkBook(city.tenant, received)
    console.log(
      `cuts ${cuts}, lines ${check.lines - before.lines}, processes that died of it ${deaths}, left open ${check.leftOpen}`,
    )
    expectAllRecorded(check)
    expect(check.lines).toBeGreaterThan(before.lines)
    // A process that lives closes what it had begun, also when the database did not answer the first time.
    expect(check.leftOpen).toBe(before.leftOpen)
    expect(deaths).toBe(0)
    expect((await stopOne(0)).named).toBe(0)
  })
})
