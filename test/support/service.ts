/** Real processes of the service on a city of the test's own: started, killed, and read from as companies do. */
import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { inject } from 'vitest'
import {
  checkpointsOf,
  openTenants,
  prepareInstallation,
  type OpenTenant,
} from '../../src/installation/index.ts'
import { readConfig, type Config } from '../../src/platform/config/index.ts'
import { openPool } from '../../src/platform/database/index.ts'
import { admission } from '../../src/recovery/index.ts'
import { createLog } from '../../src/platform/log.ts'
import { settled } from './city.ts'
import { freePort } from './http-free-port.ts'
import { testCity } from './tenant.ts'

/** What a hook that starts services may take on a busy machine; two start in a few seconds on a quiet one. */
export const startingMs = 240_000
const projectRoot = fileURLToPath(new URL('../../', import.meta.url))

/** An outside provider that is nowhere: the pages are there, and say that it cannot be reached. */
const nobody = {
  issuer: 'https://outside.invalid',
  clientId: 'azukari-test',
  name: { ja: 'サンプルアプリ', jaEasy: 'サンプルアプリ', en: 'Sample App' },
}

/** Databases, keys and settings that several processes share. */
export interface ServedCity {
  config: Config
  environment: NodeJS.ProcessEnv
  /** This process's own view of the city: acts for residents, and looks into the books. */
  tenant: OpenTenant
  /** On a port of its own unless told which; `changed` settings are this process's alone. */
  start(port?: number, changed?: NodeJS.ProcessEnv): Promise<ServiceProcess>
  /** The same, without waiting until it answers. */
  launch(port: number, changed?: NodeJS.ProcessEnv): LaunchedService
  /** Until what has been done is in the window of the next read. */
  settle(): Promise<void>
  /** Ends so many of the services' connections to the city's database, as a failing network would. */
  cutConnections(count: number): Promise<void>
  close(): Promise<void>
}

/** Makes a city; `settings` go to each of its processes. On the clusters of all tests, unless they name others. */
export async function serveCity(settings: NodeJS.ProcessEnv = {}): Promise<ServedCity> {
  const directory = await mkdtemp(join(tmpdir(), 'azukari-city-'))
  const tenantsFile = join(directory, 'tenants.json')
  const id = `s${randomBytes(5).toString('hex')}`
  const tenants = [
    { id, hosts: ['localhost', '127.0.0.1'], city: testCity, joinAloneAge: 16, outsideProvider: nobody },
  ]
  await writeFile(tenantsFile, JSON.stringify(tenants))
  const addresses = {
    data: settings['DATABASE_URL'] ?? inject('postgresUrl'),
    keystore: settings['AZUKARI_KEYSTORE_URL'] ?? inject('keystoreUrl'),
  }
  const environment: NodeJS.ProcessEnv = {
    PATH: process.env['PATH'],
    AZUKARI_MODE: 'demo',
    DATABASE_URL: addresses.data,
    AZUKARI_KEYSTORE_URL: addresses.keystore,
    AZUKARI_DATA: directory,
    AZUKARI_TENANTS: tenantsFile,
    AZUKARI_LOG_LEVEL: 'warn',
    // A mail server that is nowhere, as the provider above: the pages are there.
    AZUKARI_SMTP_URL: 'smtp://127.0.0.1:9',
    AZUKARI_MAIL_FROM: 'azukari@aobano.example',
    AZUKARI_SMS_URL: 'http://127.0.0.1:9/',
    AZUKARI_SMS_SECRET: 'geheim-geheim-geheim-geheim-geheim',
    // Spares a process that is started for the tenth time most of its start.
    NODE_COMPILE_CACHE: join(directory, 'compile-cache'),
    // All processes are one service and go by one address: a token of one is good at the others.
    AZUKARI_PUBLIC_URL: `http://localhost:${await freePort()}`,
    ...settings,
  }
  const outcome = readConfig(environment)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems))
  const { config } = outcome
  await prepareInstallation(config, addresses)
  const [tenant] = await openTenants(config, addresses, 'test', createLog('silent'), (tenant, log) =>
    admission(tenant, log, { checkpoints: checkpointsOf(config, tenant.id) }),
  )
  if (!tenant) throw new Error('a city must have been opened')
  const started: ServiceProcess[] = []
  const launch: ServedCity['launch'] = (port, changed = {}) => {
    const service = launchService({ ...environment, ...changed }, port)
    started.push(service)
    return service
  }
  return {
    config,
    environment,
    tenant,
    launch,
    start: async (port, changed) => {
      const service = launch(port ?? (await freePort()), changed)
      await service.healthy
      return service
    },
    settle: () => settled(tenant),
    cutConnections: (count) => cutConnections(addresses.data, tenant.id, count),
    close: async () => {
      await Promise.all(started.map((service) => service.kill('SIGKILL')))
      await tenant.close()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

async function cutConnections(url: string, tenant: string, count: number): Promise<void> {
  const superuser = openPool({ url, name: 'test-cuts', max: 1 })
  await superuser.query(
    `select pg_terminate_backend(pid)
       from (select pid from pg_stat_activity
              where datname = 'azukari_' || $1 and application_name = 'azukari-personal'
              order by state = 'idle', random() limit $2) as chosen`,
    [tenant, count],
  )
  await superuser.end()
}

export interface ServiceProcess {
  port: number
  pid: number
  /** `http://127.0.0.1:port` */
  origin: string
  /** What it wrote: its log, one JSON object a line. */
  output(): string
  alive(): boolean
  /** Resolves when the process is gone (for SIGSTOP and SIGCONT: at once). */
  kill(signal: NodeJS.Signals): Promise<void>
  /** Ends it in order. */
  stop(): Promise<void>
}

export interface LaunchedService extends ServiceProcess {
  /** Resolves when it answers /healthz; rejects when it ends before. */
  healthy: Promise<void>
  /** Resolves when it is gone. */
  ended: Promise<unknown>
}

/** Should the test die, its processes die too. */
const withParent = ['setpriv', '--pdeathsig', 'KILL']

/** One `azukari serve`. Resolves when it answers /healthz. */
export async function startService(environment: NodeJS.ProcessEnv, port: number): Promise<ServiceProcess> {
  const service = launchService(environment, port)
  await service.healthy
  return service
}

function launchService(environment: NodeJS.ProcessEnv, port: number): LaunchedService {
  const [program = '', ...before] = withParent
  const child = spawn(program, [...before, 'bin/azukari', 'serve'], {
    cwd: projectRoot,
    env: { ...environment, PORT: String(port), AZUKARI_CITY_PORT: String(port === 1 ? 2 : port - 1) },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
  const origin = `http://127.0.0.1:${port}`
  const healthy = untilHealthy(origin, child, () => output)
  // Whoever kills it before it is healthy may not be waiting.
  healthy.catch(() => undefined)
  return {
    healthy,
    ended: once(child, 'exit'),
    port,
    pid: child.pid ?? 0,
    origin,
    output: () => output,
    alive: () => !isOver(child),
    kill: (signal) => kill(child, signal),
    stop: () => kill(child, 'SIGTERM'),
  }
}

function isOver(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

async function untilHealthy(origin: string, child: ChildProcess, output: () => string): Promise<void> {
  const giveUpAt = performance.now() + startingMs / 2
  while (!isOver(child) && performance.now() < giveUpAt) {
    const answer = await fetch(`${origin}/healthz`, { signal: AbortSignal.timeout(2_000) }).catch(() => null)
    await answer?.body?.cancel()
    if (answer?.ok) return
    await sleep(50)
  }
  child.kill('SIGKILL')
  throw new Error(`the service did not come up:\n${output()}`)
}

async function kill(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (isOver(child)) return
  const over = once(child, 'exit')
  child.kill(signal)
  if (signal !== 'SIGSTOP' && signal !== 'SIGCONT') await over
}
