import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { aResident } from '../../../test/support/city.ts'
import { ours } from '../../../test/support/cluster-rules.ts'
import { createTestTenant, type TestTenant } from '../../../test/support/tenant.ts'
import { openPool, type Pool } from './index.ts'

let tenant: TestTenant
let owner: Pool
let service: Pool

beforeAll(async () => {
  tenant = await createTestTenant()
  owner = openPool({ url: tenant.databases.data.migrate, name: 'test-owner', max: 1 })
  service = tenant.database
})
afterAll(async () => {
  await owner.end()
  await tenant.close()
})

describe('Row security on the envelopes', () => {
  const rowsAs = async (setting: [string, string] | undefined) => {
    const client = await service.connect()
    try {
      await client.query('begin')
      if (setting) await client.query('select set_config($1, $2, true)', setting)
      const direct = await client.query('select from vault.envelopes')
      const view = await client.query('select from vault.door_envelopes')
      const removed = await client.query('delete from vault.envelopes')
      return [direct.rowCount, view.rowCount, removed.rowCount]
    } finally {
      await client.query('rollback')
      client.release()
    }
  }

  test('shows and gives up a row only to who names its resident; the gate reads', async () => {
    const [mine, other] = [await aResident(tenant), await aResident(tenant)]
    await owner.query(
      `insert into vault.imports (resident_id, import_id, state, bytes_total, created_at, expires_at)
       values ($1, $1, 'live', 1, now(), now())`,
      [mine],
    )
    await owner.query(
      `insert into vault.envelopes (resident_id, envelope_id, import_id, item, source, day, count, body)
       values ($1, $1, $1, 'activity.steps', 'watch', '2026-11-01', 1, '')`,
      [mine],
    )
    expect(await rowsAs(['azukari.resident_id', mine])).toEqual([1, 1, 1])
    expect(await rowsAs(['azukari.resident_id', other])).toEqual([0, 0, 0])
    expect(await rowsAs(['azukari.resident_id', ''])).toEqual([0, 0, 0])
    expect(await rowsAs(undefined)).toEqual([0, 0, 0])
    expect(await rowsAs(['azukari.reader', 'exchange'])).toEqual([1, 1, 0])
    expect(await rowsAs(['azukari.reader', 'statistics'])).toEqual([0, 0, 0])
  })

  test('lets nobody write an envelope for somebody else', async () => {
    const [mine, other] = [await aResident(tenant), await aResident(tenant)]
    const client = await service.connect()
    await client.query('begin')
    await client.query(`select set_config('azukari.resident_id', $1, true)`, [mine])
    await expect(
      client.query(
        `insert into vault.envelopes (resident_id, envelope_id, import_id, item, source, day, count, body)
         values ($1, $1, $1, 'activity.steps', 'watch', '2026-11-01', 1, '')`,
        [other],
      ),
    ).rejects.toMatchObject({ code: '42501' })
    await client.query('rollback')
    client.release()
  })

  test('is on every table with sealed bodies', async () => {
    const { rows } = await owner.query<{ name: string; secured: boolean }>(
      `select attrelid::regclass::text as name, relrowsecurity as secured
         from pg_attribute join pg_class on pg_class.oid = attrelid
         join pg_namespace namespace on namespace.oid = relnamespace
        where attname = 'body' and relkind = 'r' and ${ours} order by name`,
    )
    const remedy = '→ db/migrations: enable row level security where a body is sealed, and name it here'
    expect(rows, remedy).toEqual([
      { name: 'vault.envelopes', secured: true },
      { name: 'vault.staged_envelopes', secured: true },
    ])
  })
})
