import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { checkLog, isWhole, type Audit } from '../audit/index.ts'
import {
  asideLabel,
  asTenant,
  copySettings,
  tablesOf,
  withPool,
  writePositionsAnew,
} from '../backup/index.ts'
import { migrationsOf } from '../installation/index.ts'
import {
  createBeside,
  dropBeside,
  inTransaction,
  migrate,
  provisionTenant,
  swapIn,
  type ProvisionOptions,
  type TenantDatabases,
} from '../platform/database/index.ts'
import { putAside } from '../platform/durable-file.ts'
import { KeyStore, type CityKeyRing } from '../platform/keys/index.ts'
import { createLog } from '../platform/log.ts'
import { StartProblem } from '../platform/start-problem.ts'
import { beginAnew, JournalFile, StopJournal } from '../platform/stop-journal/index.ts'
import type { CityName } from '../platform/tenant.ts'
import { firstResidents } from '../residents/index.ts'
import { checkExport, type CheckedExport } from './check-export.ts'
import { kinds } from './kinds.ts'
import { loadKind } from './load-kind.ts'
import { problems } from './problems.ts'
import { sealsOfResidents, sealsOfTheCity } from './seals.ts'

export interface ImportOptions {
  provision: ProvisionOptions
  city: { id: string; hosts: readonly string[]; city: CityName }
  ring: CityKeyRing
  /** An export, or the folder where they lie. */
  path: string
  /** age identities: one must open it. */
  identities: readonly string[]
  /** The key of the log that must vouch for it; any when undefined. */
  logKey: string | undefined
  /** Where this installation's journals of the city will be. */
  journalDirectory: string
  now: () => Date
  onProgress?: (what: string, done: number, of: number) => void
}

export interface Imported extends CheckedExport {
  audit: Audit
  /** What the empty databases that were there are called now, and the journal, if there was one. */
  aside: string[]
}

const label = 'importing'

/**
 * Takes a city in that has moved here. It is built beside the empty one and put in its place only when it is whole:
 * every byte held against the manifest, every line counted, the log and all records verified. Broken off, it is begun
 * again.
 *
 * Its stop journal begins anew, and knows nothing: what was stopped and erased before is in the databases, and no older
 * copy of them exists here.
 * @throws StartProblem with the remedy
 */
export async function importCity(options: ImportOptions): Promise<Imported> {
  const { provision } = options
  const checked = await checkExport(options.path, options.logKey)
  if (checked.manifest.purpose !== 'move') throw new StartProblem(problems.isACopy(checked.folder))
  const running = await provisionTenant(provision)
  await refuseInhabited(running, provision.tenant)
  try {
    const databases = await createBeside(provision, label)
    await loadEverything(checked, databases, options)
    await writePositionsAnew(databases.data.migrate)
    const audit = await verify(checked, databases, options)
    await refuseInhabited(running, provision.tenant)
    const journalAside = await beginJournal(databases, options)
    const aside = await swapIn(provision, label, asideLabel(options.now()))
    return { ...checked, audit, aside: journalAside === null ? aside : [...aside, journalAside] }
  } finally {
    // After the swap there is nothing under that label.
    await dropBeside(provision, label)
  }
}

async function refuseInhabited(databases: TenantDatabases, tenant: string): Promise<void> {
  await withPool(databases.data.migrate, async (database) => {
    const tables = await tablesOf(database)
    if (!tables.some(({ name }) => name === 'residents.residents')) return
    const living = await database.query('select from platform.door_live_processes')
    if (living.rowCount !== 0) throw new StartProblem(problems.stillRunning(tenant))
    const [resident] = await firstResidents({ database }, 1)
    if (resident) throw new StartProblem(problems.hasResidents(tenant))
  })
}

/** The keys first: by them the rest is sealed. */
async function loadEverything(
  checked: CheckedExport,
  databases: TenantDatabases,
  options: ImportOptions,
): Promise<void> {
  const progress = { done: 0 }
  for (const store of ['keystore', 'data'] as const) {
    const outcome = await migrate(databases[store].migrate, migrationsOf(store))
    if (!outcome.ok) throw new Error(`${outcome.because}: ${outcome.migration}`)
    await loadStore(store, checked, databases, options, progress)
  }
}

async function loadStore(
  store: 'data' | 'keystore',
  checked: CheckedExport,
  databases: TenantDatabases,
  { ring, identities, onProgress }: ImportOptions,
  progress: { done: number },
): Promise<void> {
  await withPool(databases.keystore.keystore, async (keystore) => {
    const keys = new KeyStore(keystore, ring)
    await withPool(databases[store].migrate, async (owner) => {
      await inTransaction(owner, async (client) => {
        await client.query(copySettings)
        if (store === 'keystore') await client.query(wrappingKey, [ring.currentId])
        for (const table of await tablesOf(client)) {
          const kind = kinds.find(
            (one) => one.store === store && one.table === table.name.replaceAll('"', ''),
          )
          if (!kind) continue
          const seals = store === 'data' ? sealsOfResidents(kind, keys) : sealsOfTheCity(kind, ring)
          await loadKind(client, kind, checked, { seals, identities })
          onProgress?.(kind.name, (progress.done += 1), kinds.length)
        }
      })
      // Plans made for empty tables would make the checks that follow take hours.
      await owner.query('analyze')
    })
  })
}

const wrappingKey = 'insert into keystore.city_keys (city_key_id, wraps) values ($1, true)'

async function verify(
  { manifest }: CheckedExport,
  databases: TenantDatabases,
  options: ImportOptions,
): Promise<Audit> {
  const outside = manifest.log.checkpoint ? [manifest.log.checkpoint.note] : []
  const audit = await asTenant(options, databases, (tenant) => checkLog(tenant, outside))
  // What waits for the log (`overdue`) has waited while the city moved, and the sequencer goes on with it.
  if (isWhole({ ...audit, overdue: 0 })) return audit
  const faults = audit.faults.map(
    (fault) => `${fault.because} ${'leafId' in fault ? fault.leafId : String(fault.at ?? '')}`,
  )
  if (audit.withoutRecord > 0) faults.push(`leaf-without-record ${String(audit.withoutRecord)}`)
  throw new StartProblem(problems.logWrong(faults))
}

/**
 * Explicitly: where consents were given a service begins none by itself. What an empty city has kept there, a key of a log
 * of its own perhaps, is put aside.
 */
async function beginJournal(
  databases: TenantDatabases,
  { journalDirectory }: ImportOptions,
): Promise<string | null> {
  const aside = await putAside(journalDirectory)
  const file = new JournalFile(join(journalDirectory, 'stops.journal'))
  await withPool(databases.data.migrate, (database) =>
    withPool(databases.keystore.keystore, async (keystore) => {
      const journal = new StopJournal({ database, keystore, file, log: createLog('silent') })
      await inTransaction(database, (client) => beginAnew(client, journal, randomUUID()))
    }),
  )
  return aside
}
