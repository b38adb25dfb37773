import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import { readFile, rename, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { StartProblem } from '../start-problem.ts'
import type { Account } from './account.ts'
import type { Place } from './cluster.ts'
import type { Installation } from './installation.ts'
import { settings } from './settings.ts'

export interface RunningPostgres {
  /** Superuser, without a database: `postgres://postgres:…@127.0.0.1:port`. */
  url: string
  port: number
  pid: number
  /** Resolves when PostgreSQL ends, asked or not. */
  ended: Promise<void>
  /** Breaks off what runs, writes everything down, ends. After 10 s it is made to; the next start then recovers. */
  stop(): Promise<void>
}

interface Postmaster {
  place: Place
  installation: Installation
  account: Account
  password: string
  durable: boolean
  port?: number
}

const portTries = 5
const logLimitBytes = 10 * 1024 * 1024
/** Recovery after a crash reads at most `max_wal_size` (1 GB): seconds on a disk of today, a minute on a poor one. */
const startLimitMs = 5 * 60_000

export async function runPostmaster(postmaster: Postmaster): Promise<RunningPostgres> {
  const log = join(postmaster.place.directory, 'postgres.log')
  for (let tries = 1; ; tries++) {
    const port = postmaster.port ?? (await freePort())
    const written = await makeRoom(log)
    const child = launch(postmaster, port, log)
    if ((await waitUntilReady(postmaster.place, child)) === 'ready') return describe(postmaster, child, port)
    const said = (await readFile(log)).subarray(written).toString()
    // Somebody took the port between our look and PostgreSQL's: look again, unless the caller chose it.
    const again = said.includes('could not bind') && postmaster.port === undefined && tries < portTries
    if (!again) throw didNotStart(log, said)
  }
}

/** Server events are few (some lines a day), so it is enough to begin a new log at a start. @returns its size in bytes */
async function makeRoom(log: string): Promise<number> {
  const { size } = await stat(log).catch(() => ({ size: 0 }))
  if (size <= logLimitBytes) return size
  await rename(log, `${log}.1`)
  return 0
}

function launch(
  { place, installation, account, durable }: Postmaster,
  port: number,
  log: string,
): ChildProcess {
  const output = openSync(log, 'a', 0o600)
  const command = [...account.prefix, installation.postgres, '-D', place.cluster]
  for (const [name, value] of Object.entries(settings({ port, durable })))
    command.push('-c', `${name}=${value}`)
  const [program = '', ...parameters] = command
  // Its own session, so that Ctrl-C reaches the supervisor alone, which ends things in order.
  const child = spawn(program, parameters, {
    detached: true,
    stdio: ['ignore', output, output],
    env: place.environment,
    cwd: place.directory,
    ...account.identity,
  })
  closeSync(output)
  return child
}

async function waitUntilReady(place: Place, child: ChildProcess): Promise<'ready' | 'ended'> {
  // Without a listener a missing program would end this process; its absence shows as a missing pid.
  child.once('error', () => undefined)
  const deadline = performance.now() + startLimitMs
  while (child.exitCode === null && child.signalCode === null && child.pid !== undefined) {
    const { pid, state } = await lockFileOf(place.cluster)
    if (pid === child.pid && state === 'ready') return 'ready'
    if (performance.now() > deadline) child.kill('SIGQUIT')
    await sleep(10)
  }
  return 'ended'
}

/** What the process that runs a cluster says of itself, or NaN (PostgreSQL: miscadmin.h, LOCK_FILE_LINE_…). */
async function lockFileOf(cluster: string) {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '')
  // Line 1 is the process id, line 4 the port, line 8 the state.
  const [pid, , , port, , , , state = ''] = text.split('\n')
  return { pid: Number(pid), port: Number(port), state: state.trim() }
}

/**
 * Where the PostgreSQL answers that another process runs in this directory, without a login, or, where the file with its
 * password is named, with the superuser's. The file it is read from
 * outlives a kill -9: ask only where the instance lock says that somebody runs there.
 */
export async function addressOfRunning(
  directory: string,
  passwordFile?: string,
): Promise<string | undefined> {
  const { port, state } = await lockFileOf(join(directory, 'cluster'))
  const password = passwordFile === undefined ? undefined : await readFile(passwordFile, 'utf8')
  const login = password === undefined ? '' : `postgres:${password.trim()}@`
  return state === 'ready' ? `postgres://${login}127.0.0.1:${port}/` : undefined
}

function didNotStart(log: string, said: string): StartProblem {
  const last = said.trim().split('\n').slice(-5).join('\n')
  return new StartProblem({
    ja: `PostgreSQL が起動しませんでした（記録: ${log}）。\n${last}`,
    en: `PostgreSQL did not start (see ${log}).\n${last}`,
  })
}

function describe({ password }: Postmaster, child: ChildProcess, port: number): RunningPostgres {
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}`,
    port,
    pid: child.pid ?? 0,
    ended,
    stop: () => stop(child, ended),
  }
}

async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill(signal)
    const patience = new AbortController()
    await Promise.race([ended, sleep(10_000, undefined, { signal: patience.signal }).catch(() => undefined)])
    patience.abort()
  }
  await ended
}

/** A port nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer()
    server.once('error', failed)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => done(typeof address === 'object' && address ? address.port : 0))
    })
  })
}
