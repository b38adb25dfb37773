/** A city in which everything has happened, its backups, and where they are restored to. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeIdentity, readIdentities } from '../../src/backup/identity.ts'
import { manifestSecret } from '../../src/backup/manifest-secret.ts'
import type { BackupKind } from '../../src/backup/manifest.ts'
import type { RestoreOptions } from '../../src/backup/restore-beside.ts'
import { takeBackup, type TakenBackup } from '../../src/backup/take-backup.ts'
import { stop } from '../../src/exchange/index.ts'
import { inviteAdministrator } from '../../src/identity/index.ts'
import { Personal } from '../../src/kernel/index.ts'
import { openPool, type Pool } from '../../src/platform/database/index.ts'
import { prepareJobs } from '../../src/platform/jobs/index.ts'
import type { ResidentId } from '../../src/residents/index.ts'
import type { Use } from '../../src/review/index.ts'
import { aResident, agree, aUse, aVendor, by, deposit, stepsFile } from './city.ts'
import { readAsCompany } from './company-reads.ts'
import { anAdministrator } from './staff.ts'
import { createTestTenant } from './tenant.ts'
import { logEverything } from './whole-log.ts'

export interface BackedUpCity {
  tenant: Awaited<ReturnType<typeof createTestTenant>>
  /** As the login that migrates. */
  owner: Pool
  /** Of the test's own files. */
  directory: string
  /** Four. The first has stopped. */
  people: readonly ResidentId[]
  use: Use
  take(kind: BackupKind): Promise<TakenBackup>
  /** The data first: then every key that the data need is among the keys. */
  takeBoth(): Promise<RestoreOptions>
  optionsOf(data: string, keys: string): RestoreOptions
  /** Names of this city's databases on the data's cluster. */
  databases(): Promise<string[]>
  /** Nobody holds a lease from now on, this test's own process included. */
  endLeases(): Promise<void>
  close(): Promise<void>
}

export async function aBackedUpCity(): Promise<BackedUpCity> {
  const tenant = await createTestTenant()
  await prepareJobs(tenant.databases.data.migrate)
  const owner = openPool({ url: tenant.databases.data.migrate, name: 'test-owner', max: 2 })
  const directory = await mkdtemp(join(tmpdir(), 'azukari-backup-'))
  const identityFile = join(directory, 'identity.txt')
  const recipient = await makeIdentity(identityFile)
  const identities = await readIdentities(identityFile)
  const { people, use } = await live(tenant)
  let places = 0
  const optionsOf = (data: string, keys: string): RestoreOptions => ({
    provision: tenant.provision,
    city: { id: tenant.id, hosts: tenant.hosts, city: tenant.city },
    ring: tenant.ring,
    ringFile: 'ring.json',
    data,
    keys,
    identities,
    keyAgeLimitDays: 14,
    now: () => new Date(),
  })
  const take = async (kind: BackupKind) =>
    takeBackup({
      kind,
      tenant: tenant.id,
      url: kind === 'data' ? tenant.databases.data.migrate : tenant.databases.keystore.migrate,
      directory: join(directory, `${kind}-${String((places += 1))}`),
      recipients: [recipient],
      secret: await manifestSecret(tenant.keys, tenant.clock.now()),
      program: 'test',
      now: () => new Date(),
    })
  return {
    tenant,
    owner,
    directory,
    people,
    use,
    take,
    optionsOf,
    takeBoth: async () => {
      const data = await take('data')
      return optionsOf(data.folder, (await take('keys')).folder)
    },
    databases: async () => {
      const { rows } = await owner.query<{ datname: string }>(
        `select datname from pg_database where datname like 'azukari_' || $1 || '%' order by 1`,
        [tenant.id],
      )
      return rows.map(({ datname }) => datname)
    },
    endLeases: async () => void (await owner.query('delete from platform.processes')),
    close: async () => {
      await owner.end()
      await tenant.close()
      await rm(directory, { recursive: true })
    },
  }
}

async function live(tenant: BackedUpCity['tenant']): Promise<{ people: ResidentId[]; use: Use }> {
  const use = await aUse(tenant, await aVendor(tenant))
  await inviteAdministrator(tenant, new Personal('招待 中子'))
  await anAdministrator(tenant)
  const people: ResidentId[] = []
  for (let count = 0; count < 4; count += 1) {
    const residentId = await aResident(tenant, `青葉 ${count}\t\\.\n"花子'`)
    await deposit(tenant, residentId, stepsFile({ '2026-11-01': 1_000 + count, '2026-11-02': 5 }))
    await agree(tenant, residentId, use)
    people.push(residentId)
  }
  await readAsCompany(tenant, use)
  await logEverything(tenant)
  // What this leaves behind still waits for the log.
  await stop(tenant, by(people[0]!), { useId: use.useId, items: null })
  return { people, use }
}

/** Every row of every table as text, by table. */
export async function everyRow(url: string): Promise<Map<string, string[]>> {
  const pool = openPool({ url, name: 'test-rows', max: 1 })
  const { rows: tables } = await pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname !~ '^pg_' and schemaname <> 'information_schema' order by 1`,
  )
  const found = new Map<string, string[]>()
  for (const { name } of tables) {
    const { rows } = await pool.query<{ row: string }>(`select t::text as row from ${name} t order by 1`)
    const texts = rows.map(({ row }) => row)
    found.set(name, texts)
  }
  await pool.end()
  return found
}
