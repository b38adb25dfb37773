import { randomBytes } from 'node:crypto'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { liveOn } from '../../test/support/everyday-acts.ts'
import { behindProxy, populate, type EverydayCity } from '../../test/support/everyday-city.ts'
import { freePort } from '../../test/support/http-free-port.ts'
import { manifestIn } from '../../test/support/leaving-city.ts'
import {
  serveCity,
  startingMs,
  startService,
  type ServedCity,
  type ServiceProcess,
} from '../../test/support/service.ts'
import { Tally } from '../../test/support/tally.ts'
import { testCity } from '../../test/support/tenant.ts'
import { typing } from '../../test/support/typing.ts'
import { openPool, withDatabase } from '../platform/database/index.ts'
import { kinds } from '../portability/kinds.ts'

let city: ServedCity
let service: ServiceProcess
let day: EverydayCity
let place: string
let elsewhere: NodeJS.ProcessEnv
let logKey: string

vi.setConfig({ testTimeout: startingMs })
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'azukari-moves-'))
  city = await serveCity()
  service = await city.start(undefined, behindProxy)
  day = await populate(city, [service])
  const tenants = [
    { id: `m${randomBytes(5).toString('hex')}`, hosts: ['localhost', '127.0.0.1'], city: testCity },
  ]
  await writeFile(join(place, 'tenants.json'), JSON.stringify(tenants))
  elsewhere = {
    ...city.environment,
    AZUKARI_DATA: join(place, 'elsewhere'),
    AZUKARI_TENANTS: join(place, 'tenants.json'),
  }
}, startingMs)
afterAll(async () => {
  await city.close()
  await rm(place, { recursive: true })
})

const azukari = (typed: string, environment = city.environment) => typing(typed, environment)
const copies = () => join(place, 'copies')
const moves = () => join(place, 'moves')
const identity = () => join(city.config.dataDirectory, 'secrets', 'backup-identity.txt')

async function asOwner(sql: string) {
  const url = withDatabase(inject('postgresUrl'), `azukari_${city.tenant.id}`)
  const owner = openPool({ url, name: 'test', max: 1 })
  return owner.query(sql).finally(() => owner.end())
}

describe('azukari export', () => {
  it('copies a city in which everything happens, and says what is in it', async () => {
    let over = false
    const living = liveOn(day, { tally: new Tally() }, { atOnce: 3, over: () => over })
    const copied = await azukari(`export ${copies()} --json`)
    over = true
    await living
    expect(copied).toMatchObject({ stderr: '', status: 0 })
    const [told] = JSON.parse(copied.stdout) as [{ folder: string; lines: number; logKey: string }]
    expect(told).toMatchObject({ purpose: 'copy', files: kinds.length })
    expect(told.lines).toBeGreaterThan(1_000)
    expect(await manifestIn(told.folder)).toMatchObject({ version: 2, purpose: 'copy' })
    logKey = told.logKey
  })

  it('killed at any moment leaves no export', async () => {
    const killed = join(place, 'killed')
    for (const after of [900, 1_100, 1_400, 1_800]) {
      const child = spawn('bin/azukari', ['export', killed], { env: city.environment, stdio: 'ignore' })
      await sleep(after)
      child.kill('SIGKILL')
      if (child.exitCode === null) await once(child, 'exit')
      const names = await readdir(killed).catch(() => [])
      for (const name of names.filter((one) => one.endsWith('.export')))
        expect(await readdir(join(killed, name))).toHaveLength(43)
    }
  })

  it('a copy is not taken in: two must not sign one log', async () => {
    const { stderr, status } = await azukari(`import-all ${copies()} --identity ${identity()}`, elsewhere)
    expect([stderr, status]).toEqual([expect.stringContaining('export --moving'), 1])
  })

  it('does not move a city under a service at work', async () => {
    const { stderr, status } = await azukari(`export ${moves()} --moving`)
    expect([stderr, status]).toEqual([expect.stringContaining('Stop it'), 1])
    expect((await azukari('moved')).stdout).toContain('is here')
  })
})

describe('A city that moves', () => {
  it('ends where it was: a process that slept, and one that starts, deliver nothing and end', async () => {
    await service.kill('SIGSTOP')
    await asOwner('delete from platform.processes')
    const moved = await azukari(`export ${moves()} --moving`)
    expect(moved).toMatchObject({ stderr: '', status: 0 })
    expect(moved.stdout).toContain(`--log-key ${logKey}`)
    await service.kill('SIGCONT')
    await vi.waitFor(() => expect(service.alive()).toBe(false), { timeout: 30_000 })
    const started = await city.start().catch((fault: unknown) => String(fault))
    const output = () => (typeof started === 'string' ? started : started.output())
    await vi.waitFor(() => expect(typeof started === 'string' || !started.alive()).toBe(true), {
      timeout: 30_000,
    })
    expect(output()).toContain('the city moved to another installation')
  })

  it('is taken in elsewhere, and is served there', async () => {
    const typed = `import-all ${moves()} --identity ${identity()} --log-key ${logKey} --json`
    const taken = await azukari(typed, elsewhere)
    expect(taken).toMatchObject({ stderr: '', status: 0 })
    expect(JSON.parse(taken.stdout)).toMatchObject({ logKey })
    expect(await azukari('verify-log', elsewhere)).toMatchObject({ stderr: '', status: 0 })
    const there = await startService(elsewhere, await freePort())
    const answer = await fetch(`${there.origin}/log/v1/keys`)
    expect(await answer.text()).toContain(logKey)
    await vi.waitFor(async () => {
      const metrics = await (await fetch(`${there.origin}/metrics`)).text()
      expect(metrics).toMatch(/azukari_deliveries_closed\S* 0/)
    })
    await there.stop()
  })

  it('goes on where it was when the move is called off', async () => {
    expect((await azukari('moved --json')).stdout).toMatch(/"movedAt":"\d{4}/)
    expect((await azukari('moved --take-back')).stdout).toContain('is here')
    const again = await city.start()
    expect(again.alive()).toBe(true)
    await sleep(2_000)
    expect(again.alive()).toBe(true)
    await again.stop()
  })
})
