import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type pg from 'pg'
import { backupName, beginBackup, copySettings, writeDurably } from '../backup/index.ts'
import { inTransaction, openPool, type TenantDatabases } from '../platform/database/index.ts'
import { KeyStore, type CityKeyRing } from '../platform/keys/index.ts'
import { endHere, goOnHere } from '../platform/moved-away.ts'
import { StartProblem } from '../platform/start-problem.ts'
import { findVoucher, newestCheckpoint } from '../proof/index.ts'
import type { Row } from './fields.ts'
import type { Kind } from './kind.ts'
import { kinds } from './kinds.ts'
import { formatVersion, manifestFile, manifestSchema, noteFile, type Manifest } from './manifest.ts'
import { sortOfSecret } from './not-exported.ts'
import { problems } from './problems.ts'
import { sealsOfResidents, sealsOfTheCity } from './seals.ts'
import { createPositions, numberPositions, writeKind } from './write-kind.ts'

export interface ExportOptions {
  tenant: string
  databases: TenantDatabases
  ring: CityKeyRing
  /** Where the export will lie; made when missing. */
  directory: string
  /** age recipients: whoever has the identity of one of them can read everything. */
  recipients: readonly string[]
  /** `move`: with the log's secret keys; the city ends here. */
  purpose: Manifest['purpose']
  /** Version of the program. */
  program: string
  now: () => Date
  onProgress?: (what: string, done: number, of: number) => void
}

export interface Exported {
  folder: string
  manifest: Manifest
}

/**
 * Everything a city holds, opened, in files that other software can read (docs/export-format.md): of one moment, while
 * everybody goes on. Like a backup it has its name only when all of it is on the disk.
 *
 * To move, the city ends here first; an export that fails then lets it go on.
 * @throws StartProblem with the remedy
 */
export async function exportCity(options: ExportOptions): Promise<Exported> {
  const owner = openPool({ url: options.databases.data.migrate, name: 'azukari-export', max: 1 })
  try {
    const ended = options.purpose === 'move' ? await endHere(owner, options.now()) : undefined
    if (ended === 'still-running') throw new StartProblem(problems.stillRunning(options.tenant))
    return await intoPlace(options, owner).catch(async (fault: unknown) => {
      if (ended === 'ended') await goOnHere(owner)
      throw fault
    })
  } finally {
    await owner.end()
  }
}

async function intoPlace(options: ExportOptions, owner: pg.Pool): Promise<Exported> {
  const exportedAt = options.now()
  const place = await beginBackup(options.directory, backupName('export', options.tenant, exportedAt))
  try {
    const { manifest, written, note } = await inSnapshots(options, owner, (data, keystore) =>
      writeAll(
        { data, keystore, keys: new KeyStore(keystore, options.ring) },
        options,
        place.folder,
        exportedAt,
      ),
    )
    await writeDurably(join(place.folder, manifestFile), written)
    await writeDurably(join(place.folder, noteFile), note)
    return { folder: await place.finish(), manifest }
  } catch (fault) {
    await place.giveUp()
    throw fault
  }
}

interface Snapshots {
  data: pg.PoolClient
  keystore: pg.PoolClient
}

/** The data first: of who came in between there is a key alone, and of whom was erased in between nothing opens. */
async function inSnapshots<Result>(
  { databases }: ExportOptions,
  owner: pg.Pool,
  work: (data: pg.PoolClient, keystore: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const keystore = openPool({ url: databases.keystore.migrate, name: 'azukari-export', max: 1 })
  const snapshot = 'begin isolation level repeatable read read only'
  const withKeys = (data: pg.PoolClient) =>
    inTransaction(
      keystore,
      async (keys) => {
        // The first statement takes the snapshot, not `begin`.
        await keys.query('select')
        return work(data, keys)
      },
      snapshot,
    )
  try {
    await createPositions(owner)
    return await inTransaction(
      owner,
      async (data) => {
        await data.query(copySettings)
        await numberPositions(data)
        return withKeys(data)
      },
      snapshot,
    )
  } finally {
    await keystore.end()
  }
}

async function writeAll(
  { data, keystore, keys }: Snapshots & { keys: KeyStore },
  options: ExportOptions,
  folder: string,
  exportedAt: Date,
): Promise<{ manifest: Manifest; written: string; note: string }> {
  const { ring, recipients, purpose, tenant, program, onProgress } = options
  const voucher = await findVoucher(data, { keys })
  if (!voucher) throw new StartProblem(problems.noLogYet(tenant))
  const files: Manifest['files'] = []
  for (const kind of kinds) {
    const [client, seals] =
      kind.store === 'data' ? [data, sealsOfResidents(kind, keys)] : [keystore, sealsOfTheCity(kind, ring)]
    const wanted = (row: Row) => isWanted(kind, row, purpose)
    files.push(await writeKind(client, kind, seals, { folder, recipients, wanted }))
    onProgress?.(kind.name, files.length, kinds.length)
  }
  const newest = await newestCheckpoint(data)
  const manifest = manifestSchema.parse({
    format: 'azukari-export',
    version: formatVersion,
    purpose,
    tenant,
    exportedAt: exportedAt.toISOString(),
    program,
    log: { key: voucher.key, checkpoint: newest?.ok ? { size: newest.size, note: newest.note } : null },
    files,
  })
  const written = `${JSON.stringify(manifest, null, 2)}\n`
  return { manifest, written, note: voucher.vouchFor(sha256Of(written)) }
}

export function sha256Of(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** Everything, but of the secrets those a city cannot do without, and those of the log only where it moves. */
function isWanted({ name }: Kind, row: Row, purpose: Manifest['purpose']): boolean {
  if (name !== 'secrets') return true
  const sort = sortOfSecret(String(row['name']))
  return sort === 'of-the-city' || (sort === 'of-the-log' && purpose === 'move')
}
