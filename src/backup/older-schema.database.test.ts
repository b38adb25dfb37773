import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { testCity } from '../../test/support/tenant.ts'
import { migrationsOf } from '../installation/index.ts'
import {
  dropBeside,
  migrate,
  migrationsApplied,
  openPool,
  provisionTenant,
  readMigrations,
  type ProvisionOptions,
  type TenantDatabases,
} from '../platform/database/index.ts'
import { CityKeyRing } from '../platform/keys/index.ts'
import { makeIdentity, readIdentities } from './identity.ts'
import type { BackupKind } from './manifest.ts'
import { restoreBeside, withPool } from './restore-beside.ts'
import { takeBackup } from './take-backup.ts'

const tenant = `t${randomBytes(5).toString('hex')}`
const ring = CityKeyRing.fresh()
const secret = randomBytes(32)
let directory: string
let provision: ProvisionOptions
let databases: TenantDatabases

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'azukari-older-'))
  provision = {
    dataAdmin: inject('postgresUrl'),
    keystoreAdmin: inject('keystoreUrl'),
    tenant,
    secret: randomBytes(16).toString('hex'),
  }
  databases = await provisionTenant(provision)
  await migrate(databases.data.migrate, migrationsOf('data'))
  // The key store as it was before it knew its city keys by name (000002).
  await migrate(databases.keystore.migrate, migrationsOf('keystore'), 1)
  const { wrapped } = ring.wrap(secret, 'service/backup-manifest')
  await withPool(databases.keystore.migrate, (pool) =>
    pool.query('insert into keystore.service_keys values ($1, $2, $3, now())', [
      'backup-manifest',
      ring.currentId,
      wrapped,
    ]),
  )
})
afterAll(async () => {
  await dropBeside(provision, 'test')
  await rm(directory, { recursive: true })
})

describe('A backup of an older version', () => {
  it('is loaded into the schema of its time, and goes with its rows through every migration since', async () => {
    const identityFile = join(directory, 'identity.txt')
    const recipients = [await makeIdentity(identityFile)]
    const take = async (kind: BackupKind, url: string) =>
      takeBackup({
        kind,
        tenant,
        url,
        directory: join(directory, kind),
        recipients,
        secret,
        program: 'test',
        now: () => new Date(),
      })
    const data = await take('data', databases.data.migrate)
    const keys = await take('keys', databases.keystore.migrate)
    expect(keys.manifest.migrations.map(({ number }) => number)).toEqual([1])
    const restored = await restoreBeside(
      {
        provision,
        city: { id: tenant, hosts: ['localhost'], city: testCity },
        ring,
        ringFile: 'ring.json',
        data: data.folder,
        keys: keys.folder,
        identities: await readIdentities(identityFile),
        keyAgeLimitDays: 14,
        now: () => new Date(),
      },
      'test',
    )
    const pool = openPool({ url: restored.databases.keystore.migrate, name: 'test', max: 1 })
    // The second migration names the city keys that wrap something: it met the rows.
    const { rows } = await pool.query('select city_key_id, wraps from keystore.city_keys')
    expect(rows).toEqual([{ city_key_id: ring.currentId, wraps: true }])
    expect(await migrationsApplied(pool)).toHaveLength(
      (await readMigrations(migrationsOf('keystore'))).length,
    )
    await pool.end()
    expect(restored.data.manifest.checkpoint).toBeNull()
  })
})
