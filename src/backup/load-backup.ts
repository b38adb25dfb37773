import { join } from 'node:path'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { inTransaction, openPool } from '../platform/database/index.ts'
import type { CheckedBackup } from './check-files.ts'
import { readSealed } from './sealed-file.ts'
import { copySettings } from './take-backup.ts'
import { tablesOf, type Table } from './tables.ts'

interface LoadOptions {
  /** Of the login that owns the database, whose schema is the backup's. */
  url: string
  identities: readonly string[]
  onProgress?: (table: string, done: number, of: number) => void
}

/**
 * Fills the tables of an empty database, all in one transaction. What migrating has put there is thrown away first.
 * @throws when a table of either side is none of the other, or has another number of rows than the manifest says
 */
export async function loadBackup(backup: CheckedBackup, options: LoadOptions): Promise<void> {
  const pool = openPool({ url: options.url, name: 'azukari-restore', max: 1 })
  try {
    await inTransaction(pool, async (client) => {
      await client.query(copySettings)
      await fill(client, backup, options)
      for (const { name, last } of backup.manifest.sequences)
        if (last !== null) await client.query('select setval($1::regclass, $2::bigint)', [name, last])
    })
    // Plans made for empty tables would make the checks that follow take hours.
    await pool.query('analyze')
  } finally {
    await pool.end()
  }
}

async function fill(
  client: pg.PoolClient,
  { folder, manifest }: CheckedBackup,
  { identities, onProgress }: LoadOptions,
): Promise<void> {
  const tables = await tablesOf(client)
  const missing = symmetricDifference(
    tables.map(({ name }) => name),
    manifest.tables.map(({ name }) => name),
  )
  if (missing.length > 0) throw new Error(`the backup and the schema differ in ${missing.join(', ')}`)
  if (tables.length > 0) await client.query(`truncate ${tables.map(({ name }) => name).join(', ')}`)
  for (const [index, table] of tables.entries()) {
    const saved = manifest.tables.find(({ name }) => name === table.name)
    if (!saved) throw new Error(`${table.name} is not in the backup`)
    const rows = await fillTable(client, table, join(folder, saved.file), saved.columns, identities)
    if (rows !== saved.rows)
      throw new Error(`${table.name}: ${String(rows)} rows in place of ${String(saved.rows)}`)
    onProgress?.(table.name, index + 1, tables.length)
  }
}

async function fillTable(
  client: pg.PoolClient,
  { name, columns }: Table,
  file: string,
  saved: readonly string[],
  identities: readonly string[],
): Promise<number> {
  const differing = symmetricDifference(columns, saved)
  if (differing.length > 0) throw new Error(`${name} has other columns: ${differing.join(', ')}`)
  const stream = client.query(copyFrom(`copy ${name} (${saved.join(', ')}) from stdin`))
  await readSealed(file, identities, stream)
  return stream.rowCount
}

function symmetricDifference(one: readonly string[], other: readonly string[]): string[] {
  return [...one.filter((name) => !other.includes(name)), ...other.filter((name) => !one.includes(name))]
}
