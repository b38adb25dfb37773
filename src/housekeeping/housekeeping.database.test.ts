import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { z } from 'zod'
import { anImport, aResident, bytes } from '../../test/support/city.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { findSession, startSession } from '../identity/index.ts'
import { openPool, type Pool } from '../platform/database/index.ts'
import { enqueue, prepareJobs, startJobs, type Jobs } from '../platform/jobs/index.ts'
import { createLog } from '../platform/log.ts'
import { findDeposit, previewHours } from '../vault/index.ts'
import { housekeeping } from './index.ts'

let tenant: TestTenant
let owner: Pool
let jobs: Jobs

beforeAll(async () => {
  tenant = await createTestTenant()
  await prepareJobs(tenant.databases.data.migrate)
  owner = openPool({ url: tenant.databases.data.migrate, name: 'test-owner', max: 1 })
  const connection = tenant.databases.data.jobs
  // Its tasks, without waiting for the clock.
  jobs = startJobs({ ...housekeeping(tenant), schedule: [], tenant, connection, log: createLog('silent') })
})
afterAll(async () => {
  await jobs.stop()
  await owner.end()
  await tenant.close()
})

async function done(task: string): Promise<void> {
  await enqueue(tenant.database, { name: task, payload: z.strictObject({}) }, {})
  await vi.waitFor(
    async () => {
      const { rowCount } = await owner.query('select from graphile_worker.jobs')
      expect(rowCount).toBe(0)
    },
    { timeout: 15_000, interval: 50 },
  )
}

async function count(table: string): Promise<number> {
  const { rows } = await owner.query<{ count: number }>(`select count(*)::int as count from ${table}`)
  return rows[0]?.count ?? Number.NaN
}

test('Every task of the service is in the list of the database, and no other', async () => {
  const { rows } = await owner.query<{ name: string }>('select name from platform.job_tasks')
  const names = housekeeping(tenant).tasks.map(({ name }) => name)
  expect(rows.map(({ name }) => name).sort()).toEqual([...names].sort())
})

describe('A deposit nobody confirmed', () => {
  test('vanishes with what lay staged when its time is over by the city’s clock, and not before', async () => {
    const residentId = await aResident(tenant)
    const importId = await anImport(tenant, residentId, bytes('file.csv', Buffer.from('a')))
    await owner.query(
      `insert into vault.staged_envelopes (resident_id, envelope_id, import_id, item, source, day, count, body)
       values ($1, $2, $3, 'activity.steps', 'watch', '2026-11-01', 1, '')`,
      [residentId, randomUUID(), importId],
    )
    tenant.clock.advance(previewHours * 60 * 60 * 1000 - 1)
    await done('expire-deposits')
    expect(await findDeposit(tenant, residentId, importId)).toMatchObject({ state: 'reading' })
    expect(await count('vault.staged_envelopes')).toBe(1)

    tenant.clock.advance(1)
    await done('expire-deposits')
    expect(await findDeposit(tenant, residentId, importId)).toMatchObject({ state: 'refused' })
    expect(await count('vault.staged_envelopes')).toBe(0)
  })

  test('is one of more than a round holds, and all of them vanish', async () => {
    const residentId = await aResident(tenant)
    await owner.query(
      `insert into vault.imports (resident_id, import_id, state, bytes_total, created_at, expires_at)
       select $1, gen_random_uuid(), 'preview', 1, $2, $2 from generate_series(1, 250)`,
      [residentId, tenant.clock.now()],
    )
    await done('expire-deposits')
    const { rowCount } = await owner.query(`select from vault.imports where state in ('reading', 'preview')`)
    expect(rowCount).toBe(0)
  })
})

describe('What has run out by the real clock', () => {
  test('is forgotten; what still runs is kept', async () => {
    const residentId = await aResident(tenant)
    const live = await startSession(tenant, residentId, 'demo')
    await owner.query(
      `insert into identity.sessions (session_hash, resident_id, created_at, last_seen_at, expires_at)
       select sha256('old'), resident_id, created_at, last_seen_at, now() - interval '1 second' from identity.sessions`,
    )
    await owner.query(
      `insert into identity.oidc_documents (model, id_hash, document, expires_at) values
       ('AccessToken', sha256('old'), '{}', now() - interval '1 second'),
       ('AccessToken', sha256('new'), '{}', now() + interval '1 hour')`,
    )
    await done('forget-expired')
    expect(await findSession(tenant, live)).toMatchObject({ residentId })
    expect(await count('identity.sessions')).toBe(1)
    expect(await count('identity.oidc_documents')).toBe(1)
  })

  test('is a process silent for an hour, not one silent for less', async () => {
    const rows = [
      [randomUUID(), '61 minutes'],
      [randomUUID(), '59 minutes'],
    ] as const
    for (const [id, ago] of rows)
      await owner.query(`insert into platform.processes values ($1, 'test', now() - $2::interval)`, [id, ago])
    await done('forget-dead-processes')
    const { rows: left } = await owner.query<{ id: string }>(
      'select process_id as id from platform.processes',
    )
    expect(left.map(({ id }) => id).sort()).toEqual([tenant.processId, rows[1][0]].sort())
  })
})
