import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aResident, agree, aUse, aVendor, by, deposit, stepsFile } from '../../test/support/city.ts'
import { openRead } from '../../test/support/company-reads.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import type { Pool } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import type { Use } from '../review/index.ts'
import { deliver } from './deliver.ts'
import { historyOf } from './history.ts'
import { drainMs, stop } from './stop.ts'

let city: TestTenant
beforeAll(async () => {
  city = await createTestTenant()
})
afterAll(() => city.close())

/** The same city over connections that break just after the database has committed, before its answer is here. */
function withLostCommits(tenant: Tenant): Tenant {
  const connect = async () => {
    const client = await tenant.database.connect()
    const query = async (text: string, values?: unknown[]) => {
      const result = await client.query(text, values)
      if (text === 'commit') throw new Error('connection lost')
      return result
    }
    return { query, release: () => client.release() }
  }
  const query: Pool['query'] = tenant.database.query.bind(tenant.database)
  return { ...tenant, database: { connect, query } as unknown as pg.Pool }
}

async function readWith(tenant: Tenant, use: Use): Promise<string> {
  const opened = await openRead(city, use)
  if (!opened.ok) throw new Error(opened.because)
  let text = ''
  const write = (lines: string) => Promise.resolve(void (text += lines))
  await deliver(tenant, opened, null, { write })
  return text
}

describe('An announcement whose commit was answered by silence', () => {
  it('is closed as not delivered, delays no stop, and makes the company no holder', async () => {
    const use = await aUse(city, await aVendor(city))
    const resident = await aResident(city)
    await deposit(city, resident, stepsFile({ '2026-11-01': 4_000 }))
    await agree(city, resident, use)
    await expect(readWith(withLostCommits(city), use)).rejects.toThrow('connection lost')

    const page = { before: null, limit: 10 }
    expect(await historyOf(city, resident, page)).toMatchObject([
      { kind: 'provision', outcome: 'not-delivered', recordCount: 0 },
    ])
    const since = performance.now()
    expect(await stop(city, by(resident), { useId: use.useId, items: null })).toMatchObject({
      ok: true,
      stillUnderWay: [],
    })
    expect(performance.now() - since).toBeLessThan(drainMs)
    // The company has never received anything of this resident: it is told nothing of the stop.
    expect(await readWith(city, use)).not.toContain('stopped')
    expect(await historyOf(city, resident, page)).toHaveLength(1)
  })
})
