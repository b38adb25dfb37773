import { randomUUID } from 'node:crypto'
import { checkLog, type Audit } from '../audit/index.ts'
import { migrationsOf } from '../installation/index.ts'
import { dayMs, systemClock } from '../kernel/index.ts'
import {
  createBeside,
  migrate,
  openPool,
  readMigrations,
  type Pool,
  type ProvisionOptions,
  type TenantDatabases,
} from '../platform/database/index.ts'
import { KeyStore, type CityKeyRing } from '../platform/keys/index.ts'
import { createLog } from '../platform/log.ts'
import { JournalFile, StopJournal } from '../platform/stop-journal/index.ts'
import { StartProblem } from '../platform/start-problem.ts'
import type { CityName, Tenant } from '../platform/tenant.ts'
import { checkFiles, type CheckedBackup } from './check-files.ts'
import { secretsNotKept } from './left-out.ts'
import { loadBackup } from './load-backup.ts'
import { findManifestSecret } from './manifest-secret.ts'
import { isAuthentic, type BackupKind } from './manifest.ts'
import { writePositionsAnew } from './positions.ts'
import { problems } from './problems.ts'

export interface RestoreOptions {
  provision: ProvisionOptions
  city: { id: string; hosts: readonly string[]; city: CityName }
  ring: CityKeyRing
  /** For words alone. */
  ringFile: string
  /** The folders of two backups, of the data and of the key store. */
  data: string
  keys: string
  /** age identities: one must open both. */
  identities: readonly string[]
  keyAgeLimitDays: number
  now: () => Date
  onProgress?: (what: string, done: number, of: number) => void
}

/** A city beside the running one: whole, checked, and served by nobody. */
export interface Restored {
  data: CheckedBackup
  keys: CheckedBackup
  databases: TenantDatabases
  audit: Audit
  restoreMs: number
  verifyMs: number
}

/**
 * Two backups become two databases beside the tenant's own, under a label. Every byte is held against the manifests
 * before anything is loaded; the keys come first, because the secret that vouches for both manifests is among them.
 * @throws StartProblem with the remedy
 */
export async function restoreBeside(options: RestoreOptions, label: string): Promise<Restored> {
  const began = performance.now()
  const data = await checkedBackup(options, options.data, 'data')
  const keys = await checkedBackup(options, options.keys, 'keys')
  const age = options.now().getTime() - Date.parse(keys.manifest.takenAt)
  if (age > options.keyAgeLimitDays * dayMs)
    throw new StartProblem(problems.keysTooOld(keys.folder, options.keyAgeLimitDays))
  const databases = await createBeside(options.provision, label)
  await fill(options, keys, databases.keystore.migrate, 'keystore')
  await refuseOtherRing(options, databases.keystore.migrate)
  await refuseForeign(options, databases, [keys, data])
  await fill(options, data, databases.data.migrate, 'data')
  await writePositionsAnew(databases.data.migrate)
  const restored = performance.now()
  const outside = data.manifest.checkpoint ? [data.manifest.checkpoint.note] : []
  const audit = await asTenant(options, databases, (tenant) => checkLog(tenant, outside))
  return {
    data,
    keys,
    databases,
    audit,
    restoreMs: restored - began,
    verifyMs: performance.now() - restored,
  }
}

async function checkedBackup(
  { provision }: RestoreOptions,
  folder: string,
  kind: BackupKind,
): Promise<CheckedBackup> {
  const found = await checkFiles(folder, kind)
  if (!found.ok) throw new StartProblem(problems.damaged(folder, found.damaged))
  const { tenant, migrations, program } = found.manifest
  if (tenant !== provision.tenant) throw new StartProblem(problems.otherTenant(folder, tenant))
  const known = await readMigrations(migrationsOf(kind === 'data' ? 'data' : 'keystore'))
  for (const { number, name, sha256 } of migrations) {
    const ours = known.find((one) => one.number === number)
    if (!ours) throw new StartProblem(problems.schemaNewer(name, program))
    if (ours.sha256 !== sha256) throw new StartProblem(problems.migrationChanged(name))
  }
  return found
}

/** The schema as it was, then the rows, then the schema as it is now. */
async function fill(
  { identities, onProgress }: RestoreOptions,
  backup: CheckedBackup,
  url: string,
  store: 'data' | 'keystore',
): Promise<void> {
  const directory = migrationsOf(store)
  await migrateOrThrow(url, directory, backup.manifest.migrations.at(-1)?.number)
  try {
    await loadBackup(backup, { url, identities, ...(onProgress ? { onProgress } : {}) })
  } catch (fault) {
    // The words of age-encryption; everything else about the bytes was held against the manifest before.
    if (fault instanceof Error && fault.message.startsWith('no identity matched'))
      throw new StartProblem(problems.identityDoesNotOpen(backup.folder))
    throw fault
  }
  await migrateOrThrow(url, directory)
}

async function migrateOrThrow(url: string, directory: URL, upTo?: number): Promise<void> {
  const outcome = await migrate(url, directory, upTo)
  if (!outcome.ok) throw new Error(`${outcome.because}: ${outcome.migration}`)
}

async function refuseOtherRing({ ring, ringFile }: RestoreOptions, url: string): Promise<void> {
  await withPool(url, async (pool) => {
    const { rows } = await pool.query<{ city_key_id: string }>(
      'select city_key_id from keystore.owner_keys union select city_key_id from keystore.service_keys',
    )
    const unknown = rows.find((row) => !ring.has(row.city_key_id))
    if (unknown) throw new StartProblem(problems.otherRing(unknown.city_key_id, ringFile))
  })
}

/** Then, whoever wrote them had this city's key store. Secrets that a restore does not keep are destroyed. */
async function refuseForeign(
  options: RestoreOptions,
  databases: TenantDatabases,
  backups: readonly CheckedBackup[],
): Promise<void> {
  await withPool(databases.keystore.migrate, async (pool) => {
    const secret = await findManifestSecret(new KeyStore(pool, options.ring)).catch(() => undefined)
    for (const { folder, written, seal } of backups)
      if (!secret || !isAuthentic(written, seal, secret)) throw new StartProblem(problems.notOurs(folder))
    await pool.query(`delete from keystore.service_keys where split_part(name, '/', 1) = any($1)`, [
      secretsNotKept,
    ])
  })
}

/** In a copy that nobody uses yet nothing may be stopped or erased: there is no such file, and never will be. */
const noJournal = '/dev/null/stops.journal'

/** The restored city as the rooms know one, by the logins of a service; without a lease, so that nothing can leave. */
export async function asTenant<Result>(
  { city, ring }: Pick<RestoreOptions, 'city' | 'ring'>,
  databases: TenantDatabases,
  work: (tenant: Tenant) => Promise<Result>,
): Promise<Result> {
  return withPool(databases.data.personal, (database) =>
    withPool(databases.keystore.keystore, (keystore) =>
      work({
        ...city,
        database,
        deliveryDatabase: database,
        keys: new KeyStore(keystore, ring),
        clock: systemClock,
        mailer: null,
        texter: null,
        processId: randomUUID(),
        lease: { term: () => 0, held: () => false },
        journalDirectory: noJournal,
        journal: new StopJournal({
          database,
          keystore,
          file: new JournalFile(noJournal),
          log: createLog('silent'),
        }),
      }),
    ),
  )
}

export async function withPool<Result>(url: string, work: (pool: Pool) => Promise<Result>): Promise<Result> {
  const pool = openPool({ url, name: 'azukari-restore', max: 4 })
  try {
    return await work(pool)
  } finally {
    await pool.end()
  }
}
