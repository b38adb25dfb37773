import { openPool, type Pool } from '../database/index.ts'

/** Connections to the queue. One that breaks is told of by the query it breaks; the process must not end of it. */
export function openQueue(url: string, name: string, max: number): Pool {
  const pool = openPool({ url, name, max })
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool
}
