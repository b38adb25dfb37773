import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestTenant, type TestTenant } from '../../../test/support/tenant.ts'
import { openPool } from './pool.ts'
import { inTransaction } from './transaction.ts'

let city: TestTenant
beforeAll(async () => {
  city = await createTestTenant()
})
afterAll(() => city.close())

describe('A connection that is cut between two statements of a transaction', () => {
  it('fails that transaction, and neither the process nor the next one', async () => {
    const pool = openPool({ url: city.databases.data.personal, name: 'test-cut', max: 1 })
    try {
      const cut = inTransaction(pool, async (client) => {
        const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
        const owner = openPool({ url: city.databases.data.personal, name: 'test-cutter', max: 1 })
        await owner.query('select pg_terminate_backend($1)', [rows[0]?.pid])
        await owner.end()
        await sleep(100)
        await client.query('select 1')
      })
      await expect(cut).rejects.toThrow()
      expect((await pool.query<{ one: number }>('select 1 as one')).rows).toEqual([{ one: 1 }])
    } finally {
      await pool.end()
    }
  })
})

describe('A statement that takes longer than the service has patience', () => {
  it('fails, and the connection is good for the next', async () => {
    const url = city.databases.data.personal
    const pool = openPool({ url, name: 'test-patience', max: 1, patienceMs: 100 })
    try {
      await expect(pool.query('select pg_sleep(60)')).rejects.toMatchObject({ code: '57014' })
      expect((await pool.query<{ one: number }>('select 1 as one')).rows).toEqual([{ one: 1 }])
    } finally {
      await pool.end()
    }
  })
})
