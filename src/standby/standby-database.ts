import { createConnection } from 'node:net'
import { openPool, withDatabase, type Pool } from '../platform/database/index.ts'

/** How one PostgreSQL of this machine stands to the primary. */
export interface Standing {
  isStandby: boolean
  /** It is connected to the primary at this moment, or believes so. */
  streams: boolean
  /** The primary still takes connections. */
  primaryAnswers: boolean
}

const answerWithinMs = 2_000
const promoteWithinSeconds = 60

/** Looks at a standby, and knocks at its primary. */
export function standingOf(url: string): Promise<Standing> {
  return asAdmin(url, async (admin) => {
    const { rows } = await admin.query<{ isStandby: boolean; streams: boolean; conninfo: string }>(
      `select pg_is_in_recovery() as "isStandby", current_setting('primary_conninfo') as conninfo,
              exists (select from pg_stat_wal_receiver where status = 'streaming') as streams`,
    )
    const { isStandby = false, streams = false, conninfo = '' } = rows[0] ?? {}
    return { isStandby, streams, primaryAnswers: isStandby && (await answers(addressIn(conninfo))) }
  })
}

/** Makes a standby the primary, once it has replayed all that it received. Nothing happens to one that is no standby. */
export async function promoteDatabase(url: string): Promise<void> {
  await asAdmin(url, async (admin) => {
    const { rows } = await admin.query<{ promoted: boolean }>(
      `select case when pg_is_in_recovery() then pg_promote(true, ${promoteWithinSeconds}) else true end as promoted`,
    )
    if (rows[0]?.promoted !== true) throw new Error('the standby has not become a primary in time')
  })
}

async function asAdmin<Result>(url: string, work: (admin: Pool) => Promise<Result>): Promise<Result> {
  const admin = openPool({ url: withDatabase(url, 'postgres'), name: 'azukari-promote', max: 1 })
  try {
    return await work(admin)
  } finally {
    await admin.end()
  }
}

/** From a connection string of libpq, `host=… port=…`, with or without quotes. */
export function addressIn(conninfo: string): { host: string; port: number } | undefined {
  const parts = [...conninfo.matchAll(/(\w+)\s*=\s*(?:'((?:[^'\\]|\\.)*)'|(\S+))/gu)]
  const values = new Map(parts.map(([, name = '', quoted, plain]) => [name, quoted ?? plain ?? '']))
  const host = values.get('hostaddr') ?? values.get('host')
  return host === undefined ? undefined : { host, port: Number(values.get('port') ?? 5432) }
}

function answers(address: { host: string; port: number } | undefined): Promise<boolean> {
  if (!address) return Promise.resolve(false)
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const socket = createConnection(address, () => resolve(true))
  socket.setTimeout(answerWithinMs, () => resolve(false))
  socket.on('error', () => resolve(false))
  return promise.finally(() => socket.destroy())
}
