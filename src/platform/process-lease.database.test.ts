import { setTimeout as sleep } from 'node:timers/promises'
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { bringBackYesterday, keepYesterday } from '../../test/support/yesterday.ts'
import { openPool, type Queryable } from './database/index.ts'
import { otherVersions, ProcessLease } from './process-lease.ts'

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
    const lease = new ProcessLease(slowly, processId, 'test', () => Promise.resolve(true))
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

describe('A process', () => {
  const heldBy = (lease: ProcessLease) => vi.waitFor(() => expect(lease.held(lease.term())).toBe(true), 4_000)

  it('holds no lease before it is admitted, and asks until it is', async () => {
    let admitted = false
    const lease = new ProcessLease(city.database, randomUUID(), 'test', () => Promise.resolve(admitted))
    await lease.start()
    expect(lease.held(lease.term())).toBe(false)
    await sleep(1_500)
    expect(lease.held(lease.term())).toBe(false)
    admitted = true
    await heldBy(lease)
    await lease.stop()
  })

  it('survives that its database is lost while it asks to be admitted, and asks again', async () => {
    let isLost = false
    const losing: Queryable = {
      query: <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) =>
        isLost && !text.includes('update') && !text.includes('insert')
          ? Promise.reject(new Error('Connection terminated unexpectedly'))
          : city.database.query<Row>(text, values),
    }
    let admitted = false
    const lease = new ProcessLease(losing, randomUUID(), 'test', () => Promise.resolve(admitted))
    await lease.start()
    isLost = true
    await sleep(1_500)
    expect(lease.held(lease.term())).toBe(false)
    admitted = true
    isLost = false
    await heldBy(lease)
    // What nobody waited for would end the process, as it ends this run of the tests.
    await lease.stop()
  })

  it('that will never be admitted is told to end, and asks no more', async () => {
    let asked = 0
    const never = () => Promise.resolve((asked += 1) > 0 && ('never' as const))
    const lease = new ProcessLease(city.database, randomUUID(), 'test', never)
    await lease.start()
    await expect(lease.forgotten).resolves.toBeUndefined()
    await sleep(1_500)
    expect([lease.held(lease.term()), asked]).toEqual([false, 1])
    await lease.stop()
  })

  it('says its version, by which an upgrade names those of others', async () => {
    const lease = new ProcessLease(city.database, randomUUID(), 'test', () => Promise.resolve(true), {
      version: '1.2.3',
    })
    await lease.start()
    const one = { service: 'test', version: '1.2.3', processes: 1 }
    expect(await otherVersions(city.database, '1.2.4')).toContainEqual(one)
    expect(await otherVersions(city.database, '1.2.3')).not.toContainEqual(one)
    await lease.stop()
  })

  it('loses it when another database takes the place of its own, until that one is admitted', async () => {
    const other = await createTestTenant()
    const processId = randomUUID()
    // Yesterday's database, as a disk that is copied whole would have it, knows of this very process.
    await other.database.query(`insert into platform.processes values ($1, 'test', now())`, [processId])
    await other.letGo()
    await keepYesterday(other, ['data'])
    const pool = openPool({
      url: other.databases.data.personal,
      name: 'test-lease',
      max: 1,
      onIdleError: () => undefined,
    })
    const asked: boolean[] = []
    let admitted = true
    const lease = new ProcessLease(pool, processId, 'test', () => {
      asked.push(admitted)
      return Promise.resolve(admitted)
    })
    await lease.start()
    const term = lease.term()
    expect([lease.held(term), asked]).toEqual([true, [true]])
    admitted = false
    await bringBackYesterday(other, ['data'])
    await vi.waitFor(() => expect(asked).toContain(false), 10_000)
    expect(lease.held(lease.term())).toBe(false)
    admitted = true
    await heldBy(lease)
    expect(lease.held(term)).toBe(false)
    await lease.stop()
    await pool.end()
  })
})

describe('A process asks anew to be admitted', () => {
  const changes: [what: string, sql: string][] = [
    ['rows were loaded into the living database', 'truncate platform.stop_journal'],
    ['its own table was written anew', 'vacuum full platform.processes'],
    [
      'a change was made that an older program cannot survive',
      `insert into platform.migrations (number, name, sha256, breaking) values (999999, 'x', '', true)`,
    ],
  ]
  it('not because there is a table more', async () => {
    let asked = 0
    const lease = new ProcessLease(city.database, randomUUID(), 'test', () => {
      asked += 1
      return Promise.resolve(true)
    })
    await lease.start()
    const owner = openPool({ url: city.databases.data.migrate, name: 'test-owner', max: 1 })
    await owner.query(
      'create table platform.one_more (); alter table platform.processes add column more int default 1',
    )
    await sleep(2_500)
    expect([asked, lease.held(lease.term())]).toEqual([1, true])
    await owner.query('drop table platform.one_more; alter table platform.processes drop column more')
    await owner.end()
    await lease.stop()
  })

  it.each(changes)('when %s', async (_, sql) => {
    let asked = 0
    const lease = new ProcessLease(city.database, randomUUID(), 'test', () => {
      asked += 1
      return Promise.resolve(asked === 1)
    })
    await lease.start()
    const owner = openPool({ url: city.databases.data.migrate, name: 'test-owner', max: 1 })
    await owner.query(sql)
    await owner.end()
    await vi.waitFor(() => expect(asked).toBeGreaterThan(1), 4_000)
    expect(lease.held(lease.term())).toBe(false)
    await lease.stop()
  })
})

describe('A process whose server goes back to an earlier moment, with all that runs in it', () => {
  it('asks anew: numbers of transactions only ever grow', async () => {
    let back = 0n
    const goingBack: Queryable = {
      async query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]) {
        const result = await city.database.query<Row>(text, values)
        for (const row of result.rows as { xid?: string }[])
          if (row.xid !== undefined) row.xid = String(BigInt(row.xid) - back)
        return result
      },
    }
    let asked = 0
    const lease = new ProcessLease(goingBack, randomUUID(), 'test', () => {
      asked += 1
      return Promise.resolve(asked === 1)
    })
    await lease.start()
    await sleep(2_500)
    expect([asked, lease.held(lease.term())]).toEqual([1, true])
    // Further than other tests go on meanwhile: they use the same numbers.
    back = 1_000_000n
    await vi.waitFor(() => expect(asked).toBeGreaterThan(1), 4_000)
    expect(lease.held(lease.term())).toBe(false)
    await lease.stop()
  })
})

describe('A process whose row is gone, because the database is another one now', () => {
  it('holds no lease any more, however often it asks, and is told', async () => {
    const processId = randomUUID()
    const lease = new ProcessLease(city.database, processId, 'test', () => Promise.resolve(true))
    await lease.start()
    expect(lease.held(lease.term())).toBe(true)
    await city.database.query('delete from platform.processes where process_id = $1', [processId])
    await lease.forgotten
    expect(lease.held(lease.term())).toBe(false)
    await sleep(1_500)
    const rows = await city.database.query('select from platform.processes where process_id = $1', [
      processId,
    ])
    expect([lease.held(lease.term()), rows.rowCount]).toEqual([false, 0])
    await lease.stop()
  })
})
