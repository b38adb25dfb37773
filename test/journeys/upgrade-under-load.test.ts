import { execFile } from 'node:child_process'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { checkLog } from '../../src/audit/index.ts'
import { version } from '../../src/version.ts'
import { liveOn } from '../support/everyday-acts.ts'
import { behindProxy, populate, type EverydayCity } from '../support/everyday-city.ts'
import { serveCity, startingMs, type ServedCity, type ServiceProcess } from '../support/service.ts'
import { readRecords } from '../support/service-company.ts'
import { Tally } from '../support/tally.ts'
import { copyOfTheTree, type TreeCopy } from '../support/tree-copy.ts'
import { typing } from '../support/typing.ts'
import type { WatchedStop } from '../support/watched-stops.ts'

let city: ServedCity
let services: [ServiceProcess, ServiceProcess]
let day: EverydayCity
/** This program, two migrations later. */
let newer: TreeCopy
let place: string

beforeAll(async () => {
  place = await mkdtemp(join(tmpdir(), 'azukari-upgrade-'))
  city = await serveCity()
  services = [await city.start(undefined, behindProxy), await city.start(undefined, behindProxy)]
  day = await populate(city, services)
  newer = await copyOfTheTree()
  await newer.edit('package.json', `"version": "${version}"`, '"version": "99.0.0"')
}, startingMs)
afterAll(async () => {
  await city.close()
  await newer.remove()
  await rm(place, { recursive: true })
})

async function addMigration(words: string, sql: string): Promise<string> {
  const folder = join(newer.path, 'db/migrations/data')
  const number = (await readdir(folder)).length + 1
  const name = `${String(number).padStart(6, '0')}_${words}.sql`
  await writeFile(join(folder, name), sql)
  return name
}

/** `azukari …` of the newer program, as a process of its own. */
function newerAzukari(typed: string): Promise<{ stdout: string; stderr: string; status: number }> {
  return new Promise((resolve) => {
    const program = join(newer.path, 'bin/azukari')
    execFile(program, typed.split(' '), { env: city.environment, cwd: newer.path }, (fault, stdout, stderr) =>
      resolve({ stdout, stderr, status: fault ? Number(fault.code) : 0 }),
    )
  })
}

/** Everything that goes on in a city, until it is told that it is over. */
function busy(atOnce = 3) {
  const tally = new Tally()
  const stops: WatchedStop[] = []
  let isOver = false
  const living = liveOn(day, { tally, onStop: (one) => stops.push(one) }, { atOnce, over: () => isOver })
  const over = async () => {
    isOver = true
    await living
  }
  return { tally, stops, over }
}

/** Every act that was confirmed is in the books, and every record in the log. */
async function expectNothingLost(stops: readonly WatchedStop[]): Promise<void> {
  const { rows } = await city.tenant.database.query<{ residentId: string; at: number }>(
    `select resident_id as "residentId", extract(epoch from recorded_at)::float8 * 1000 as at
       from consent.acts where kind = 'stopped'`,
  )
  for (const stop of stops) {
    const found = rows.some(
      ({ residentId, at }) =>
        residentId === stop.residentId && at > stop.askedAt - 50 && at < stop.confirmedAt + 50,
    )
    expect([stop, found]).toEqual([stop, true])
  }
  const audit = await checkLog(city.tenant, [])
  expect(audit).toMatchObject({ faults: [], withoutRecord: 0 })
}

describe('An upgrade while the city is at work', () => {
  it('is asked for with a backup of the day, or expressly without', async () => {
    const name = await addMigration(
      'something_more',
      `create table consent.wishes (resident_id uuid primary key, wish text not null);
       alter table consent.grants add column remark text not null default '';
       alter table consent.acts add column remark text;
       create index on vault.envelopes (day);
       create index on exchange.provisions (use_id);`,
    )
    const asked = await newerAzukari('upgrade --dry-run --json')
    expect(asked).toMatchObject({ stderr: '', status: 0 })
    expect(JSON.parse(asked.stdout)).toMatchObject({
      planned: [{ changes: [{ name: `data/${name}`, breaking: false }], hasResidents: true }],
    })
    expect(await newerAzukari('upgrade')).toMatchObject({ status: 1, stdout: '' })
    expect((await newerAzukari('upgrade')).stderr).toContain('--without-backup')
    expect((await newerAzukari('migrate')).stderr).toContain('azukari upgrade')
    expect((await newerAzukari(`upgrade --backup ${place} --keys ${place}`)).stderr).toContain(
      'holds no backup',
    )
  })

  it('fails no request and loses nothing, and names the processes to be started anew', async () => {
    const [data, keys] = [join(place, 'data'), join(place, 'keys')]
    expect(await typing(`backup ${data}`, city.environment)).toMatchObject({ status: 0 })
    expect(await typing(`backup-keys ${keys}`, city.environment)).toMatchObject({ status: 0 })
    const { tally, stops, over } = busy()
    await sleep(1_000)
    const before = tally.requests
    const upgraded = await newerAzukari(`upgrade --backup ${data} --keys ${keys} --json`)
    const during = tally.requests - before
    await sleep(3_000)
    await over()
    expect(upgraded).toMatchObject({ stderr: '', status: 0 })
    expect(JSON.parse(upgraded.stdout)).toMatchObject({
      version: '99.0.0',
      stillOld: expect.arrayContaining([
        expect.objectContaining({ service: 'personal', version, processes: 2 }),
      ]),
    })
    expect(tally.unexpected).toEqual([])
    expect(during).toBeGreaterThan(20)
    expect(stops.length).toBeGreaterThan(0)
    console.log(
      `${String(during)} requests during the upgrade, the slowest ${String(Math.max(...tally.tookMs))} ms`,
    )
    const { rows } = await city.tenant.database.query('select remark from consent.grants limit 1')
    expect(rows).toEqual([{ remark: '' }])
    await expectNothingLost(stops)
    expect((await newerAzukari('upgrade')).stdout).toContain('Nothing to change')
  })

  it('when it breaks the version before: that one delivers nothing more and ends, and does not start again', async () => {
    const name = await addMigration(
      'breaking_one',
      `--! breaking\ncomment on table consent.grants is 'otherwise';`,
    )
    const [service] = services
    const wishes = { use: day.bulk.use, token: await day.bulk.token(service) }
    expect((await readRecords(service, wishes)).status).toBe(200)
    const upgraded = await newerAzukari('upgrade --without-backup')
    expect(upgraded.stdout).toContain('end by themselves')
    await vi.waitFor(() => expect(services.map((one) => one.alive())).toEqual([false, false]), {
      timeout: 30_000,
    })
    for (const { output } of services) expect(output()).toContain(`cannot survive (${name})`)
    const again = await city.start().catch((fault: unknown) => String(fault))
    await vi.waitFor(() => expect(typeof again === 'string' || !again.alive()).toBe(true), {
      timeout: 30_000,
    })
    expect(typeof again === 'string' ? again : again.output()).toContain('start the newer version')
    expect((await typing('migrate', city.environment)).stderr).toContain('newer')
    await expectNothingLost([])
  })
})
