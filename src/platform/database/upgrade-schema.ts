import { setTimeout as sleep } from 'node:timers/promises'
import { hasCode } from '../durable-file.ts'
import {
  advisoryLock,
  applyOne,
  createLedger,
  missingIn,
  readMigrations,
  type Migration,
  type MigrationOutcome,
} from './migrate.ts'
import { openPool, type Pool } from './pool.ts'
import { inTransaction } from './transaction.ts'

/** A change that a database has not been through. */
export type Pending = Pick<Migration, 'name' | 'breaking'>

/**
 * What would be applied; everything where there is no database yet. Changes nothing. `adminUrl`: a login that may read
 * the ledger, and the database's name.
 */
export async function pendingMigrations(adminUrl: string, directory: URL): Promise<Pending[]> {
  const known = await readMigrations(directory)
  const pool = openPool({ url: adminUrl, name: 'azukari-upgrade', max: 1 })
  try {
    const { rows } = await pool.query<{ there: boolean }>(
      `select to_regclass('platform.migrations') is not null as there`,
    )
    if (!rows[0]?.there) return known
    const compared = await missingIn(pool, known)
    return compared.ok ? compared.missing : []
  } catch (fault) {
    if (hasCode(fault, '3D000')) return known
    throw fault
  } finally {
    await pool.end()
  }
}

export type UpgradeOutcome = MigrationOutcome | { ok: false; because: 'locks-not-free'; migration: string }

/** Whoever wants a table behind a change that waits for it waits no longer than this. */
const lockMs = 1_000
const pauseMs = 1_000
const tries = 120

/**
 * Applies what is missing while services go on with the schema before: one transaction for each change, so that its locks
 * are held no longer than it takes; a lock that is not free is given up after a second and tried again, so that a change
 * waiting behind somebody's long transaction holds nobody else up. What is applied when it ends early stays: each change
 * but a breaking one can be lived with, and the next run goes on behind it.
 */
export async function upgradeSchema(
  url: string,
  directory: URL,
  onApplied: (name: string) => void = () => undefined,
): Promise<UpgradeOutcome> {
  const known = await readMigrations(directory)
  const pool = openPool({ url, name: 'azukari-upgrade', max: 1 })
  try {
    // Of the pool's only connection: whoever migrates or upgrades at the same time waits for it.
    await pool.query('select pg_advisory_lock($1)', [advisoryLock])
    await inTransaction(pool, createLedger)
    const compared = await missingIn(pool, known)
    if (!compared.ok) return compared
    for (const file of compared.missing) {
      if (!(await applyPatiently(pool, file)))
        return { ok: false, because: 'locks-not-free', migration: file.name }
      onApplied(file.name)
    }
    return { ok: true, applied: compared.missing.map(({ name }) => name) }
  } finally {
    await pool.end()
  }
}

/** PostgreSQL, appendix A: lock_not_available, deadlock_detected. */
const notFree = ['55P03', '40P01']

async function applyPatiently(pool: Pool, file: Migration): Promise<boolean> {
  for (let tried = 1; tried <= tries; tried += 1) {
    try {
      const begin = `begin; set local lock_timeout = ${String(lockMs)}`
      await inTransaction(pool, (client) => applyOne(client, file), begin)
      return true
    } catch (fault) {
      if (!notFree.some((code) => hasCode(fault, code))) throw fault
      await sleep(pauseMs)
    }
  }
  return false
}
