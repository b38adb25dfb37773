import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import type pg from 'pg'
import { openPool, type Queryable } from './pool.ts'
import { inTransaction } from './transaction.ts'

/** One numbered file of SQL. `breaking`: the version that ran before it cannot survive it. */
export interface Migration {
  number: number
  name: string
  sql: string
  sha256: string
  breaking: boolean
}

export type MigrationOutcome =
  | { ok: true; applied: string[] }
  /** The database has a breaking change that this program does not know: a newer version has been here. */
  | { ok: false; because: 'database-is-newer'; migration: string }
  /** A file was edited after it was applied somewhere: forward only, so write a new one. */
  | { ok: false; because: 'migration-changed'; migration: string }

export const advisoryLock = 0x617a756b // 'azuk': two processes that start together migrate one after the other

/**
 * Applies what is missing, in order, in one transaction: all of it or, when a statement fails, nothing. Safe when
 * several processes start at once. `upTo`: the number of the last one to apply; all when absent.
 * @throws when the files are not numbered 000001, 000002, … without a gap: two branches that took the same number
 */
export async function migrate(
  url: string,
  directory: URL,
  upTo = Number.POSITIVE_INFINITY,
): Promise<MigrationOutcome> {
  const known = (await readMigrations(directory)).filter(({ number }) => number <= upTo)
  const pool = openPool({ url, name: 'azukari-migrate', max: 1 })
  try {
    return await inTransaction(pool, async (client) => {
      await client.query('select pg_advisory_xact_lock($1)', [advisoryLock])
      await createLedger(client)
      return applyMissing(client, known)
    })
  } finally {
    await pool.end()
  }
}

export async function createLedger(client: pg.PoolClient): Promise<void> {
  await client.query(`
    create schema if not exists platform;
    create table if not exists platform.migrations (
      number   integer primary key,
      name     text    not null,
      sha256   text    not null,
      breaking boolean not null
    )`)
}

async function applyMissing(client: pg.PoolClient, known: Migration[]): Promise<MigrationOutcome> {
  const compared = await missingIn(client, known)
  if (!compared.ok) return compared
  for (const file of compared.missing) await applyOne(client, file)
  return { ok: true, applied: compared.missing.map((file) => file.name) }
}

/** Those of the files that are not applied yet, in order. */
export async function missingIn(
  client: Queryable,
  known: readonly Migration[],
): Promise<{ ok: true; missing: Migration[] } | Exclude<MigrationOutcome, { ok: true }>> {
  const { rows } = await client.query<{ number: number; name: string; sha256: string; breaking: boolean }>(
    'select number, name, sha256, breaking from platform.migrations order by number',
  )
  for (const row of rows) {
    const file = known.find((candidate) => candidate.number === row.number)
    if (!file && row.breaking) return { ok: false, because: 'database-is-newer', migration: row.name }
    if (file && file.sha256 !== row.sha256)
      return { ok: false, because: 'migration-changed', migration: row.name }
  }
  return { ok: true, missing: known.filter((file) => !rows.some((row) => row.number === file.number)) }
}

export async function applyOne(client: Queryable, file: Migration): Promise<void> {
  await client.query(file.sql)
  await client.query(
    'insert into platform.migrations (number, name, sha256, breaking) values ($1, $2, $3, $4)',
    [file.number, file.name, file.sha256, file.breaking],
  )
}

/** What a database has been through, in order. */
export async function migrationsApplied(
  database: Queryable,
): Promise<Pick<Migration, 'number' | 'name' | 'sha256'>[]> {
  const { rows } = await database.query<{ number: number; name: string; sha256: string }>(
    'select number, name, sha256 from platform.migrations order by number',
  )
  return rows
}

/** The newest breaking change of a database that this program does not know; undefined when it knows them all. */
export async function unknownBreaking(database: Queryable, directory: URL): Promise<string | undefined> {
  const known = await readMigrations(directory)
  const { rows } = await database.query<{ name: string }>(
    'select name from platform.migrations where breaking and number > $1 order by number desc limit 1',
    [known.length],
  )
  return rows[0]?.name
}

/** What this program knows, in order. */
export async function readMigrations(directory: URL): Promise<Migration[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith('.sql')).sort()
  return Promise.all(
    names.map(async (name, at) => {
      const number = at + 1
      if (!/^\d{6}_[a-z0-9_]+\.sql$/.test(name) || Number(name.slice(0, 6)) !== number)
        throw new Error(`migration ${name} should be named ${String(number).padStart(6, '0')}_words.sql`)
      const sql = await readFile(new URL(name, directory), 'utf8')
      const sha256 = createHash('sha256').update(sql).digest('hex')
      return { number, name, sql, sha256, breaking: /^--! breaking$/m.test(sql) }
    }),
  )
}
