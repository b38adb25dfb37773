import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest'
import { inTransaction, migrate, openPool, withDatabase, type Pool } from './index.ts'

let admin: Pool
let pool: Pool
let url: string
let name: string
let folder: string

beforeEach(async () => {
  name = `migrations_${randomBytes(5).toString('hex')}`
  admin = openPool({ url: withDatabase(inject('postgresUrl'), 'postgres'), name: 'test-admin', max: 1 })
  await admin.query(`create database ${name}`)
  url = withDatabase(inject('postgresUrl'), name)
  pool = openPool({ url, name: 'test', max: 2 })
  folder = await mkdtemp(join(tmpdir(), 'azukari-migrations-'))
})
afterEach(async () => {
  await pool.end()
  await admin.query(`drop database ${name}`)
  await admin.end()
  await rm(folder, { recursive: true })
})

const file = (fileName: string, sql: string) => writeFile(join(folder, fileName), sql)
const run = () => migrate(url, pathToFileURL(`${folder}/`))
async function tables(): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r' order by 1`,
  )
  return rows.map((row) => row.name)
}

describe('Migrations', () => {
  test('are applied in order, each once', async () => {
    await file('000001_first.sql', 'create table a (id int); insert into a values (1)')
    await file('000002_second.sql', 'insert into a values (2)')
    expect(await run()).toEqual({ ok: true, applied: ['000001_first.sql', '000002_second.sql'] })
    await file('000003_third.sql', 'insert into a values (3)')
    expect(await run()).toEqual({ ok: true, applied: ['000003_third.sql'] })
    expect(await run()).toEqual({ ok: true, applied: [] })
    expect((await pool.query('select id from a order by id')).rows).toEqual([{ id: 1 }, { id: 2 }, { id: 3 }])
  })

  test('started by four processes at once on an empty database are applied once', async () => {
    await file('000001_first.sql', 'create table a (id int); select pg_sleep(0.2)')
    await file('000002_second.sql', 'create table b (id int)')
    const outcomes = await Promise.all([run(), run(), run(), run()])
    expect(outcomes.every((outcome) => outcome.ok)).toBe(true)
    expect(outcomes.map((outcome) => (outcome.ok ? outcome.applied.length : -1)).sort()).toEqual([0, 0, 0, 2])
    expect(await tables()).toEqual(['a', 'b'])
  })

  test('that fail leave nothing behind, and can be mended', async () => {
    await file('000001_first.sql', 'create table a (id int)')
    await file('000002_second.sql', 'create table b (id int); select 1/0')
    await expect(run()).rejects.toThrow('division by zero')
    expect(await tables()).toEqual([])
    await file('000002_second.sql', 'create table b (id int)')
    expect(await run()).toMatchObject({ ok: true })
    expect(await tables()).toEqual(['a', 'b'])
  })

  test('are refused when a file changed after it was applied', async () => {
    await file('000001_first.sql', 'create table a (id int)')
    await run()
    await file('000001_first.sql', 'create table a (id bigint)')
    await file('000002_second.sql', 'create table b (id int)')
    expect(await run()).toEqual({ ok: false, because: 'migration-changed', migration: '000001_first.sql' })
    expect(await tables()).toEqual(['a'])
  })

  test.each([
    [
      '--! breaking\ncreate table b (id int)',
      { ok: false, because: 'database-is-newer', migration: '000002_second.sql' },
    ],
    ['-- not breaking\ncreate table b (id int)', { ok: true, applied: [] }],
    ['-- about --! breaking\ncreate table b (id int)', { ok: true, applied: [] }],
  ])('of a newer version: %j', async (sql, outcome) => {
    await file('000001_first.sql', 'create table a (id int)')
    await file('000002_second.sql', sql)
    await run()
    await rm(join(folder, '000002_second.sql'))
    expect(await run()).toEqual(outcome)
  })

  test.each([
    ['a gap', ['000001_first.sql', '000003_third.sql']],
    ['the same number twice', ['000001_first.sql', '000001_other.sql']],
    ['no beginning', ['000002_second.sql']],
    ['a number too short', ['00001_first.sql']],
    ['no number', ['first.sql']],
    ['capital letters', ['000001_First.sql']],
  ])('with %s are refused before anything is done', async (_, names) => {
    for (const one of names) await file(one, 'create table if not exists a (id int)')
    await expect(run()).rejects.toThrow('should be named')
    expect(await tables()).toEqual([])
  })
})

describe('A transaction', () => {
  beforeEach(async () => {
    await pool.query('create table a (id int unique)')
  })

  test('keeps what its work did', async () => {
    expect(
      await inTransaction(pool, async (client) => {
        await client.query('insert into a values (1)')
        return 'done'
      }),
    ).toBe('done')
    expect((await pool.query('select from a')).rowCount).toBe(1)
  })

  test('keeps nothing when its work throws, and gives the connection back', async () => {
    for (let round = 0; round < 5; round++)
      await expect(
        inTransaction(pool, async (client) => {
          await client.query('insert into a values (1)')
          throw new Error('changed my mind')
        }),
      ).rejects.toThrow('changed my mind')
    expect([(await pool.query('select from a')).rowCount, pool.idleCount]).toEqual([0, pool.totalCount])
  })

  test('never says done when a statement failed and the failure was swallowed', async () => {
    await expect(
      inTransaction(pool, async (client) => {
        await client.query('insert into a values (1)')
        await client.query('insert into a values (1)').catch(() => undefined)
      }),
    ).rejects.toThrow('rolled back')
  })

  test('whose connection is lost is not returned to the pool', async () => {
    await expect(
      inTransaction(pool, async (client) => {
        client.on('error', () => undefined)
        await admin.query('select pg_terminate_backend($1)', [
          (await client.query<{ pid: number }>('select pg_backend_pid() as pid')).rows[0]!.pid,
        ])
        await client.query('insert into a values (1)')
      }),
    ).rejects.toThrow()
    expect((await pool.query('select from a')).rowCount).toBe(0)
  })
})
