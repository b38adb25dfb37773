import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { agree, aResident, aUse, aVendor, by } from '../../test/support/city.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { addDays, dayMs, localDayOf } from '../kernel/index.ts'
import { leave } from '../leaving/index.ts'
import { dayAfter, noticesOf } from '../notices/index.ts'
import { type ResidentId } from '../residents/index.ts'
import { publishUse, type Use } from '../review/index.ts'
import { saveVendor, type Vendor } from '../vendors/index.ts'
import { grantsOf, pauseConsent, tellEndings, withdrawConsent } from './index.ts'

let city: TestTenant
let vendor: Vendor
let use: Use
let residentId: ResidentId
beforeAll(async () => {
  city = await createTestTenant()
})
afterAll(() => city.close())
beforeEach(async () => {
  vendor = await aVendor(city, { contractUntil: addDays(city.clock.now(), 800) })
  use = await aUse(city, vendor, { items: ['activity.steps', 'body.weight'] })
  residentId = await aResident(city)
  await agree(city, residentId, use)
})

const going = new AbortController().signal

async function told(): Promise<{ vendorId: string | null; day: string }[]> {
  await tellEndings(city, going)
  await tellEndings(city, going)
  const { shown } = await noticesOf(city, residentId, null)
  return shown
    .filter(({ kind }) => kind === 'consent-ending')
    .map(({ vendorId, toldAt, count }) => ({ vendorId, day: dayAfter(toldAt, count ?? Number.NaN) }))
}

async function endOf(): Promise<Date> {
  const [grant] = await grantsOf(city, residentId)
  if (!grant?.until) throw new Error('agreed to a moment ago')
  return grant.until
}

async function toDaysBeforeTheEnd(days: number): Promise<string> {
  const end = await endOf()
  city.clock.set(addDays(end, -days))
  return localDayOf(end)
}

describe('That what somebody allows ends', () => {
  it('is told 30 and 7 days before, each once, with the company and the day, of all its items together', async () => {
    const end = await endOf()
    const one = { vendorId: vendor.vendorId, day: localDayOf(end) }
    city.clock.set(new Date(end.getTime() - 30 * dayMs - 1))
    expect(await told()).toEqual([])
    city.clock.set(addDays(end, -30))
    expect(await told()).toEqual([one])
    city.clock.set(addDays(end, -8))
    expect(await told()).toEqual([one])
    city.clock.set(addDays(end, -7))
    expect(await told()).toEqual([one, one])
    city.clock.set(addDays(end, -1))
    expect(await told()).toEqual([one, one])
  })

  it('is told of each company by itself, and of each day', async () => {
    const other = await aVendor(city, { contractUntil: addDays(city.clock.now(), 800) })
    await agree(city, residentId, await aUse(city, other))
    city.clock.set(addDays(city.clock.now(), 2))
    await agree(city, residentId, await aUse(city, vendor))
    await toDaysBeforeTheEnd(20)
    const each = (await told()).map(({ vendorId, day }) => `${vendorId ?? ''} ${day}`)
    expect(new Set(each).size).toBe(3)
    expect(each).toHaveLength(3)
  })

  it('is not told of what was stopped', async () => {
    await toDaysBeforeTheEnd(40)
    await withdrawConsent(city, by(residentId), { useId: use.useId, items: null })
    await toDaysBeforeTheEnd(20)
    expect(await told()).toEqual([])
  })

  it('is told of what is paused as well, for its end goes on running', async () => {
    await toDaysBeforeTheEnd(40)
    await pauseConsent(city, by(residentId), { useId: use.useId, items: null }, null)
    await toDaysBeforeTheEnd(20)
    expect(await told()).toHaveLength(1)
  })

  it('is told once more of what was agreed to anew, when that ends', async () => {
    await toDaysBeforeTheEnd(5)
    expect(await told()).toHaveLength(1)
    await withdrawConsent(city, by(residentId), { useId: use.useId, items: null })
    await agree(city, residentId, use)
    expect(await told()).toHaveLength(1)
    const day = await toDaysBeforeTheEnd(7)
    expect((await told())[0]).toEqual({ vendorId: vendor.vendorId, day })
    expect(await told()).toHaveLength(2)
  })

  const ended: [what: string, happens: () => Promise<unknown>][] = [
    ['its terms have changed', () => publishUse(city.database, { ...use, version: 2 }, city.clock.now())],
    ['its company is suspended', () => saveVendor(city.database, { ...vendor, standing: 'suspended' })],
    ['who allowed it has left', () => leave(city, by(residentId), 'left')],
  ]
  it.each(ended)('is not told where it counts no more anyway: %s', async (_, happens) => {
    await happens()
    await toDaysBeforeTheEnd(5)
    expect(await told()).toEqual([])
  })
})
