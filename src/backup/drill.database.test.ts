import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { aBackedUpCity, type BackedUpCity } from '../../test/support/backed-up-city.ts'
import { aResident, agree } from '../../test/support/city.ts'
import { logEverything } from '../../test/support/whole-log.ts'
import { openPool, withDatabase, type Pool } from '../platform/database/index.ts'
import { drill } from './drill.ts'
import { manifestSecret } from './manifest-secret.ts'
import { sealOfManifest } from './manifest.ts'

let city: BackedUpCity
beforeAll(async () => {
  city = await aBackedUpCity()
})
afterAll(() => city.close())

describe('A drill', () => {
  it('says that everything holds and what would be lost, and leaves nothing behind', async () => {
    const options = await city.takeBoth()
    const there = await city.databases()
    const late = await aResident(city.tenant)
    await agree(city.tenant, late, city.use)
    const done = await drill(options)
    expect(done).toMatchObject({
      tenant: city.tenant.id,
      faults: [],
      unreadable: 0,
      opened: { identities: 4, days: 4 },
      lost: { 'residents.residents': 1, 'consent.acts': 1, 'consent.events': 2, 'consent.grants': 2 },
    })
    expect(done.restoreMs).toBeGreaterThan(0)
    expect(await city.databases()).toEqual(there)
  })

  it.each([
    [
      'a record that was changed',
      `update consent.events set until = until + interval '1 day' where kind = 'granted'`,
      'record-changed',
    ],
    [
      'a provision that is gone',
      `delete from exchange.closings; delete from exchange.sendings; delete from exchange.provisions`,
      'leaf-without-record',
    ],
    [
      'a log that was cut',
      `delete from proof.checkpoints where size = (select max(size) from proof.checkpoints)`,
      'checkpoint-missing',
    ],
    [
      'a name that was changed',
      `update residents.residents set identity = set_bit(identity, 300, 1 - get_bit(identity, 300))`,
      'cannot-open',
    ],
  ])('names %s, and leaves nothing behind', async (_, sql, because) => {
    const attacker = openPool({
      url: withDatabase(inject('postgresUrl'), `azukari_${city.tenant.id}`),
      name: 'test',
      max: 1,
    })
    const options = await keepingRows(attacker, sql, city.takeBoth)
    const there = await city.databases()
    const { faults } = await drill(options)
    expect(faults.join()).toContain(because)
    expect(await city.databases()).toEqual(there)
    await attacker.end()
  })

  it('names a log that is shorter than the checkpoint beside it', async () => {
    const options = await city.takeBoth()
    const file = join(options.data, 'manifest.json')
    await logEverything(city.tenant)
    const later = await city.take('data')
    const manifest = JSON.parse(await readFile(file, 'utf8')) as object
    const resealed = JSON.stringify({ ...manifest, checkpoint: later.manifest.checkpoint })
    const secret = await manifestSecret(city.tenant.keys, city.tenant.clock.now())
    await writeFile(file, resealed)
    await writeFile(join(options.data, 'manifest.seal'), sealOfManifest(resealed, secret))
    expect((await drill(options)).faults.join()).toContain('log-shorter')
  })

  it('with keys older than the data names those whom nobody can read any more', async () => {
    const keys = await city.take('keys')
    const late = await aResident(city.tenant)
    await agree(city.tenant, late, city.use)
    const data = await city.take('data')
    const older = await drill(city.optionsOf(data.folder, keys.folder))
    expect(older.faults.join()).toContain('cannot-be-opened')
  })

  it('with keys from after an erasure counts what nobody can read, and calls it no fault', async () => {
    const data = await city.take('data')
    const erased = city.people[3]!
    const { rows } = await withKeystore((pool) =>
      pool.query('select * from keystore.owner_keys where owner_id = $1', [erased]),
    )
    await city.tenant.keys.destroy(erased, ['values', 'identity', 'records'])
    const keys = await city.take('keys')
    const done = await drill(city.optionsOf(data.folder, keys.folder))
    expect(done.faults).toEqual([])
    expect(done.unreadable).toBeGreaterThan(0)
    for (const row of rows)
      await withKeystore((pool) =>
        pool.query(
          'insert into keystore.owner_keys select * from json_populate_record(null::keystore.owner_keys, $1)',
          [JSON.stringify({ ...row, wrapped: `\\x${(row as { wrapped: Buffer }).wrapped.toString('hex')}` })],
        ),
      )
  })
})

async function withKeystore<T>(work: (pool: Pool) => Promise<T>): Promise<T> {
  const pool = openPool({ url: city.tenant.databases.keystore.migrate, name: 'test', max: 1 })
  return work(pool).finally(() => pool.end())
}

/** Does something with what an attacker did, and puts every row back. */
async function keepingRows<T>(attacker: Pool, sql: string, work: () => Promise<T>): Promise<T> {
  const tables = [
    'consent.events',
    'exchange.closings',
    'exchange.sendings',
    'exchange.provisions',
    'residents.residents',
  ]
  const client = await attacker.connect()
  try {
    await client.query('set session_replication_role = replica')
    for (const table of tables)
      await client.query(`create temp table kept_${table.replace('.', '_')} as table ${table}`)
    await client.query(
      'create temp table kept_checkpoints as select size, note, signed_at from proof.checkpoints',
    )
    await client.query(sql)
    return await work()
  } finally {
    for (const table of tables)
      await client.query(`delete from ${table}; insert into ${table} table kept_${table.replace('.', '_')}`)
    await client.query(
      'delete from proof.checkpoints; insert into proof.checkpoints (size, note, signed_at) table kept_checkpoints',
    )
    client.release(true)
  }
}
