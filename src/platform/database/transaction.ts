import { tracingChannel } from 'node:diagnostics_channel'
import type pg from 'pg'
import type { Pool } from './pool.ts'

/** Tells whoever listens which pool a transaction holds a connection of, and until when; nobody does but tests. */
export const transactions = tracingChannel<unknown, { pool: Pool; client: pg.PoolClient }>(
  'azukari:transaction',
)

/**
 * Runs `work` in one READ COMMITTED transaction; whatever it throws rolls back. A connection that cannot even roll back is
 * closed, never returned to the pool. Whatever `work` asks, it asks of its client: of the pool, all who hold a connection would
 * wait for one more, and nobody would get it. `begin` may carry settings that hold for this transaction alone.
 */
export async function inTransaction<T>(
  pool: Pool,
  work: (client: pg.PoolClient) => Promise<T>,
  begin = 'begin',
): Promise<T> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query(begin)
    const result = await transactions.tracePromise(() => work(client), { pool, client })
    // A statement that failed and was caught has rolled everything back; PostgreSQL then answers ROLLBACK, without error.
    const { command } = await client.query('commit')
    if (command !== 'COMMIT') throw new Error('the transaction was rolled back although its work returned')
    return result
  } catch (error) {
    await client.query('rollback').catch((lost: Error) => (broken = lost))
    throw error
  } finally {
    client.release(broken)
  }
}
