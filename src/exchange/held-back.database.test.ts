import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aResident, agree, aUse, aVendor, by, bytes, deposit } from '../../test/support/city.ts'
import { readAsCompany } from '../../test/support/company-reads.ts'
import { checkBook } from '../../test/support/provision-book.ts'
import type { Line } from '../../test/support/service-company.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import type { ItemCode } from '../catalog/index.ts'
import { withdrawConsent } from '../consent/index.ts'
import { addDays, localDayOf, newId, type Id } from '../kernel/index.ts'
import type { Use } from '../review/index.ts'
import { historyOf } from './history.ts'
import { freshMs } from './looks.ts'
import { stop } from './stop.ts'

let city: TestTenant
beforeAll(async () => {
  city = await createTestTenant()
})
afterAll(() => city.close())

/** That many days of steps, and of weight. Items go in the order of their codes, and 500 days are one look. */
async function aResidentWith(use: Use, counts: { steps: number; weights: number }) {
  const record = (type: string, unit: string, value: number) => (day: string) =>
    `<Record type="HKQuantityTypeIdentifier${type}" sourceName="Watch" unit="${unit}" ` +
    `startDate="${day} 12:00:00 +0900" endDate="${day} 12:10:00 +0900" value="${String(value)}"/>`
  const days = (count: number) =>
    Array.from({ length: count }, (_, index) => localDayOf(addDays(city.clock.now(), -1 - index)))
  const records = [
    ...days(counts.steps).map(record('StepCount', 'count', 1_000)),
    ...days(counts.weights).map(record('BodyMass', 'kg', 60)),
  ]
  const text = `<?xml version="1.0" encoding="UTF-8"?><HealthData locale="ja_JP">${records.join('\n')}</HealthData>`
  const residentId = await aResident(city)
  await deposit(city, residentId, bytes('export.xml', Buffer.from(text)))
  await agree(city, residentId, use)
  return residentId
}

/** All that was ever received. */
const received: Line[] = []

/** Reads, while something happens as the first lines leave; returns the lines. */
async function read(use: Use, happen: () => Promise<unknown> = () => Promise.resolve()) {
  let text = ''
  let happened = false
  await readAsCompany(city, use, {
    onWrite: async (lines) => {
      text += lines
      if (happened) return
      happened = true
      await happen()
    },
  })
  const lines = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Line)
  received.push(...lines)
  return lines
}

const page = { before: null, limit: 10 }

describe('A stop in the middle of a delivery', () => {
  const stops: [string, { steps: number; weights: number }, ItemCode[] | null, object[]][] = [
    [
      'of an item that has not begun',
      { steps: 500, weights: 20 },
      ['body.weight'],
      [{ item: 'activity.steps', days: 500, takenBack: 0 }],
    ],
    [
      'of the whole use, within an item',
      { steps: 510, weights: 20 },
      null,
      [{ item: 'activity.steps', days: 500, takenBack: 0 }],
    ],
    [
      'of an item of which some days have left',
      { steps: 480, weights: 40 },
      ['body.weight'],
      [
        { item: 'activity.steps', days: 480, takenBack: 0 },
        { item: 'body.weight', days: 20, takenBack: 0 },
      ],
    ],
  ]
  it.each(stops)('%s leaves a record of what really left, item by item', async (_, counts, items, given) => {
    const use = await aUse(city, await aVendor(city))
    const residentId = await aResidentWith(use, counts)
    const lines = await read(use, () => withdrawConsent(city, by(residentId), { useId: use.useId, items }))
    const [entry] = await historyOf(city, residentId, page)
    expect(entry).toMatchObject({ outcome: 'held-back', recordCount: 500, given })
    expect(entry).toHaveProperty('given.length', given.length)
    expect(lines.filter(({ type }) => type === 'record')).toHaveLength(500)
    expect(lines.at(-1)).toMatchObject({ type: 'end', records: 500 })
  })

  it('is not told to the company for an item it has never received', async () => {
    const use = await aUse(city, await aVendor(city))
    const residentId = await aResidentWith(use, { steps: 500, weights: 20 })
    await read(use, () => withdrawConsent(city, by(residentId), { useId: use.useId, items: ['body.weight'] }))
    await stop(city, by(residentId), { useId: use.useId, items: null })
    const told = (await read(use)).filter(({ type }) => type === 'stopped')
    expect(told.map(({ items }) => items)).toEqual([['activity.steps']])
  })
})

describe('A company that takes its time', () => {
  it('hears of a stop also within one look', async () => {
    const use = await aUse(city, await aVendor(city))
    const residentId = await aResidentWith(use, { steps: 480, weights: 2 })
    let stopped: ReturnType<typeof stop> | undefined
    const lines = await read(use, async () => {
      stopped = stop(city, by(residentId), { useId: use.useId, items: null })
      await sleep(freshMs + 100)
    })
    expect(await stopped).toMatchObject({ stillUnderWay: [{}] })
    const count = lines.filter(({ type }) => type === 'record').length
    expect(count).toBeGreaterThan(0)
    expect(count).toBeLessThan(240)
    const [entry] = await historyOf(city, residentId, page)
    expect(entry).toMatchObject({ outcome: 'held-back', recordCount: count })
  })

  it('receives every day once when nobody stops', async () => {
    const use = await aUse(city, await aVendor(city))
    const residentId = await aResidentWith(use, { steps: 480, weights: 2 })
    const lines = await read(use, () => sleep(freshMs + 100))
    const records = lines.filter(({ type }) => type === 'record')
    expect(new Set(records.map(({ id }) => id)).size).toBe(482)
    expect(records).toHaveLength(482)
    const [entry] = await historyOf(city, residentId, page)
    expect(entry).toMatchObject({ outcome: 'delivered', recordCount: 482 })
  })
})

describe('A delivery that nothing held back', () => {
  it('has given what was announced', async () => {
    const use = await aUse(city, await aVendor(city))
    const residentId = await aResidentWith(use, { steps: 3, weights: 2 })
    await read(use)
    const [entry] = await historyOf(city, residentId, page)
    if (entry?.kind !== 'provision') throw new Error('not recorded')
    expect(entry.outcome).toBe('delivered')
    expect(entry.given).toEqual(entry.items)
  })

  it('counts as having given everything when its process died', async () => {
    const use = await aUse(city, await aVendor(city))
    const residentId = await aResidentWith(use, { steps: 500, weights: 2 })
    await read(use, () => withdrawConsent(city, by(residentId), { useId: use.useId, items: null }))
    await city.database.query(
      `insert into exchange.sendings (resident_id, sending_id, provision_id, process_id, opened_at)
       select resident_id, $2, provision_id, $3, opened_at from exchange.provisions where resident_id = $1`,
      [residentId, newId<Id<'sending'>>(), newId<Id<'process'>>()],
    )
    const [entry] = await historyOf(city, residentId, page)
    if (entry?.kind !== 'provision') throw new Error('not recorded')
    expect([entry.outcome, entry.recordCount]).toEqual(['delivered', null])
    expect(entry.given).toEqual(entry.items)
  })
})

it('The book of all these deliveries misses no line, and claims nothing that never came', async () => {
  expect(await checkBook(city, received)).toMatchObject({ wrong: [], neverCame: [], leftOpen: 1 })
})
