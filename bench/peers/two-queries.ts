import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { ResidentId } from '../../src/residents/index.ts'
import { daysOf } from '../../src/vault/index.ts'
import { freePort } from '../../test/support/http-free-port.ts'
import type { BenchCity } from '../city/open-city.ts'
import { days } from '../city/plan.ts'
import { Connections } from '../connections.ts'
import type { Peer } from '../job.ts'
import { ownItem, rateOf, residentsWithOwnItem, visitors } from '../workload.ts'

const server = fileURLToPath(new URL('two-queries-server.ts', import.meta.url))
const figures = z.array(z.object({ day: z.string(), lowest: z.number(), highest: z.number() }))
const provisions = z.array(z.unknown())

/** A process of its own, too: the same days as plain rows, and the same provisions, as JSON. */
export const twoQueries: Peer = {
  name: 'the two queries through fastify',
  doesMore: 'nothing',
  doesLess:
    'sessions, unsealing, resolving overlaps, a page for people: chart, table, words, three languages',
  target: { ratio: 0.7, is: 'at least' },
  async open({ city, roundMs }) {
    const residents = residentsWithOwnItem(city)
    await keepPlainRows(city, residents)
    const { port, close } = await startServer(city)
    const connections = new Connections(port, visitors)
    const get = async (connection: number, path: string) => {
      const { status, body } = await connections.ask(connection, { path })
      if (status !== 200) throw new Error(`${path} was answered with ${String(status)}`)
      return body
    }
    const own = (residentId: string | undefined) => `/own?resident=${residentId ?? ''}&item=${ownItem}`
    const seen = (residentId: string | undefined) => `/seen?resident=${residentId ?? ''}`
    let turn = 0
    const load = async (connection: number) => {
      const residentId = residents[(turn += 1) % residents.length]
      await get(connection, own(residentId))
      await get(connection, seen(residentId))
      return 1
    }
    return {
      answer: async () => [
        ...figures
          .parse(JSON.parse(await get(0, own(residents[0]))))
          .map(({ day, lowest, highest }) => `${day} ${String(lowest)} ${String(highest)}`),
        `provisions ${String(provisions.parse(JSON.parse(await get(0, seen(residents[0])))).length)}`,
      ],
      round: () => rateOf(visitors, roundMs, load),
      close: async () => {
        connections.close()
        await close()
        await city.superuser.query('drop schema plain cascade')
      },
    }
  },
}

/** What is sealed of these residents, opened once and written plain. */
async function keepPlainRows(
  { superuser, tenant }: BenchCity,
  residents: readonly ResidentId[],
): Promise<void> {
  const [from, to] = [days[0], days.at(-1)]
  if (!from || !to) throw new Error('the city has no days')
  await superuser.query('drop schema if exists plain cascade')
  await superuser.query('create schema plain')
  await superuser.query(
    'create table plain.observations (resident_id uuid, item text, day date, started_at timestamptz, value float8)',
  )
  for (const residentId of residents)
    for await (const { day, samples } of daysOf(tenant, residentId, ownItem, { from, to }))
      await superuser.query(
        `insert into plain.observations
         select $1, $2, $3, started_at, value from unnest($4::timestamptz[], $5::float8[]) as one (started_at, value)`,
        [
          residentId,
          ownItem,
          day,
          samples.map(([start]) => new Date(start)),
          samples.map(([, , value]) => value),
        ],
      )
  await superuser.query('create index on plain.observations (resident_id, item, day)')
  await superuser.query('analyze plain.observations')
}

async function startServer({ superuser }: BenchCity): Promise<{ port: number; close(): Promise<void> }> {
  const port = await freePort()
  const database = superuser.options.connectionString ?? ''
  const child = spawn(
    'setpriv',
    ['--pdeathsig', 'KILL', process.execPath, '--import', 'tsx', server, String(port)],
    { env: { ...process.env, PEER_DATABASE_URL: database }, stdio: ['ignore', 'ignore', 'inherit'] },
  )
  for (;;) {
    if (child.exitCode !== null) throw new Error('the server of the two queries has ended')
    const answer = await fetch(`http://127.0.0.1:${String(port)}/`).catch(() => null)
    await answer?.body?.cancel()
    if (answer) break
    await sleep(50)
  }
  return {
    port,
    close: async () => {
      const over = once(child, 'exit')
      if (child.kill('SIGTERM')) await over
    },
  }
}
