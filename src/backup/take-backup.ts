import { join } from 'node:path'
import type pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { inTransaction, migrationsApplied, openPool } from '../platform/database/index.ts'
import { newestCheckpoint } from '../proof/index.ts'
import { manifestSchema, sealOfManifest, type BackupKind, type Manifest } from './manifest.ts'
import { backupName, beginBackup, manifestFile, refuseTogether, sealFile, writeDurably } from './place.ts'
import { writeSealed } from './sealed-file.ts'
import { sequencesOf, tablesOf, type Table } from './tables.ts'

export interface BackupOptions {
  kind: BackupKind
  tenant: string
  /** Of the login that owns the database: it sees every row. */
  url: string
  /** Where backups of this kind lie; made when missing. */
  directory: string
  /** age recipients: whoever has the identity of one of them can open it. */
  recipients: readonly string[]
  /** Of the key store (`manifestSecret`). */
  secret: Uint8Array
  /** Version of the program. */
  program: string
  now: () => Date
  onProgress?: (table: string, done: number, of: number) => void
}

export interface TakenBackup {
  folder: string
  manifest: Manifest
}

/** What every session that copies agrees on, so that one PostgreSQL reads what another wrote. */
export const copySettings = `
  set local datestyle = 'ISO'; set local intervalstyle = 'postgres'; set local timezone = 'UTC';
  set local bytea_output = 'hex'; set local client_encoding = 'UTF8'; set local row_security = off`

/**
 * One whole database as of one moment: table by table out of a single snapshot, while everybody goes on. It has its name
 * only when all of it is on the disk, so what was broken off at any point is no backup.
 *
 * Tables are copied as text, as pg_dump does: the binary format depends on how a version of PostgreSQL writes its types.
 */
export async function takeBackup(options: BackupOptions): Promise<TakenBackup> {
  await refuseTogether(options.directory, options.kind)
  const takenAt = options.now()
  const name = backupName(options.kind, options.tenant, takenAt)
  const place = await beginBackup(options.directory, name)
  try {
    const manifest = await copyEverything(options, place.folder, takenAt)
    const written = `${JSON.stringify(manifest, null, 2)}\n`
    await writeDurably(join(place.folder, manifestFile), written)
    await writeDurably(join(place.folder, sealFile), sealOfManifest(written, options.secret))
    return { folder: await place.finish(), manifest }
  } catch (fault) {
    await place.giveUp()
    throw fault
  }
}

async function copyEverything(options: BackupOptions, folder: string, takenAt: Date): Promise<Manifest> {
  const pool = openPool({ url: options.url, name: 'azukari-backup', max: 1 })
  try {
    const snapshot = 'begin isolation level repeatable read read only'
    return await inTransaction(pool, (client) => copyAll(client, options, folder, takenAt), snapshot)
  } finally {
    await pool.end()
  }
}

async function copyAll(
  client: pg.PoolClient,
  { kind, tenant, program, recipients, onProgress }: BackupOptions,
  folder: string,
  takenAt: Date,
): Promise<Manifest> {
  await client.query(copySettings)
  const tables = await tablesOf(client)
  const copied: Manifest['tables'] = []
  for (const table of tables) {
    copied.push(await copyTable(client, table, folder, recipients))
    onProgress?.(table.name, copied.length, tables.length)
  }
  const server = await client.query<{ server_version: string }>('show server_version')
  const newest = kind === 'data' ? await newestCheckpoint(client) : undefined
  return manifestSchema.parse({
    format: 1,
    kind,
    tenant,
    takenAt: takenAt.toISOString(),
    program,
    postgres: server.rows[0]?.server_version ?? '',
    migrations: await migrationsApplied(client),
    tables: copied,
    sequences: await sequencesOf(client),
    checkpoint: newest?.ok ? { size: newest.size, note: newest.note } : null,
  })
}

async function copyTable(
  client: pg.PoolClient,
  { name, columns }: Table,
  folder: string,
  recipients: readonly string[],
): Promise<Manifest['tables'][number]> {
  const stream = client.query(copyTo(`copy ${name} (${columns.join(', ')}) to stdout`))
  const file = `${name.replaceAll('"', '')}.age`
  const written = await writeSealed(stream, join(folder, file), recipients)
  return { name, columns, file, rows: stream.rowCount, ...written }
}
