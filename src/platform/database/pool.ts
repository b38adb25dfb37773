import pg from 'pg'
import { prepareStatements } from './prepare-statements.ts'

/** Anything a statement can be sent through: a pool, or the client of a transaction. */
export interface Queryable {
  query<Row extends pg.QueryResultRow>(text: string, values?: unknown[]): Promise<pg.QueryResult<Row>>
}

export type Pool = pg.Pool

interface PoolOptions {
  url: string
  /** Shown in pg_stat_activity. */
  name: string
  max: number
  /** Told of connections that broke while idle; without a listener Node would end the process. */
  onIdleError?: (error: Error) => void
  /** How long one statement may take; without end when absent. */
  patienceMs?: number
}

export function openPool({ url, name, max, onIdleError, patienceMs }: PoolOptions): Pool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: name,
    max,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 30_000,
    // A database machine that vanishes says nothing more: without these a stop would wait for its answer for ever.
    keepAlive: true,
    ...(patienceMs === undefined ? {} : { statement_timeout: patienceMs, query_timeout: patienceMs + 5_000 }),
  })
  pool.on('error', onIdleError ?? (() => undefined))
  // A connection cut between two statements of a transaction has nobody waiting; the next statement will say so.
  pool.on('connect', (client) => client.on('error', () => undefined))
  pool.on('connect', prepareStatements)
  return pool
}
