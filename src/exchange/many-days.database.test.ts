import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aResident, agree, aUse, aVendor, deposit, settled, stepsFile } from '../../test/support/city.ts'
import { readAsCompany } from '../../test/support/company-reads.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import type { ResidentId } from '../residents/index.ts'
import { daysOfOneResident } from './announce.ts'
import { historyOf } from './history.ts'

let city: TestTenant
beforeAll(async () => {
  city = await createTestTenant()
})
afterAll(() => city.close())

async function aResidentWithManyDays(count: number): Promise<ResidentId> {
  const resident = await aResident(city)
  await city.database.query(
    `insert into vault.days (resident_id, item, day, live, appeared_xid, changed_xid)
     select $1, 'activity.steps', '1970-01-01'::date + day, true, pg_current_xact_id(), pg_current_xact_id()
       from generate_series(1, $2) as day`,
    [resident, count],
  )
  return resident
}

describe('A resident with more days than one delivery takes', () => {
  it('is not cut short without a word: the delivery fails, and nothing is said to have been given', async () => {
    const use = await aUse(city, await aVendor(city), { items: ['activity.steps'] })
    const resident = await aResidentWithManyDays(daysOfOneResident + 1)
    await agree(city, resident, use)
    await settled(city)
    await expect(readAsCompany(city, use)).rejects.toThrow('more days than one delivery takes')
    expect(await historyOf(city, resident, { before: null, limit: 10 })).toEqual([])
  })
})
