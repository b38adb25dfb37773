import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { debianBinaries } from '../../../test/support/debian-postgres.ts'
import { plainAccount } from '../../../test/support/plain-account.ts'
import { asNobody } from './account.ts'
import { addressOfRunning, startPostgres, type PostgresOptions, type RunningPostgres } from './index.ts'
import { linkLibraries, findInstallation } from './installation.ts'
import { postgresProcessesIn } from './leftover.ts'

let home: string
let options: PostgresOptions
const running = new Set<RunningPostgres>()
const supervisors = new Set<ChildProcess>()
const isRoot = process.getuid?.() === 0

// Every start here is durable: on a busy disk each takes seconds.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'azukari-test-'))
  options = { directory: join(home, 'postgres'), passwordFile: join(home, 'secrets', 'postgres.password') }
})

afterEach(async () => {
  for (const postgres of running) await postgres.stop()
  running.clear()
  for (const child of supervisors) child.kill('SIGKILL')
  supervisors.clear()
  await rm(home, { recursive: true, force: true })
})

async function start(more: Partial<PostgresOptions> = {}): Promise<RunningPostgres> {
  const postgres = await startPostgres({ ...options, ...more })
  running.add(postgres)
  return postgres
}

async function ask(postgres: RunningPostgres, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: postgres.url })
  client.on('error', () => undefined)
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

async function writeSomething(postgres: RunningPostgres) {
  await ask(postgres, 'create table kept (line int); insert into kept values (1), (2), (3)')
}

async function somethingIsThere(postgres: RunningPostgres) {
  expect(await ask(postgres, 'select count(*)::int as lines from kept')).toEqual([{ lines: 3 }])
}

/** Another supervisor, in its own process, and how to kill it. */
async function anotherSupervisor() {
  const child = spawn(
    process.execPath,
    ['--import', 'tsx', 'test/support/hold-postgres.ts', options.directory, options.passwordFile],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  supervisors.add(child)
  const [line] = await once(child.stdout, 'data')
  const { pid } = JSON.parse(String(line))
  const kill = async () => {
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  return { pid: Number(pid), kill }
}

/** A second place, beside the first. */
const elsewhere = () => ({ directory: join(home, 'other'), passwordFile: join(home, 'other.password') })
const cluster = () => join(options.directory, 'cluster')

describe('The PostgreSQL that comes along', () => {
  it('keeps what was written from one start to the next', async () => {
    const first = await start()
    await writeSomething(first)
    await first.stop()
    const second = await start()
    await somethingIsThere(second)
    expect(await postgresProcessesIn(cluster())).toContain(second.pid)
  })

  it('sorts by code point, speaks UTF-8, is durable and listens on the loopback address only', async () => {
    const postgres = await start()
    const shown = await ask(
      postgres,
      `select name, setting from pg_settings
        where name in ('fsync', 'full_page_writes', 'jit', 'listen_addresses', 'server_encoding', 'synchronous_commit')
        order by name`,
    )
    expect(shown).toEqual([
      { name: 'fsync', setting: 'on' },
      { name: 'full_page_writes', setting: 'on' },
      { name: 'jit', setting: 'off' },
      { name: 'listen_addresses', setting: '127.0.0.1' },
      { name: 'server_encoding', setting: 'UTF8' },
      { name: 'synchronous_commit', setting: 'on' },
    ])
    expect(
      await ask(postgres, `select datlocprovider as provider, datlocale as locale from pg_database limit 1`),
    ).toEqual([{ provider: 'b', locale: 'C.UTF-8' }])
  })

  it('lets nobody in without the password, which only its owner can read', async () => {
    const postgres = await start()
    const guess = { ...postgres, url: postgres.url.replace(/:[^:@]+@/, ':guess@') }
    await expect(ask(guess, 'select 1')).rejects.toThrow('password authentication failed')
    expect((await stat(options.passwordFile)).mode & 0o777).toBe(0o600)
    expect((await stat(cluster())).mode & 0o777).toBe(0o700)
    expect(await readdir(options.directory)).not.toContain('initial-password')
  })

  it('tells another process where it answers, without the password, and that only while it does', async () => {
    expect(await addressOfRunning(options.directory)).toBeUndefined()
    const postgres = await start()
    expect(await addressOfRunning(options.directory)).toBe(`postgres://127.0.0.1:${postgres.port}/`)
    await postgres.stop()
    expect(await addressOfRunning(options.directory)).toBeUndefined()
  })

  it('writes no value of a failed statement into its log', async () => {
    const postgres = await start()
    await ask(postgres, "create table people (name text primary key); insert into people values ('Sakurai')")
    await expect(ask(postgres, `insert into people values ('Sakurai')`)).rejects.toThrow('duplicate key')
    await expect(ask(postgres, `select 'Sakurai'::date`)).rejects.toThrow('invalid input')
    await postgres.stop()
    const log = await readFile(join(options.directory, 'postgres.log'), 'utf8')
    expect(log).toContain('database system is ready')
    expect(log).not.toContain('Sakurai')
  })
})

describe('After everything was killed', () => {
  it('recovers what was confirmed when PostgreSQL itself was killed', async () => {
    const first = await start()
    await writeSomething(first)
    process.kill(first.pid, 'SIGKILL')
    await first.ended
    await somethingIsThere(await start())
  })

  it('ends by itself when its supervisor is killed', async () => {
    const child = spawn(
      process.execPath,
      ['--import', 'tsx', '-e', holdWithDefaultAccount, options.directory, options.passwordFile],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    )
    supervisors.add(child)
    await once(child.stdout, 'data')
    child.kill('SIGKILL')
    await expect.poll(() => postgresProcessesIn(cluster()), { timeout: 30_000 }).toEqual([])
  })

  it('stops a PostgreSQL that was left over, and starts anew', async () => {
    const supervisor = await anotherSupervisor()
    await supervisor.kill()
    expect(await postgresProcessesIn(cluster())).toContain(supervisor.pid)
    const postgres = await start()
    expect(postgres.pid).not.toBe(supervisor.pid)
    expect(await postgresProcessesIn(cluster())).not.toContain(supervisor.pid)
  })

  it('leaves a PostgreSQL alone whose supervisor is alive', async () => {
    const supervisor = await anotherSupervisor()
    await expect(start()).rejects.toThrow('is in use by a running process')
    expect(await postgresProcessesIn(cluster())).toContain(supervisor.pid)
    await supervisor.kill()
    await (await start()).stop()
  })

  it('is not kept from starting by a process number that was given to a stranger', async () => {
    await (await start()).stop()
    await writeFile(join(cluster(), 'postmaster.pid'), `${process.pid}\n${cluster()}\n`)
    await start()
  })

  it('is not kept from starting by a killed process whose parent never looks', async () => {
    await (await start()).stop()
    // The shell becomes a program that never waits for the child it had.
    const parent = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 60'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [zombie] = await once(parent.stdout, 'data')
    await writeFile(join(cluster(), 'postmaster.pid'), `${String(zombie).trim()}\n${cluster()}\n`)
    await start()
    parent.kill('SIGKILL')
  })

  it('makes a cluster anew whose making was interrupted', async () => {
    await mkdir(join(options.directory, 'cluster.new', 'base'), { recursive: true })
    await start()
  })
})

describe('PostgreSQL refuses to start, and says what to do', () => {
  it('on data of another major version', async () => {
    await (await start()).stop()
    await writeFile(join(cluster(), 'PG_VERSION'), '17\n')
    await expect(start()).rejects.toThrow('was made by PostgreSQL 17, but version 18 is installed')
  })

  it('when the password is lost', async () => {
    await (await start()).stop()
    await rm(options.passwordFile)
    await expect(start()).rejects.toThrow('is missing. Restore it from your backup')
  })

  it('when the port it was given is taken', async () => {
    const { port } = await start()
    await expect(start({ ...elsewhere(), port })).rejects.toThrow('could not bind')
  })

  it.runIf(isRoot)('on data of another user', async () => {
    await mkdir(options.directory)
    await chown(options.directory, 4321, 4321)
    await expect(start()).rejects.toThrow('belongs to another user (uid 4321)')
  })

  it.runIf(isRoot)('where it has to be nobody and nobody cannot reach the place', async () => {
    await expect(start({ account: asNobody([]) })).rejects.toThrow('the user nobody cannot reach')
  })
})

describe('Under whichever account', () => {
  it.runIf(isRoot)('hands the files over from one account to the other', async () => {
    await chmod(home, 0o755)
    const first = await start({ account: asNobody([]) })
    await writeSomething(first)
    await first.stop()
    const second = await start({ account: plainAccount() })
    await somethingIsThere(second)
    await second.stop()
    await somethingIsThere(await start({ account: asNobody([]) }))
  })

  it('makes the same library links when two do so at once', async () => {
    const folder = join(home, 'libraries')
    await Promise.all([1, 2].map(() => linkLibraries(findInstallation(), folder)))
    expect(await readdir(folder)).toContain('libpq.so.5')
  })
})

describe.runIf(existsSync(debianBinaries(15)))(
  'A PostgreSQL of the system, which the tests run on as well',
  () => {
    it('is started in the same way, and sorts by code point as ours does', async () => {
      const [ours, debians] = [await start(), await start({ binaries: debianBinaries(15), ...elsewhere() })]
      const sorted = `select string_agg(word, '' order by word) as words from unnest('{あ,ア,a,B,é,Z}'::text[]) as word`
      expect(
        await ask(debians, `select current_setting('server_version_num')::int / 10000 as major`),
      ).toEqual([{ major: 15 }])
      for (const postgres of [ours, debians])
        expect(await ask(postgres, sorted)).toEqual([{ words: 'BZaéあア' }])
    })
  },
)

const holdWithDefaultAccount = `
  import('./src/platform/postgres-server/index.ts')
    .then(({ startPostgres }) => startPostgres({ directory: process.argv[1], passwordFile: process.argv[2] }))
    .then(({ pid }) => console.log(pid))
`
