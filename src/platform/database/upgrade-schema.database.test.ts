import { randomBytes } from 'node:crypto'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, inject, test } from 'vitest'
import {
  inTransaction,
  migrate,
  openPool,
  pendingMigrations,
  upgradeSchema,
  withDatabase,
  type Pool,
} from './index.ts'

let admin: Pool
let pool: Pool
let url: string
let name: string
let folder: string

beforeEach(async () => {
  name = `upgrades_${randomBytes(5).toString('hex')}`
  admin = openPool({ url: withDatabase(inject('postgresUrl'), 'postgres'), name: 'test-admin', max: 1 })
  url = withDatabase(inject('postgresUrl'), name)
  folder = await mkdtemp(join(tmpdir(), 'azukari-migrations-'))
  await file('000001_first.sql', 'create table a (id int); insert into a values (1)')
})
afterEach(async () => {
  await pool.end()
  await admin.query(`drop database if exists ${name} with (force)`)
  await admin.end()
  await rm(folder, { recursive: true })
})

const file = (fileName: string, sql: string) => writeFile(join(folder, fileName), sql)
const directory = () => pathToFileURL(`${folder}/`)
const pending = async () => (await pendingMigrations(url, directory())).map((one) => [one.name, one.breaking])

async function made(): Promise<void> {
  await admin.query(`create database ${name}`)
  pool = openPool({ url, name: 'test', max: 4 })
  expect(await migrate(url, directory())).toMatchObject({ ok: true })
}

describe('An upgrade', () => {
  test('knows what it would do before there is a database, and changes nothing by asking', async () => {
    expect(await pending()).toEqual([['000001_first.sql', false]])
    await made()
    await file('000002_second.sql', '--! breaking\nalter table a add b int')
    expect(await pending()).toEqual([['000002_second.sql', true]])
    expect(await pending()).toEqual([['000002_second.sql', true]])
    expect(await upgradeSchema(url, directory())).toEqual({ ok: true, applied: ['000002_second.sql'] })
    expect(await pending()).toEqual([])
    expect(await upgradeSchema(url, directory())).toEqual({ ok: true, applied: [] })
  })

  test('waits for a table that is in use, and holds nobody up for longer than a second or so', async () => {
    await made()
    await file('000002_second.sql', 'alter table a add b int not null default 7')
    const applied: string[] = []
    const inUse = inTransaction(pool, async (client) => {
      await client.query('select from a')
      await sleep(4_000)
      expect(applied).toEqual([])
    })
    await sleep(100)
    const upgraded = upgradeSchema(url, directory(), (one) => applied.push(one))
    const waits: number[] = []
    for (let tried = 0; tried < 30; tried += 1) {
      const began = performance.now()
      await pool.query('select from a')
      waits.push(performance.now() - began)
      await sleep(100)
    }
    await inUse
    expect(await upgraded).toEqual({ ok: true, applied: ['000002_second.sql'] })
    expect(Math.max(...waits)).toBeLessThan(2_500)
    expect((await pool.query('select b from a')).rows).toEqual([{ b: 7 }])
  })

  test('keeps what it has done when a change fails, and nothing of that one', async () => {
    await made()
    await file('000002_second.sql', 'create table b (id int)')
    await file('000003_third.sql', 'create table c (id int); select 1 / 0')
    await expect(upgradeSchema(url, directory())).rejects.toThrow('division by zero')
    expect(await pending()).toEqual([['000003_third.sql', false]])
    const { rows } = await pool.query(`select to_regclass('b') is null as b, to_regclass('c') is null as c`)
    expect(rows).toEqual([{ b: false, c: true }])
  })

  test('begun by three at once is done once', async () => {
    await made()
    await file('000002_second.sql', 'insert into a values (2); select pg_sleep(0.2)')
    const outcomes = await Promise.all([1, 2, 3].map(() => upgradeSchema(url, directory())))
    expect(outcomes.map((one) => (one.ok ? one.applied.length : -1)).sort()).toEqual([0, 0, 1])
    expect((await pool.query('select from a')).rowCount).toBe(2)
  })

  test('is refused by a database that a newer version has changed, and by a file that was edited', async () => {
    await made()
    await file('000001_first.sql', 'create table other (id int)')
    expect(await upgradeSchema(url, directory())).toMatchObject({ because: 'migration-changed' })
    await pool.query(`update platform.migrations set number = 9, breaking = true`)
    expect(await upgradeSchema(url, directory())).toMatchObject({ because: 'database-is-newer' })
  })
})
