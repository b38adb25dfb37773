import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { liveOn } from '../../test/support/everyday-acts.ts'
import { behindProxy, populate, type EverydayCity } from '../../test/support/everyday-city.ts'
import { isFull } from '../../test/support/is-full.ts'
import { readRecords } from '../../test/support/service-company.ts'
import { serveCity, startingMs, type ServedCity, type ServiceProcess } from '../../test/support/service.ts'
import { Tally } from '../../test/support/tally.ts'
import { typing } from '../../test/support/typing.ts'
import { checkFiles } from '../backup/index.ts'

let city: ServedCity
let service: ServiceProcess
let day: EverydayCity
let place: string

vi.setConfig({ testTimeout: startingMs })
beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'azukari-backups-'))
  city = await serveCity()
  service = await city.start(undefined, behindProxy)
  day = await populate(city, [service])
}, startingMs)
afterAll(async () => {
  await city.close()
  await rm(place, { recursive: true })
})

const azukari = (typed: string, changed: NodeJS.ProcessEnv = {}) =>
  typing(typed, { ...city.environment, ...changed })
const data = () => join(place, 'data')
const keys = () => join(place, 'keys')

describe('azukari backup, backup-keys and drill', () => {
  it('take a city in which everything happens, and it holds', async () => {
    let over = false
    const tally = new Tally()
    const living = liveOn(day, { tally }, { atOnce: 3, over: () => over })
    const taken = await azukari(`backup ${data()} --json`)
    const takenKeys = await azukari(`backup-keys ${keys()} --json`)
    const drilled = await azukari(`drill ${data()} --keys ${keys()} --json`)
    over = true
    await living
    expect(taken).toMatchObject({ stderr: '', status: 0 })
    expect(takenKeys).toMatchObject({ stderr: '', status: 0 })
    const [{ folder, rows, leaves }] = (
      JSON.parse(taken.stdout) as { taken: [{ folder: string; rows: number; leaves: number }] }
    ).taken
    expect(rows).toBeGreaterThan(1_000)
    expect((await stat(folder)).mode & 0o077).toBe(0)
    expect(JSON.parse(drilled.stdout)).toMatchObject([
      { faults: [], leaves, opened: { identities: 20, days: 20 } },
    ])
    expect(drilled).toMatchObject({ stderr: '', status: 0 })
  })

  it('write nothing that anybody can read without the identity', async () => {
    const [name = ''] = await readdir(data())
    const files = (await readdir(join(data(), name))).filter((file) => file.endsWith('.age'))
    expect(files.length).toBeGreaterThan(20)
    for (const file of files) {
      const bytes = await readFile(join(data(), name, file))
      expect(bytes.subarray(0, 21).toString()).toBe('age-encryption.org/v1')
      expect(bytes.includes('activity.steps')).toBe(false)
    }
  })

  it('refuse keys beside the data', async () => {
    const { stderr, status } = await azukari(`backup-keys ${join(data(), 'keys')}`)
    expect([stderr, status]).toEqual([expect.stringContaining('places apart'), 1])
  })

  it('tell a drill that does not hold by its exit code', async () => {
    const { stderr, status } = await azukari(`drill ${place} --keys ${keys()}`)
    expect([stderr, status]).toEqual([expect.stringContaining('holds no backup'), 1])
  })

  it('say what is missing in production', async () => {
    const production = {
      AZUKARI_MODE: 'production',
      AZUKARI_PUBLIC_URL: 'https://localhost',
      AZUKARI_CITY_KEYS: join(city.config.dataDirectory, 'city-keys'),
    }
    const nobody = await azukari(`backup ${data()}`, production)
    expect([nobody.stderr, nobody.status]).toEqual([expect.stringContaining('azukari backup-identity'), 1])
    const mistyped = await azukari(`backup ${data()} --recipient age1${'q'.repeat(58)}`, production)
    expect([mistyped.stderr, mistyped.status]).toEqual([expect.stringContaining('no age public key'), 1])
    const restored = await azukari(`restore ${data()} --keys ${keys()}`, production)
    expect([restored.stderr, restored.status]).toEqual([expect.stringContaining('--identity'), 1])
  })
})

describe('azukari backup, killed at any moment', () => {
  const kills = isFull ? 8 : 4
  it('leaves no backup, or a whole one', async () => {
    const target = join(place, 'killed')
    let whole = 0
    for (let turn = 0; turn < kills; turn += 1) {
      const child = spawn('bin/azukari', ['backup', target], { env: city.environment, stdio: 'ignore' })
      const ended = once(child, 'exit')
      const begun = vi.waitFor(async () => expect(await readdir(target)).toHaveLength(turn + 1), {
        timeout: 60_000,
        interval: 5,
      })
      await begun
      await sleep((turn * 200) / kills)
      child.kill('SIGKILL')
      await ended
      const finished = (await readdir(target)).filter((name) => !name.startsWith('.'))
      whole = finished.length
      for (const name of finished)
        expect(await checkFiles(join(target, name), 'data')).toMatchObject({ ok: true })
    }
    expect(await readdir(target)).toHaveLength(kills)
    expect(whole).toBeLessThan(kills)
    if (whole === 0) {
      const { status, stderr } = await azukari(`restore ${target} --keys ${keys()}`)
      expect([stderr, status]).toEqual([expect.stringContaining('holds no backup'), 1])
    }
  })
})

describe('azukari restore', () => {
  /** This test's own process has a lease, too, and is no service. */
  const endOwnLease = () =>
    city.tenant.database.query('delete from platform.processes where process_id = $1', [
      city.tenant.processId,
    ])

  it('refuses while a service is at work, and where there are residents', async () => {
    await endOwnLease()
    const atWork = await azukari(`restore ${data()} --keys ${keys()} --replace`)
    expect([atWork.stderr, atWork.status]).toEqual([expect.stringContaining('Stop it'), 1])
  })

  it('puts the city back; a process from before ends, and a new one serves it', async () => {
    const [program] = day.programs
    const token = await program.token(service)
    const before = await readRecords(service, { token, use: program.use })
    const cursor = before.lines.at(-1)?.cursor
    expect(cursor).toBeDefined()
    // It sleeps through the restore, and believes on waking that nothing has happened.
    await service.kill('SIGSTOP')
    await sleep(6_000)
    const inhabited = await azukari(`restore ${data()} --keys ${keys()}`)
    expect([inhabited.stderr, inhabited.status]).toEqual([expect.stringContaining('--replace'), 1])
    const restored = await azukari(`restore ${data()} --keys ${keys()} --replace`)
    expect([restored.stderr, restored.status]).toEqual(['', 0])
    expect(restored.stdout).toContain('.before-')
    await service.kill('SIGCONT')
    await vi.waitFor(() => expect(service.alive()).toBe(false), { timeout: 30_000 })
    expect(service.output()).toContain('its database no longer knows it')
    service = await city.start(undefined, behindProxy)
    const again = { token: await program.token(service), use: program.use }
    expect((await readRecords(service, { ...again, cursor })).body).toContain('cursor-not-valid')
    const fresh = await readRecords(service, again)
    expect(fresh.status).toBe(200)
    expect(fresh.lines.filter(({ type }) => type === 'record').length).toBeGreaterThan(100)
  })

  it('is begun again after it was killed, at whatever moment', async () => {
    await service.stop()
    const typed = ['restore', data(), '--keys', keys(), '--replace']
    const kills = isFull ? 5 : 3
    for (let turn = 0; turn < kills; turn += 1) {
      const child = spawn('bin/azukari', typed, { env: city.environment, stdio: 'ignore' })
      const ended = once(child, 'exit')
      await sleep(1_200 + (turn * 3_000) / kills)
      child.kill('SIGKILL')
      await ended
    }
    const restored = await azukari(typed.join(' '))
    expect([restored.stderr, restored.status]).toEqual(['', 0])
    const listed = JSON.parse((await azukari('replaced --json')).stdout) as [{ moments: string[] }]
    expect(listed[0].moments.length).toBeGreaterThan(0)
    service = await city.start(undefined, behindProxy)
    expect(await azukari('verify-log')).toMatchObject({ status: 0 })
  })
})

describe('azukari restore and drill where nothing runs', () => {
  it('make the clusters of a new machine, put the city there, and rehearse on them', async () => {
    const machine = {
      ...city.environment,
      DATABASE_URL: undefined,
      AZUKARI_KEYSTORE_URL: undefined,
      AZUKARI_DATA: join(place, 'machine'),
      AZUKARI_CITY_KEYS: city.config.cityKeys,
    }
    const identity = join(city.config.dataDirectory, 'secrets', 'backup-identity.txt')
    const typed = `${data()} --keys ${keys()} --identity ${identity} --json`
    const nothing = await typing(`drill ${typed}`, machine)
    expect([nothing.stderr, nothing.status]).toEqual([expect.stringContaining('./start'), 1])
    const restored = await typing(`restore ${typed}`, machine)
    expect([restored.stderr, restored.status]).toEqual(['', 0])
    const drilled = await typing(`drill ${typed}`, machine)
    expect(JSON.parse(drilled.stdout)).toMatchObject([{ faults: [], lost: {} }])
    const listed = await typing('replaced', machine)
    expect(listed.stdout).toMatch(/: \d{8}t\d{9}\n$/)
  })
})

describe('azukari city-keys split and join', () => {
  it('make the ring again where it is lost, and never write over one', async () => {
    const shares = join(place, 'shares')
    const split = await azukari(`city-keys split ${shares} --people 3 --needed 2 --json`)
    const [one = '', two = ''] = (JSON.parse(split.stdout) as { written: string[] }).written
    expect(split.stdout).not.toContain('01 ')
    const there = await azukari(`city-keys join ${one} ${two}`)
    expect([there.stderr, there.status]).toEqual([expect.stringContaining('is not written over'), 1])
    const elsewhere = { AZUKARI_CITY_KEYS: join(place, 'rings') }
    const few = await azukari(`city-keys join ${one}`, elsewhere)
    expect([few.stderr, few.status]).toEqual([expect.stringContaining('1 of the 2'), 1])
    const joined = await azukari(`city-keys join ${two} ${one} --json`, elsewhere)
    const { file } = JSON.parse(joined.stdout) as { file: string }
    const ring = join(city.config.cityKeys, `${city.tenant.id}.json`)
    expect(await readFile(file, 'utf8')).toBe(await readFile(ring, 'utf8'))
  })
})
