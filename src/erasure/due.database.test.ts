import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aResident, by, deposit, stepsFile } from '../../test/support/city.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { addDays, localDayOf, startOfDay } from '../kernel/index.ts'
import { inTransaction } from '../platform/database/index.ts'
import { changeLife, findResident, saidByResident, standsOf, type ResidentId } from '../residents/index.ts'
import { holdingsOf } from '../vault/index.ts'
import { eraseDue, eraseEverything } from './index.ts'

let city: TestTenant
beforeAll(async () => {
  city = await createTestTenant()
})
afterAll(() => city.close())

const never = new AbortController().signal
const hour = 60 * 60_000

const change = (residentId: ResidentId, what: 'left' | 'came-back') =>
  inTransaction(city.database, (client) => changeLife(city, client, residentId, what, saidByResident))

async function oneWhoLeft(): Promise<ResidentId> {
  const residentId = await aResident(city)
  await deposit(city, residentId, stepsFile({ '2026-11-20': 4_000 }))
  await change(residentId, 'left')
  return residentId
}

describe('Whoever has left', () => {
  it('is erased an hour after their last day is over, not before, and once', async () => {
    const residentId = await oneWhoLeft()
    const over = addDays(startOfDay(localDayOf(city.clock.now())), 31)
    city.clock.set(new Date(over.getTime() + hour - 1))
    expect(await eraseDue(city, never)).toBe(0)
    expect(await holdingsOf(city, residentId)).toHaveLength(1)
    city.clock.advance(1)
    expect(await eraseDue(city, never)).toBe(1)
    expect(await findResident(city, residentId)).toBeUndefined()
    expect(await standsOf(city.database, residentId)).toEqual({ standing: 'erased', eraseAt: null })
    expect(await eraseDue(city, never)).toBe(0)
  })

  it('and came back is not erased', async () => {
    const residentId = await oneWhoLeft()
    await change(residentId, 'came-back')
    city.clock.advance(400 * 24 * hour)
    expect(await eraseDue(city, never)).toBe(0)
    expect(await findResident(city, residentId)).toBeDefined()
  })

  it('and erased everything before is due no more, whatever was broken off', async () => {
    const residentId = await oneWhoLeft()
    await eraseEverything(city, by(residentId))
    expect(await standsOf(city.database, residentId)).toMatchObject({ standing: 'erased' })
    const other = await oneWhoLeft()
    await city.keys.destroy(other, ['values', 'identity'])
    city.clock.advance(31 * 24 * hour)
    expect(await eraseDue(city, never)).toBe(1)
    expect(await eraseDue(city, never)).toBe(0)
  })
})
