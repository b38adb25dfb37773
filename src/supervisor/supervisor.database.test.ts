import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { createServer } from 'node:http'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { freePort } from '../platform/postgres-server/index.ts'

let data: string
let port: number
let started: Supervisor[]

// Every start here is durable: on a busy disk each takes seconds.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'azukari-test-'))
  port = await freePort()
  started = []
})

afterEach(async () => {
  for (const { child, ended } of started) {
    child.kill('SIGTERM')
    await ended
  }
  await rm(data, { recursive: true, force: true })
})

interface Supervisor {
  child: ChildProcess
  said: () => string
  ended: Promise<number | null>
}

function start(environment: Record<string, string> = {}): Supervisor {
  const child = spawn(process.execPath, ['--import', 'tsx', 'test/support/supervise.ts'], {
    env: { PATH: process.env['PATH'], AZUKARI_DATA: data, PORT: String(port), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let text = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (text += chunk))
  const ended = once(child, 'close').then(([code]: (number | null)[]) => code ?? null)
  const supervisor = { child, said: () => text, ended }
  started.push(supervisor)
  return supervisor
}

async function ready(supervisor: Supervisor): Promise<Supervisor> {
  const early = supervisor.ended.then((code) =>
    Promise.reject(new Error(`ended with ${code}: ${supervisor.said()}`)),
  )
  early.catch(() => undefined)
  await Promise.race([
    early,
    expect.poll(supervisor.said, { timeout: 90_000 }).toContain('Azukari is running'),
  ])
  return supervisor
}

async function servicePid(): Promise<number | undefined> {
  const answer = await fetch(`http://127.0.0.1:${port}/`).catch(() => undefined)
  return answer && Number(((await answer.json()) as { pid: number }).pid)
}

async function postmasterPid(name = 'postgres'): Promise<number> {
  return Number.parseInt(await readFile(join(data, name, 'cluster', 'postmaster.pid'), 'utf8'), 10)
}

/** Processes that still work in our data directory. */
async function leftovers(): Promise<string[]> {
  const found: string[] = []
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
    if (command.includes(data)) found.push(command)
  }
  return found
}

describe('azukari start', () => {
  it('says in Japanese and English what to open and as whom, and ends in order', async () => {
    const supervisor = await ready(start())
    expect(supervisor.said()).toContain(`開く: http://localhost:${port}/`)
    expect(supervisor.said()).toContain('青葉 はな — 市民・34歳')
    expect(supervisor.said()).toContain('青葉 はな — resident, 34')
    supervisor.child.kill('SIGINT')
    expect(await supervisor.ended).toBe(0)
    expect(supervisor.said()).toMatch(/Ending…[^]*service: ended in order[^]*Ended\./)
    expect(await leftovers()).toEqual([])
  })

  it('leaves the first alone when started twice on the same data', async () => {
    await ready(start())
    const first = await servicePid()
    const second = start({ PORT: String(await freePort()) })
    expect(await second.ended).toBe(3)
    expect(second.said()).toContain(`already runs on ${data}`)
    expect(second.said()).toContain(`http://localhost:${port}`)
    expect(await servicePid()).toBe(first)
  })

  it('recovers after everything was killed', async () => {
    const first = await ready(start())
    const service = await servicePid()
    const clusters = [await postmasterPid('postgres'), await postmasterPid('keystore')]
    first.child.kill('SIGKILL')
    for (const pid of [service ?? 0, ...clusters]) process.kill(pid, 'SIGKILL')
    await first.ended
    const second = await ready(start())
    expect(second.said().match(/prepared: 2/g)).toHaveLength(2)
  })

  it('starts the service again when it dies', async () => {
    const supervisor = await ready(start())
    const before = await servicePid()
    await fetch(`http://127.0.0.1:${port}/die`).catch(() => undefined)
    await expect.poll(servicePid, { timeout: 30_000 }).not.toBe(before)
    await expect.poll(servicePid, { timeout: 30_000 }).toBeGreaterThan(0)
    expect(supervisor.said()).toContain('started again in 0.5 s')
  })

  it('starts a database again when it dies', async () => {
    const supervisor = await ready(start())
    const before = await postmasterPid()
    process.kill(before, 'SIGKILL')
    await expect.poll(supervisor.said, { timeout: 30_000 }).toContain('The database postgres ended')
    await expect.poll(() => postmasterPid(), { timeout: 30_000 }).not.toBe(before)
  })

  it('tells the service the mode', async () => {
    await ready(start())
    const answer = await fetch(`http://127.0.0.1:${port}/`)
    expect(await answer.json()).toMatchObject({ mode: 'demo' })
  })
})

describe('azukari start refuses, and says what to do', () => {
  it('when the port is taken', async () => {
    const other = createServer().listen(port)
    await once(other, 'listening')
    const supervisor = start()
    expect(await supervisor.ended).toBe(1)
    expect(supervisor.said()).toContain(`ポート ${port} は別のプログラムが使っています`)
    expect(supervisor.said()).toContain(`PORT=${port + 1} ./start`)
    other.close()
  })

  it('when the port is taken, and leaves no folder behind that was not there', async () => {
    const other = createServer().listen(port)
    await once(other, 'listening')
    const fresh = join(data, 'not', 'there')
    const supervisor = start({ AZUKARI_DATA: fresh })
    expect(await supervisor.ended).toBe(1)
    expect(supervisor.said()).toContain(`Port ${port} is taken`)
    expect(existsSync(join(data, 'not'))).toBe(false)
    other.close()
  })

  it('when the configuration is wrong', async () => {
    const supervisor = start({ AZUKARI_LOG_LEVEL: 'loud', AZUKARI_DEMO_CLOCK: 'noon' })
    expect(await supervisor.ended).toBe(2)
    expect(supervisor.said()).toContain('AZUKARI_LOG_LEVEL: error・warn・info・debug のどれかにしてください')
    expect(supervisor.said()).toContain('AZUKARI_DEMO_CLOCK')
  })

  it('when the service does not start, and ends the databases', async () => {
    const supervisor = start({ FAKE_SERVICE_DIES: '1' })
    expect(await supervisor.ended).toBe(1)
    expect(supervisor.said()).toContain('The service did not start')
    expect(await leftovers()).toEqual([])
  })
})
