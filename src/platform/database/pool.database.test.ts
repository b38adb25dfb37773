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

describe('A statement with parameters', () => {
  it('is planned once for each connection, and answers for whatever it is given', async () => {
    const pool = openPool({ url: city.databases.data.personal, name: 'test-prepared', max: 1 })
    try {
      const ask = (given: string) => pool.query<{ said: string }>('select $1::text as said', [given])
      for (const given of ['one', 'two', 'three']) expect((await ask(given)).rows).toEqual([{ said: given }])
      await pool.query('select 1')
      const { rows } = await pool.query(
        'select statement, generic_plans + custom_plans as runs from pg_prepared_statements',
      )
      expect(rows).toEqual([{ statement: 'select $1::text as said', runs: '3' }])
    } finally {
      await pool.end()
    }
  })

  it('may fail without spoiling the next', async () => {
    const pool = openPool({ url: city.databases.data.personal, name: 'test-prepared', max: 1 })
    try {
      const divide = (by: number) => pool.query<{ result: number }>('select 6 / $1::int as result', [by])
      await expect(divide(0)).rejects.toMatchObject({ code: '22012' })
      expect((await divide(2)).rows).toEqual([{ result: 3 }])
    } finally {
      await pool.end()
    }
  })
})
