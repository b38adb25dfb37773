import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { createTestTenant, type TestTenant } from '../../../test/support/tenant.ts'
import { openPool, provisionTenant, withDatabase } from './index.ts'

const aName = () => `p${randomBytes(5).toString('hex')}`
const options = (tenant: string) => ({
  dataAdmin: inject('postgresUrl'),
  keystoreAdmin: inject('keystoreUrl'),
  tenant,
  secret: 'of the test',
})

/** `ok`, or PostgreSQL's code of why not. */
async function attempt(url: string, sql = 'select 1'): Promise<string> {
  const pool = openPool({ url, name: 'test-attempt', max: 1 })
  try {
    await pool.query(sql)
    return 'ok'
  } catch (fault) {
    return (fault as { code: string }).code
  } finally {
    await pool.end()
  }
}

const denied = '42501'

describe('Making a place for a city', () => {
  test('a second time changes nothing', async () => {
    const name = aName()
    const first = await provisionTenant(options(name))
    expect(await attempt(first.data.migrate, 'create table kept (id int)')).toBe('ok')
    expect(await provisionTenant(options(name))).toEqual(first)
    expect(await attempt(first.data.migrate, 'select from kept')).toBe('ok')
  })

  test('by four processes at once ends well for each of them', async () => {
    const name = aName()
    const made = await Promise.all([1, 2, 3, 4].map(() => provisionTenant(options(name))))
    for (const databases of made) expect(databases).toEqual(made[0])
    for (const url of Object.values(made[0]!.data)) expect(await attempt(url)).toBe('ok')
  })

  test('two cities at once end well', async () => {
    const made = await Promise.all([1, 2, 3].map(() => provisionTenant(options(aName()))))
    for (const { data, keystore } of made)
      for (const url of [data.personal, keystore.keystore]) expect(await attempt(url)).toBe('ok')
  })

  test.each(['', 'a b', "a'b", 'a"; drop database postgres', 'a_keys', 'A', 'あ', 'x'.repeat(21)])(
    'of the name %j is refused',
    async (name) => {
      await expect(provisionTenant(options(name))).rejects.toThrow('no tenant can be named')
    },
  )
})

describe('Two cities on one cluster', () => {
  let one: TestTenant
  let other: TestTenant
  beforeAll(async () => {
    one = await createTestTenant()
    other = await createTestTenant()
  })
  afterAll(async () => {
    await one.close()
    await other.close()
  })

  test.each(['data', 'keystore'] as const)('no login of one reaches the %s of the other', async (place) => {
    const database = new URL(Object.values(other.databases[place])[0]!).pathname.slice(1)
    for (const login of Object.values<string>(one.databases[place])) {
      expect(await attempt(login)).toBe('ok')
      expect(await attempt(withDatabase(login, database)), login.replace(/:[^:]*@/, '@')).toBe(denied)
    }
  })

  test('a service login can make no role, no database, no table and no temporary table', async () => {
    for (const url of [one.databases.data.personal, one.databases.keystore.keystore]) {
      for (const sql of [
        'create role stranger',
        'create database stranger',
        'create table stranger (id int)',
        'create table public.stranger (id int)',
        'create temporary table stranger (id int)',
        'create schema stranger',
        'set role postgres',
        `set role azukari_${one.id}_migrate`,
        'copy (select 1) to program $$true$$',
      ])
        expect(await attempt(url, sql), sql).toBe(denied)
    }
  })

  test('the data of one does not know the keys of the same city', async () => {
    const keys = new URL(one.databases.keystore.keystore)
    const data = new URL(one.databases.data.personal)
    expect(keys.port).not.toBe(data.port)
    const across = new URL(one.databases.data.personal)
    across.port = keys.port
    across.pathname = keys.pathname
    expect(['28P01', '28000']).toContain(await attempt(across.href))
  })
})
