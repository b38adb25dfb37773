import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { agree, aResident, aUse, by, deposit, settled, stepsFile } from '../../test/support/city.ts'
import { registerTestCompany, tokenOf } from '../../test/support/http-company.ts'
import { CapturedLog, createTestApp } from '../../test/support/http.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { addOpenIdRoutes } from '../identity/index.ts'
import { inTransaction } from '../platform/database/index.ts'
import { addExchangeRoutes } from './routes.ts'
import { stop } from './stop.ts'
import { lockKey } from './delivery-store.ts'

let city: TestTenant
beforeAll(async () => {
  city = await createTestTenant()
})
afterAll(() => city.close())

const waiting = `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`

describe('Many reads that wait for each other', () => {
  it('leave a resident who stops a connection, and are answered afterwards', async () => {
    const company = await registerTestCompany(city)
    const use = await aUse(city, company.vendor)
    const residentId = await aResident(city)
    await deposit(city, residentId, stepsFile({ '2026-11-01': 4_000 }))
    await agree(city, residentId, use)
    await settled(city)
    const app = await createTestApp([city])
    await addOpenIdRoutes(app, new CapturedLog().log)
    addExchangeRoutes(app)
    const [host = ''] = city.hosts
    const token = await tokenOf(app, host, company)
    const key = 'one-key-for-all'
    const ask = () =>
      app.inject({
        url: `/exchange/v1/records?use=${use.useId}&reasonCode=monthly-advice`,
        headers: { host, authorization: `Bearer ${token}`, 'idempotency-key': key },
      })
    // The first of them, which takes its time: the others wait for it, each on a connection.
    const reads = await inTransaction(city.database, async (client) => {
      await lockKey(client, company.vendor.vendorId, createHash('sha256').update(key).digest())
      const asked = Array.from({ length: 30 }, ask)
      while ((await city.database.query(waiting)).rowCount === 0) await sleep(10)
      await sleep(200)
      const stopped = await stop(city, by(residentId), { useId: use.useId, items: null })
      expect(stopped).toMatchObject({ ok: true, stillUnderWay: [] })
      return [Promise.all(asked)]
    })
    const answers = await reads[0]!
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array(30).fill(200))
    expect(answers.filter(({ body }) => body.includes('"type":"record"'))).toEqual([])
    await app.close()
  })
})
