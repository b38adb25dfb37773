import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aResident, agree, aUse, aVendor, deposit, stepsFile } from '../../test/support/city.ts'
import { readAsCompany } from '../../test/support/company-reads.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { addDays, localDayOf } from '../kernel/index.ts'
import type { Pool } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import type { ResidentId } from '../residents/index.ts'
import { daysAtMost } from '../vault/index.ts'
import { historyOf } from './history.ts'
import { loadPerLook } from './looks.ts'

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
    const resident = await aResidentWithManyDays(daysAtMost + 1)
    await agree(city, resident, use)
    await expect(readAsCompany(city, use)).rejects.toThrow('more days than one delivery takes')
    expect(await historyOf(city, resident, { before: null, limit: 10 })).toEqual([])
  })
})

/** The same city, where it is written down how many envelopes each look at bodies takes into memory. */
function withLooksCounted(tenant: Tenant, looks: number[]): Tenant {
  const connect = async () => {
    const client = await tenant.database.connect()
    const query = async (text: string, values?: unknown[]) => {
      const result = await client.query(text, values)
      if (text.includes('envelope.body')) looks.push(result.rowCount ?? 0)
      return result
    }
    return { query, release: () => client.release() }
  }
  const query: Pool['query'] = tenant.database.query.bind(tenant.database)
  return { ...tenant, database: { connect, query } as unknown as pg.Pool }
}

describe('A resident who has deposited the same days again and again', () => {
  it('is read with a bounded number of envelopes at a time, and whole', async () => {
    const use = await aUse(city, await aVendor(city), { items: ['activity.steps'] })
    const resident = await aResident(city)
    const days = Array.from({ length: 450 }, (_, index) => localDayOf(addDays(city.clock.now(), -1 - index)))
    for (let time = 1; time <= 6; time += 1)
      await deposit(city, resident, stepsFile(Object.fromEntries(days.map((day) => [day, time]))))
    await agree(city, resident, use)
    const looks: number[] = []
    let text = ''
    const onWrite = (lines: string) => Promise.resolve(void (text += lines))
    await readAsCompany(withLooksCounted(city, looks), use, { onWrite })
    expect(Math.max(...looks)).toBeLessThanOrEqual(loadPerLook.envelopes)
    expect(looks.reduce((sum, count) => sum + count, 0)).toBe(6 * 450)
    expect(text.match(/"type":"record"/gu)).toHaveLength(450)
    expect(await historyOf(city, resident, { before: null, limit: 10 })).toMatchObject([
      { outcome: 'delivered', recordCount: 450 },
    ])
  })
})
