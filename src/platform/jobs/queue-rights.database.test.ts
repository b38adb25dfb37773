import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { createTestTenant, type TestTenant } from '../../../test/support/tenant.ts'
import { openPool, type Pool } from '../database/index.ts'
import { enqueue, prepareJobs, type JobKind } from './index.ts'

const nothing: JobKind<Record<string, never>> = { name: 'expire-deposits', payload: z.strictObject({}) }

let tenant: TestTenant
let queue: Pool

beforeAll(async () => {
  tenant = await createTestTenant()
  await prepareJobs(tenant.databases.data.migrate)
  queue = openPool({ url: tenant.databases.data.jobs, name: 'test-jobs', max: 1 })
})
afterAll(async () => {
  await queue.end()
  await tenant.close()
})

describe('The login that works the queue', () => {
  test('sees only the queue and whose processes live', async () => {
    const { rows } = await queue.query<{ name: string }>(
      `select namespace.nspname || '.' || relname as name
         from pg_class join pg_namespace namespace on namespace.oid = relnamespace
        where relkind in ('r', 'v', 'p') and nspname !~ '^pg_' and nspname not in ('information_schema', 'graphile_worker')
          and has_schema_privilege(namespace.oid, 'usage')
          and (has_table_privilege(pg_class.oid, 'select, insert, update, delete') or has_any_column_privilege(pg_class.oid, 'select, insert, update'))`,
    )
    expect(rows).toEqual([{ name: 'platform.door_job_holders' }])
  })

  test.each([
    'vault.envelopes',
    'vault.imports',
    'consent.grants',
    'identity.sessions',
    'residents.residents',
  ])('cannot read %s', async (table) => {
    await expect(queue.query(`select from ${table}`)).rejects.toMatchObject({ code: '42501' })
  })

  test.each([
    'create table graphile_worker.mine (id int)',
    'create table public.mine (id int)',
    'create schema mine',
    'alter table graphile_worker._private_jobs add column mine int',
    `insert into graphile_worker.migrations (id) values (99)`,
    `insert into platform.job_tasks (name) values ('mine')`,
    `select platform.enqueue_job('expire-deposits', '{}', null)`,
    'set role azukari_personal',
  ])('cannot %s', async (sql) => {
    await expect(queue.query(sql)).rejects.toMatchObject({ code: '42501' })
  })
})

describe('The login of the personal service', () => {
  test.each([
    'select from graphile_worker.jobs',
    'select from graphile_worker._private_jobs',
    'delete from graphile_worker._private_jobs',
    `select graphile_worker.add_job('expire-deposits', '{}')`,
    `insert into platform.job_tasks (name) values ('mine')`,
    'set role azukari_jobs',
  ])('cannot %s', async (sql) => {
    await expect(tenant.database.query(sql)).rejects.toMatchObject({ code: '42501' })
  })
})

describe('Preparing the queue', () => {
  test('again, and by two at once, changes nothing', async () => {
    await enqueue(tenant.database, nothing, {})
    await Promise.all([1, 2].map(() => prepareJobs(tenant.databases.data.migrate)))
    const { rowCount } = await queue.query('select from graphile_worker.jobs')
    expect(rowCount).toBe(1)
  })

  test('of four at once in a new city ends well for each of them', async () => {
    const fresh = await createTestTenant()
    await Promise.all([1, 2, 3, 4].map(() => prepareJobs(fresh.databases.data.migrate)))
    await enqueue(fresh.database, nothing, {})
    await fresh.close()
  })
})
