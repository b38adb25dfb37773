import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { historyOf, stop } from '../../src/exchange/index.ts'
import type { ResidentId } from '../../src/residents/index.ts'
import type { Use } from '../../src/review/index.ts'
import { agree, aResident, aUse, by, deposit } from '../support/city.ts'
import { registerTestCompany, type TestCompany } from '../support/http-company.ts'
import { aToken, readRecords, recordsIn, type Read, type Wishes } from '../support/service-company.ts'
import { serveCity, startingMs, type ServedCity, type ServiceProcess } from '../support/service.ts'
import { walksFile } from '../support/walks.ts'

const items = ['activity.steps'] as const

let city: ServedCity
let services: [ServiceProcess, ServiceProcess]
let company: TestCompany
let token: string
beforeAll(async () => {
  city = await serveCity()
  services = await Promise.all([city.start(), city.start()])
  company = await registerTestCompany(city.tenant)
  token = await aToken(city, services[0], company)
}, startingMs)
afterAll(() => city.close())

/** Enough for an answer that the network cannot swallow whole (about 3 MB on Linux), so that a cut is felt. */
async function aUseWith(frequency: 'as-needed' | 'once', people: number, days = 3, samples = 2) {
  const use = await aUse(city.tenant, company.vendor, { items, frequency })
  const residents: ResidentId[] = []
  for (let i = 0; i < people; i += 1) {
    const residentId = await aResident(city.tenant)
    await deposit(city.tenant, residentId, walksFile(city.tenant.clock.now(), days, samples))
    await agree(city.tenant, residentId, use)
    residents.push(residentId)
  }
  await city.settle()
  return { use, residents }
}

const aManyMegabyteUse = (frequency: 'as-needed' | 'once') => aUseWith(frequency, 6, 200, 200)

const read = (use: Use, key: string, wishes: Partial<Wishes> = {}, index = 0) =>
  readRecords(services[index]!, { token, use, key, ...wishes })

/** Reads a little and hangs up. */
async function readAndBreakOff(use: Use, key: string): Promise<Read> {
  const hangUp = new AbortController()
  return read(use, key, { signal: hangUp.signal, pace: () => hangUp.abort() })
}

const idsOf = ({ lines }: Read) => new Map(recordsIn(lines).map((line) => [line.id, line.samples]))
const provisionsOf = ({ lines }: Read) => new Set(recordsIn(lines).map((line) => line.provision))
const deliveriesOf = ({ lines }: Read) => new Set(lines.map((line) => line.delivery))

async function outcomesOf(residents: readonly ResidentId[]) {
  const histories = await Promise.all(
    residents.map((residentId) => historyOf(city.tenant, residentId, { before: null, limit: 50 })),
  )
  return histories.map((entries) => entries.map((one) => (one.kind === 'provision' ? one.outcome : one.kind)))
}

describe('A company whose answer was lost', () => {
  it('gets the same delivery, provisions and records with the same key, from another process too', async () => {
    const { use, residents } = await aManyMegabyteUse('as-needed')
    const key = randomUUID()
    const broken = await readAndBreakOff(use, key)
    expect(broken.complete).toBe(false)
    expect(recordsIn(broken.lines).length).toBeGreaterThan(0)

    const whole = await read(use, key, {}, 1)
    expect(whole.complete).toBe(true)
    expect(deliveriesOf(whole).size).toBe(1)
    for (const line of recordsIn(broken.lines)) {
      expect(deliveriesOf(whole)).toContain(line.delivery)
      expect(provisionsOf(whole)).toContain(line.provision)
      expect(idsOf(whole).get(line.id)).toEqual(line.samples)
    }
    const again = await read(use, key)
    expect(idsOf(again)).toEqual(idsOf(whole))
    expect(provisionsOf(again)).toEqual(provisionsOf(whole))
    for (const resident of await outcomesOf(residents)) expect(resident).toEqual(['delivered'])
  })

  it('gets nothing more of a resident who has stopped in between', async () => {
    const { use, residents } = await aUseWith('as-needed', 2)
    const [stopped] = residents as [ResidentId]
    const key = randomUUID()
    const first = await read(use, key)
    expect(provisionsOf(first).size).toBe(2)
    expect(await stop(city.tenant, by(stopped), { useId: use.useId, items: null })).toMatchObject({
      ok: true,
    })
    const second = await read(use, key, {}, 1)
    expect(second.complete).toBe(true)
    expect(provisionsOf(second).size).toBe(1)
    expect(provisionsOf(first)).toContain([...provisionsOf(second)][0])
    await agree(city.tenant, stopped, use)
    await city.settle()
    // A new consent is for new deliveries: this one ended with the stop.
    expect(provisionsOf(await read(use, key)).size).toBe(1)
    expect(provisionsOf(await read(use, randomUUID())).size).toBe(2)
  })

  it('has not used up a use that is served once by one break, and has when the answer was whole', async () => {
    const { use, residents } = await aManyMegabyteUse('once')
    const broken = await readAndBreakOff(use, randomUUID())
    expect(broken.complete).toBe(false)
    // The service learns of the broken connection a moment later; until then it counts as being served.
    await expect
      .poll(async () => (await outcomesOf(residents)).flat().includes('under-way'), { timeout: 20_000 })
      .toBe(false)
    const whole = await read(use, randomUUID())
    const cutOff = (await outcomesOf(residents)).filter((outcomes) => outcomes.length > 1)
    expect(cutOff.length).toBeGreaterThan(0)
    expect(provisionsOf(whole).size).toBe(cutOff.length)
    expect(recordsIn((await read(use, randomUUID())).lines)).toEqual([])
  })

  it('has used it up by the third break, and each break stands on the resident’s page', async () => {
    const { use, residents } = await aUseWith('once', 1, 600, 500)
    for (let time = 1; time <= 3; time += 1) {
      const broken = await readAndBreakOff(use, randomUUID())
      expect(broken.complete).toBe(false)
      expect(recordsIn(broken.lines).length).toBeGreaterThan(0)
      await expect
        .poll(async () => (await outcomesOf(residents)).flat(), { timeout: 20_000 })
        .toEqual(Array.from({ length: time }, () => 'broken-off'))
    }
    const fourth = await read(use, randomUUID())
    expect([fourth.complete, recordsIn(fourth.lines)]).toEqual([true, []])
    expect((await outcomesOf(residents)).flat()).toHaveLength(3)
  })

  it('serves a once-only use once, when two ask at the same moment', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { use } = await aUseWith('once', 2)
      const both = await Promise.all([read(use, randomUUID()), read(use, randomUUID(), {}, 1)])
      expect(both.map(({ complete }) => complete)).toEqual([true, true])
      expect(both.reduce((sum, { lines }) => sum + recordsIn(lines).length, 0)).toBe(6)
    }
  })

  it('gets one delivery for two requests with one key at the same moment', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { use, residents } = await aUseWith('as-needed', 2)
      const key = randomUUID()
      const both = await Promise.all([read(use, key), read(use, key, {}, 1)])
      expect(both.map(({ status, complete }) => [status, complete])).toEqual([
        [200, true],
        [200, true],
      ])
      expect(provisionsOf(both[0])).toEqual(provisionsOf(both[1]))
      expect(provisionsOf(both[0]).size).toBe(2)
      for (const resident of await outcomesOf(residents)) expect(resident).toEqual(['delivered'])
    }
  })

  it('is refused when it uses the key for something else', async () => {
    const { use } = await aUseWith('as-needed', 1)
    const key = randomUUID()
    const first = await read(use, key)
    expect(first.status).toBe(200)
    const subject = recordsIn(first.lines)[0]!.subject
    for (const wishes of [{ limit: 7 }, { words: '別の言葉' }, { subject }]) {
      const other = await read(use, key, wishes)
      expect([other.status, JSON.parse(other.body).because]).toEqual([409, 'key-reused'])
    }
  })

  it('gets a new delivery for the same key after ten minutes', async () => {
    const { use } = await aUseWith('as-needed', 1)
    const key = randomUUID()
    const first = await read(use, key)
    await city.tenant.demoClock?.set(new Date(city.tenant.clock.now().getTime() + 11 * 60_000))
    // The services look at the demo's clock every half second.
    await expect
      .poll(async () => [...deliveriesOf(await read(use, key))], { timeout: 5_000 })
      .not.toEqual([...deliveriesOf(first)])
    expect([...idsOf(await read(use, key)).keys()]).toEqual([...idsOf(first).keys()])
  })
})
