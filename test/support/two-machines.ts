/** Two machines in one: on each the two PostgreSQL servers, a disk of its own, and the processes that run there. */
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { openPool, withDatabase } from '../../src/platform/database/index.ts'
import { startPostgres, type RunningPostgres } from '../../src/platform/postgres-server/index.ts'
import { slotName } from '../../src/platform/second-machine/index.ts'
import { debianBinaries, testedMajor } from './debian-postgres.ts'
import { freePort } from './http-free-port.ts'
import { serveCity, startService, type ServedCity, type ServiceProcess } from './service.ts'

const run = promisify(execFile)
const projectRoot = fileURLToPath(new URL('../../', import.meta.url))
const binaries = testedMajor === 18 ? {} : { binaries: debianBinaries(testedMajor) }
const stores = ['data', 'keystore'] as const
type Store = (typeof stores)[number]
/** Each command here takes some seconds; busy machines are slow. */
const endsWithinMs = 120_000

/** One machine: its disk, and its two PostgreSQL servers. */
export class Machine {
  readonly directory: string
  readonly #servers = new Map<Store, RunningPostgres>()

  constructor(directory: string) {
    this.directory = directory
  }

  /** What AZUKARI_JOURNAL is there: of the first machine, the second disk. */
  get journal(): string {
    return join(this.directory, 'journal')
  }

  /** Of its superuser. */
  url(store: Store): string {
    return this.#server(store).url
  }

  async start(store: Store): Promise<void> {
    const port = this.#servers.get(store)?.port
    const server = await startPostgres({
      directory: join(this.directory, store),
      passwordFile: join(this.directory, `${store}.password`),
      ...binaries,
      ...(port === undefined ? {} : { port }),
    })
    this.#servers.set(store, server)
  }

  stop(store: Store): Promise<void> {
    return this.#server(store).stop()
  }

  /** As when the power goes. */
  async kill(): Promise<void> {
    await Promise.all(
      [...this.#servers.values()].map(async ({ pid, ended }) => {
        process.kill(pid, 'SIGKILL')
        await ended
      }),
    )
  }

  async close(): Promise<void> {
    await Promise.all([...this.#servers.values()].map((server) => server.stop()))
  }

  /** The processes that take in what the first machine sends, one for each store. */
  async walReceivers(): Promise<number[]> {
    const pids = []
    for (const store of stores) {
      const admin = openPool({ url: withDatabase(this.url(store), 'postgres'), name: 'test-look', max: 1 })
      const { rows } = await admin.query<{ pid: number }>('select pid from pg_stat_wal_receiver')
      await admin.end()
      pids.push(...rows.map(({ pid }) => pid))
    }
    return pids
  }

  /** What stands in the database of a city. */
  async query<Row extends object>(tenant: string, text: string, values: unknown[]): Promise<Row[]> {
    const url = withDatabase(this.url('data'), `azukari_${tenant}`)
    const admin = openPool({ url, name: 'test-look', max: 1 })
    try {
      return (await admin.query<Row>(text, values)).rows
    } finally {
      await admin.end()
    }
  }

  #server(store: Store): RunningPostgres {
    const server = this.#servers.get(store)
    if (!server) throw new Error(`${store} was not started`)
    return server
  }
}

export interface TwoMachines {
  first: Machine
  second: Machine
  city: ServedCity
  /** `azukari standby` on the second machine. */
  startReceiver(): Promise<Process>
  /** `azukari serve` on the second machine. */
  serveOnSecond(): Promise<ServiceProcess>
  /** `azukari promote` on the second machine. */
  promote(...options: string[]): Promise<{ status: number; stdout: string; stderr: string }>
  /** `azukari …` on the second machine. */
  onSecond(...typed: string[]): Promise<{ status: number; stdout: string; stderr: string }>
  /** And on the first, until it ends. */
  onFirst(
    settings: NodeJS.ProcessEnv,
    ...typed: string[]
  ): Promise<{ status: number; stdout: string; stderr: string }>
  close(): Promise<void>
}

export interface Process {
  output(): string
  kill(signal?: NodeJS.Signals): Promise<void>
}

/** A city on a first machine that is followed by a second one; nothing of the service runs yet. */
export async function twoMachines(): Promise<TwoMachines> {
  const root = await mkdtemp(join(tmpdir(), 'azukari-two-'))
  const first = new Machine(join(root, 'first'))
  const second = new Machine(join(root, 'second'))
  for (const store of stores) await first.start(store)
  for (const store of stores) await follow(first, second, store)
  const port = await freePort()
  const token = 'two-machines-'.repeat(4)
  const city = await serveCity({
    DATABASE_URL: first.url('data'),
    AZUKARI_KEYSTORE_URL: first.url('keystore'),
    AZUKARI_JOURNAL: first.journal,
    AZUKARI_STANDBY: `http://127.0.0.1:${port}`,
    AZUKARI_STANDBY_TOKEN: token,
  })
  // What an operator copies once: the secret of the logins, and the keys of the city.
  await cp(city.config.dataDirectory, join(second.directory, 'azukari'), { recursive: true })
  const onSecond: NodeJS.ProcessEnv = {
    ...city.environment,
    DATABASE_URL: second.url('data'),
    AZUKARI_KEYSTORE_URL: second.url('keystore'),
    AZUKARI_DATA: join(second.directory, 'azukari'),
    AZUKARI_JOURNAL: second.journal,
  }
  delete onSecond['AZUKARI_STANDBY']
  const processes: Process[] = []
  const azukari = (...typed: string[]) => typedAs(typed, onSecond)
  return {
    first,
    second,
    city,
    startReceiver: async () => {
      const started = await startReceiver(port, onSecond)
      processes.push(started)
      return started
    },
    serveOnSecond: async () => {
      const service = await startService(onSecond, await freePort())
      processes.push(service)
      return service
    },
    promote: (...options) => azukari('promote', ...options),
    onSecond: azukari,
    onFirst: (settings, ...typed) => typedAs(typed, { ...city.environment, ...settings }),
    close: async () => {
      // Where the first machine is dead, this process cannot take leave of its database.
      await city.close().catch(() => undefined)
      await Promise.all(processes.map((one) => one.kill('SIGKILL')))
      await Promise.all([first.close(), second.close()])
      await rm(root, { recursive: true, force: true })
    },
  }
}

async function typedAs(typed: readonly string[], env: NodeJS.ProcessEnv) {
  // What does not end by itself is ended, so that a test that waits for it fails.
  const outcome = await run('bin/azukari', typed, { env, cwd: projectRoot, timeout: endsWithinMs }).catch(
    (fault: { code: number; stdout: string; stderr: string }) => fault,
  )
  return { status: 'code' in outcome ? outcome.code : 0, stdout: outcome.stdout, stderr: outcome.stderr }
}

/**
 * A copy of a running cluster that follows it: the files as they are between the beginning and the end of a backup, and the
 * rest from the slot. `pg_basebackup` does the same, and does not come with npm.
 */
async function follow(first: Machine, second: Machine, store: Store): Promise<void> {
  const url = new URL(withDatabase(first.url(store), 'postgres'))
  const admin = openPool({ url: url.href, name: 'test-standby', max: 1 })
  const from = join(first.directory, store, 'cluster')
  const to = join(second.directory, store, 'cluster')
  await admin.query(`select pg_create_physical_replication_slot('${slotName}', true)`)
  const client = await admin.connect()
  await client.query(`select pg_backup_start('second machine', true)`)
  const without = ['postmaster.pid', 'postmaster.opts', 'pg_wal', 'pg_replslot']
  await cp(from, to, {
    recursive: true,
    filter: (file) => !without.some((name) => file === join(from, name)),
  })
  const { rows } = await client.query<{ label: string }>('select labelfile as label from pg_backup_stop()')
  client.release()
  await admin.end()
  for (const name of ['pg_wal/archive_status', 'pg_replslot'])
    await mkdir(join(to, name), { recursive: true, mode: 0o700 })
  await writeFile(join(to, 'backup_label'), rows[0]?.label ?? '')
  await writeFile(join(to, 'standby.signal'), '')
  const conninfo = `host=127.0.0.1 port=${url.port} user=${url.username} password=${url.password} application_name=${slotName}`
  const settings = `primary_conninfo = '${conninfo}'\nprimary_slot_name = '${slotName}'\nwal_retrieve_retry_interval = '200ms'\n`
  await writeFile(join(to, 'postgresql.auto.conf'), settings)
  await cp(join(first.directory, `${store}.password`), join(second.directory, `${store}.password`))
  await second.start(store)
}

async function startReceiver(port: number, environment: NodeJS.ProcessEnv): Promise<Process> {
  const typed = ['--pdeathsig', 'KILL', 'bin/azukari', 'standby', '--listen', `127.0.0.1:${port}`]
  const child = spawn('setpriv', typed, {
    cwd: projectRoot,
    env: { ...environment, AZUKARI_LOG_LEVEL: 'info' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  while (!output.includes('keeping the copy')) {
    if (isOver(child)) throw new Error(`the receiver did not start:\n${output}`)
    await sleep(20)
  }
  return {
    output: () => output,
    kill: async (signal = 'SIGKILL') => {
      if (isOver(child)) return
      const over = once(child, 'exit')
      child.kill(signal)
      await over
    },
  }
}

const isOver = ({ exitCode, signalCode }: ChildProcess) => exitCode !== null || signalCode !== null
