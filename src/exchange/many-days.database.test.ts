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

async function aResidentWithManyDays(count: number, item = 'activity.steps'): Promise<ResidentId> {
  const resident = await aResident(city)
  await city.database.query(
    `insert into vault.days (resident_id, item, day, live, appeared_xid, changed_xid)
     select $1, $3, '1970-01-01'::date + day, true, pg_current_xact_id(), pg_current_xact_id()
       from generate_series(1, $2) as day`,
    [resident, count, item],
  )
  return resident
}

describe('A resident with more days than one delivery takes', () => {
  it('does not come to be: the deposit that would make it so is refused, and leaves nothing', async () => {
    const resident = await aResidentWithManyDays(daysAtMost - 1, 'body.weight')
    await deposit(city, resident, stepsFile({ '2026-11-01': 1 }))
    await expect(deposit(city, resident, stepsFile({ '2026-11-02': 1 }))).rejects.toThrow('too-many-days')
    await deposit(city, resident, stepsFile({ '2026-11-01': 2 }))
    const { rows } = await city.database.query<{ days: number }>(
      'select count(*)::int as days from vault.days where resident_id = $1',
      [resident],
    )
    expect(rows).toEqual([{ days: daysAtMost }])
  })

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
