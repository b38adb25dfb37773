import { setTimeout as sleep } from 'node:timers/promises'
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import type { Queryable } from './database/index.ts'
import { ProcessLease } from './process-lease.ts'

let city: TestTenant
beforeAll(async () => {
  city = await createTestTenant()
})
afterAll(() => city.close())

describe('A process that ends', () => {
  it('leaves no lease behind, though a renewal was on its way', async () => {
    const processId = randomUUID()
    const renewing = Promise.withResolvers<undefined>()
    let isSlow = false
    const slowly: Queryable = {
      async query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]) {
        if (isSlow && text.includes('update')) {
          renewing.resolve(undefined)
          await sleep(300)
        }
        return city.database.query<Row>(text, values)
      },
    }
    const lease = new ProcessLease(slowly, processId, 'test')
    await lease.start()
    expect(lease.held(lease.term())).toBe(true)
    isSlow = true
    await renewing.promise
    await lease.stop()
    await sleep(500)
    expect(lease.held(lease.term())).toBe(false)
    const rows = await city.database.query('select from platform.processes where process_id = $1', [
      processId,
    ])
    expect(rows.rowCount).toBe(0)
  })
})

describe('A process whose row is gone, because the database is another one now', () => {
  it('holds no lease any more, however often it asks, and is told', async () => {
    const processId = randomUUID()
    const lease = new ProcessLease(city.database, processId, 'test')
    await lease.start()
    expect(lease.held(lease.term())).toBe(true)
    await city.database.query('delete from platform.processes where process_id = $1', [processId])
    await lease.forgotten
    expect(lease.held(lease.term())).toBe(false)
    await sleep(1_500)
    expect(lease.held(lease.term())).toBe(false)
    const rows = await city.database.query('select from platform.processes where process_id = $1', [
      processId,
    ])
    expect(rows.rowCount).toBe(0)
    await lease.stop()
  })
})
