import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { addDays, localDayOf } from '../../src/kernel/index.ts'
import { databasesOf, openPool, withDatabase, type Pool } from '../../src/platform/database/index.ts'
import { CityKeyRing } from '../../src/platform/keys/index.ts'
import { describeKeys, keysOfLog } from '../../src/proof/index.ts'
import { findResident } from '../../src/residents/index.ts'
import { daysOf } from '../../src/vault/index.ts'
import { azukari } from '../support/azukari-command.ts'
import { agree, aUse, aVendor } from '../support/city.ts'
import { behindProxy } from '../support/everyday-city.ts'
import { isFull } from '../support/is-full.ts'
import { brokenReceipts, brokenWords } from '../support/kept-words.ts'
import { MindfulLoad } from '../support/mindful-load.ts'
import { seeded } from '../support/seeded.ts'
import { serveCity, startingMs, type ServedCity, type ServiceProcess } from '../support/service.ts'

/** Each takes two minutes on a slow machine. */
const rounds = isFull ? 6 : 1
const chance = seeded()
let city: ServedCity
let services: ServiceProcess[]
let load: MindfulLoad
/** A superuser in the key store. */
let keystore: Pool
beforeAll(async () => {
  city = await serveCity(behindProxy)
  services = await Promise.all([city.start(), city.start()])
  load = await MindfulLoad.prepare(city, 15, () => chance.pick(services), chance)
  const url = withDatabase(inject('keystoreUrl'), `azukari_${city.tenant.id}_keys`)
  keystore = openPool({ url, name: 'test-keystore', max: 1 })
}, startingMs)
afterAll(async () => {
  await keystore?.end()
  await city?.close()
})

const inCity = (...typed: string[]) => azukari(typed, city.environment)
const ring = () => CityKeyRing.load(join(city.config.cityKeys, `${city.tenant.id}.json`))

async function namesOfSecrets(): Promise<string[]> {
  const { rows } = await keystore.query<{ name: string }>('select name from keystore.service_keys')
  return rows.map(({ name }) => name)
}

/** Of which everybody has deposited something. */
function lastDays() {
  const now = city.tenant.clock.now()
  return { from: localDayOf(addDays(now, -7)), to: localDayOf(now) }
}

const nothingWaits = () =>
  vi.waitFor(
    async () =>
      expect((await city.tenant.database.query('select from proof.pending_leaves')).rowCount).toBe(0),
    { timeout: 60_000, interval: 100 },
  )

/** Each with a command; whether there is one more afterwards. */
const renewals = [
  ['rotate-keys', '--json'],
  ['rotate-log-key', '--json'],
  ['rotate-keys', '--what', 'tokens', '--json'],
  ['rotate-keys', '--what', 'cursors', '--json'],
] as const

describe('Every key that has a command is renewed again and again, while residents act and companies read', () => {
  it('and no request fails of it, nothing is lost, and everything still opens', async () => {
    const { memory } = load
    const before = (await ring()).currentId
    load.start()
    for (let round = 0; round < rounds; round += 1)
      for (const typed of renewals) {
        const { status, stderr } = await inCity(...typed)
        expect([typed, status, stderr]).toEqual([typed, 0, ''])
        // Each key is used for a moment.
        const acts = memory.acts.length
        await vi.waitFor(() => expect(memory.acts.length).toBeGreaterThan(acts + 2), { timeout: 60_000 })
      }
    await load.end()
    await nothingWaits()

    expect({ unanswered: memory.unanswered, failedReads: memory.failedReads }).toEqual({
      unanswered: 0,
      failedReads: 0,
    })
    const now = await ring()
    expect([now.size, now.has(before)]).toEqual([1, false])
    const names = await namesOfSecrets()
    for (const name of ['log-signing', 'oidc-signing', 'exchange-cursor'])
      expect(names).toContain(`${name}/${String(rounds + 1)}`)
    for (const [what, broken] of Object.entries(await brokenWords(city.tenant, memory)))
      expect([what, broken.slice(0, 3)]).toEqual([what, []])
    for (const residentId of load.people) {
      expect((await findResident(city.tenant, residentId))?.identity.reveal().name).toBe('青葉 花子')
      const opened = []
      for await (const day of daysOf(city.tenant, residentId, 'activity.steps', lastDays())) opened.push(day)
      expect(opened.length).toBeGreaterThan(1)
    }
    console.log(
      `acts confirmed ${memory.acts.length}, receipts ${memory.receipts.length}, lines ${memory.lines.length}, ` +
        `checkpoints ${memory.checkpoints.size}`,
    )
    expect(Math.min(memory.receipts.length, memory.lines.length, memory.checkpoints.size)).toBeGreaterThan(5)
  })

  it('leaves every receipt and every checkpoint good, for who trusts the first key, too', async () => {
    const { memory } = load
    const known = await keysOfLog(city.tenant.database)
    expect(known).toHaveLength(rounds + 1)
    const keys = known.map(({ verifier }) => verifier)
    expect(await brokenReceipts(city.tenant, memory, keys)).toEqual({ asHandedOut: [], anew: [] })
    const file = (name: string) => join(city.config.dataDirectory, name)
    await writeFile(file('seen.txt'), [...memory.checkpoints].map((note) => `${note}\n`).join(''))
    const log = await inCity('verify-log', '--json', '--checkpoint', file('seen.txt'))
    expect([log.status, JSON.parse(log.stdout)]).toMatchObject([0, [{ faults: [], overdue: 0 }]])
    await writeFile(file('keys.json'), JSON.stringify(describeKeys(known)))
    for (const receipt of [memory.receipts[0]!, memory.receipts.at(-1)!]) {
      await writeFile(file('receipt.json'), receipt.text)
      const trust = ['--keys', file('keys.json'), '--trust', keys[0]!.toString()]
      expect((await azukari(['verify', file('receipt.json'), ...trust])).status).toBe(0)
    }
  })
})

describe('A key store that is older than the last renewal of the log’s key', () => {
  it('stops the log, makes no other key, and says what is to be done; put back, it goes on', async () => {
    const name = `log-signing/${String(rounds + 1)}`
    const taken = await keystore.query<{ city_key_id: string; wrapped: Buffer; created_at: Date }>(
      'delete from keystore.service_keys where name = $1 returning city_key_id, wrapped, created_at',
      [name],
    )
    for (const service of services) await service.stop()
    services = [await city.start()]
    const use = await aUse(city.tenant, await aVendor(city.tenant))
    await agree(city.tenant, load.people[0]!, use)
    const remedy =
      /lacks the key that signs the log: put back a backup .*azukari backup-keys.* from after azukari rotate-log-key/u
    await vi.waitFor(() => expect(services[0]!.output()).toMatch(remedy), { timeout: 30_000 })
    const renewed = await inCity('rotate-log-key')
    expect([renewed.status, renewed.stderr]).toEqual([1, expect.stringMatching(remedy)])
    expect(renewed.stderr).toContain('鍵の保管庫のバックアップ')
    expect(await namesOfSecrets()).not.toContain(name)
    expect((await city.tenant.database.query('select from proof.pending_leaves')).rowCount).toBeGreaterThan(0)
    const [row] = taken.rows
    await keystore.query(
      'insert into keystore.service_keys (name, city_key_id, wrapped, created_at) values ($1, $2, $3, $4)',
      [name, row!.city_key_id, row!.wrapped, row!.created_at],
    )
    await nothingWaits()
    expect((await inCity('verify-log')).status).toBe(0)
  })
})

describe('The passwords of the databases', () => {
  const secretFile = () => join(city.config.dataDirectory, 'secrets', 'database.secret')

  /** What the service's login answers to the password that follows from this secret. */
  async function signsIn(secret: string): Promise<boolean> {
    const { data } = databasesOf({
      dataAdmin: inject('postgresUrl'),
      keystoreAdmin: inject('keystoreUrl'),
      tenant: city.tenant.id,
      secret,
    })
    const client = new pg.Client({ connectionString: data.personal })
    return client.connect().then(
      () => client.end().then(() => true),
      () => false,
    )
  }

  it('are others after the service was stopped, their secret taken away, and the databases prepared anew', async () => {
    const old = (await readFile(secretFile(), 'utf8')).trim()
    expect(await signsIn(old)).toBe(true)
    for (const service of services) await service.stop()
    await rm(secretFile())
    expect((await inCity('migrate', '--json')).status).toBe(0)
    services = [await city.start()]
    expect([await signsIn(old), await signsIn((await readFile(secretFile(), 'utf8')).trim())]).toEqual([
      false,
      true,
    ])
    const verified = await inCity('verify-log', '--json')
    expect([verified.status, JSON.parse(verified.stdout)]).toMatchObject([0, [{ faults: [], overdue: 0 }]])
  })
})
