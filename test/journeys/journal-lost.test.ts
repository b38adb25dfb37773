import { copyFile, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { JournalFile } from '../../src/platform/stop-journal/index.ts'
import type { ResidentId } from '../../src/residents/index.ts'
import type { Use } from '../../src/review/index.ts'
import { wholeJournal } from '../support/journal.ts'
import { azukari } from '../support/azukari-command.ts'
import { agree, answersOf, aResident, aUse, deposit } from '../support/city.ts'
import { behindProxy } from '../support/everyday-city.ts'
import { registerTestCompany, type TestCompany } from '../support/http-company.ts'
import { freePort } from '../support/http-free-port.ts'
import { browserOf, type SignedInBrowser } from '../support/served-resident.ts'
import { aToken, readRecords, recordsIn } from '../support/service-company.ts'
import { serveCity, startingMs, type ServedCity, type ServiceProcess } from '../support/service.ts'
import { walksFile } from '../support/walks.ts'

const people = ['stays', 'stops', 'stopsToo', 'erases'] as const
type Person = (typeof people)[number]

let city: ServedCity
let service: ServiceProcess
let company: TestCompany
let use: Use
let token: string
let residents: Record<Person, { residentId: ResidentId; browser: SignedInBrowser }>
const journal = () => city.tenant.journal.file.path
const aside = () => `${journal()}.aside`

beforeAll(async () => {
  city = await serveCity(behindProxy)
  company = await registerTestCompany(city.tenant)
  use = await aUse(city.tenant, company.vendor, { items: ['activity.steps'] })
  service = await city.start()
  const found: Partial<typeof residents> = {}
  for (const [at, person] of people.entries()) {
    const residentId = await aResident(city.tenant)
    await deposit(city.tenant, residentId, walksFile(city.tenant.clock.now(), 2, 1))
    await agree(city.tenant, residentId, use)
    const browser = await browserOf(city.tenant, residentId, `10.0.0.${String(at + 1)}`)
    await browser.open(service, '/home')
    found[person] = { residentId, browser }
  }
  residents = found as typeof residents
  token = await aToken(city, service, company)
  // One line must stand in the journal, so that it can be spoilt and can lack something.
  await residents.stops.browser.stop(service, use)
  await agree(city.tenant, residents.stops.residentId, use)
  await city.settle()
}, startingMs)
afterAll(() => city?.close())

async function metric(name: string, at: Pick<ServiceProcess, 'origin'>): Promise<number> {
  const text = await (await fetch(`${at.origin}/metrics`)).text()
  return Number(new RegExp(`^azukari_${name}\\{[^}]*\\} (\\d+)$`, 'mu').exec(text)?.[1])
}

/** Of how many people a company is given something, or the status and the reason of a no. */
async function given(at: Pick<ServiceProcess, 'port'>): Promise<number | [number, string]> {
  const read = await readRecords(at, { use, token })
  if (read.status === 200) return new Set(recordsIn(read.lines).map(({ subject }) => subject)).size
  return [read.status, (JSON.parse(read.body) as { because: string }).because]
}

const eventually = (look: () => Promise<unknown>, expected: unknown) =>
  vi.waitFor(async () => expect(await look()).toEqual(expected), { timeout: 60_000, interval: 200 })

describe('The stop journal is taken away while the service runs', () => {
  it('confirms no stop and no erasure, gives nothing of whom it concerns, and says so', async () => {
    await rename(journal(), aside())
    const stopped = await residents.stops.browser.post(service, '/companies/stop', { use: use.useId })
    expect(stopped.status).toBe(503)
    // Pressed again it is not confirmed either.
    const again = await residents.stops.browser.post(service, '/companies/stop', { use: use.useId })
    expect(again.status).toBe(503)
    const erased = await residents.erases.browser.post(service, '/settings/erase', { sure: 'yes' })
    expect(erased.headers.get('location')).toMatch(/done=waits$/u)
    expect((await city.tenant.keys.find(residents.erases.residentId))?.has('values')).toBe(true)
    expect(await given(service)).toBe(2)
    // The two stops, the no of the second press, and the erasure.
    await eventually(() => metric('stop_journal_unwritten_entries', service), 4)
    expect(service.output()).toContain(
      'a stop could not be written into the stop journal, and is not confirmed',
    )
  })

  it('makes no other one in its place', async () => {
    await expect(readFile(journal())).rejects.toThrow('ENOENT')
  })

  it('writes nothing into the journal of another', async () => {
    const anothers = await anothersJournal()
    await residents.stopsToo.browser.post(service, '/companies/stop', { use: use.useId })
    expect(await readFile(journal(), 'utf8')).toBe(anothers)
    await eventually(() => metric('stop_journal_unwritten_entries', service), 5)
  })

  it('confirms what waited as soon as it is put back, without a restart', async () => {
    await rename(aside(), journal())
    await eventually(() => metric('stop_journal_unwritten_entries', service), 0)
    const content = await wholeJournal(city.tenant.journal.file)
    expect(content).toMatchObject({ entries: { length: 6 } })
    const stopped = await residents.stops.browser.post(service, '/companies/stop', { use: use.useId })
    expect(stopped.status).toBe(303)
    await eventually(
      async () => (await city.tenant.keys.find(residents.erases.residentId))?.has('values') === true,
      false,
    )
    expect(await given(service)).toBe(1)
  })
})

async function anothersJournal(): Promise<string> {
  const line = (await readFile(aside(), 'utf8')).split('\n')[0] ?? ''
  await rm(journal(), { force: true })
  await new JournalFile(journal()).create('5a1e0000-0000-4000-8000-000000000099')
  expect(await readFile(journal(), 'utf8')).not.toContain(line)
  return readFile(journal(), 'utf8')
}

describe('A service that starts without its stop journal', () => {
  /** How it is lost, and what the log says of it. */
  const table: readonly [string, () => Promise<unknown>, RegExp][] = [
    ['taken away', () => rm(journal()), /not where it should be.*AZUKARI_JOURNAL.*freeze-consents/u],
    ['spoilt', spoil, /a line of the stop journal was changed.*freeze-consents/u],
    ['another’s', anothersJournal, /of another database.*AZUKARI_JOURNAL/u],
    ['shorter than it was', shorten, /lacks what this database has written.*freeze-consents/u],
  ]
  const title = 'delivers nothing, says why, and heals when it is put back: %s'
  it.each(table)(title, async (_, lose, said) => {
    await service.stop()
    await copyFile(journal(), aside())
    await lose()
    const port = await freePort()
    const started = city.launch(port)
    await eventually(async () => (await fetch(`${started.origin}/metrics`).catch(() => null))?.status, 200)
    expect((await fetch(`${started.origin}/healthz`)).status).toBe(503)
    expect(await given(started)).toEqual([503, 'lease-lost'])
    await eventually(() => metric('deliveries_closed', started), 1)
    expect(started.output()).toMatch(said)
    const pressed = await residents.stays.browser.post(started, '/companies/stop', { use: use.useId })
    // A stop, all the same; and it goes into the whole copy, not into what lies in its place.
    expect(pressed.status).toBe(503)
    await rename(aside(), journal())
    await started.healthy
    await eventually(() => given(started), 0)
    await eventually(() => metric('deliveries_closed', started), 0)
    await agree(city.tenant, residents.stays.residentId, use)
    await city.settle()
    expect(await given(started)).toBe(1)
    service = started
  })
})

/** One bit of the last line. */
async function spoil(): Promise<void> {
  const bytes = await readFile(journal())
  const at = bytes.lastIndexOf('withdrawn')
  bytes[at] = (bytes[at] ?? 0) ^ 1
  await writeFile(journal(), bytes)
}

/** Without its last line. */
async function shorten(): Promise<void> {
  const lines = (await readFile(journal(), 'utf8')).trimEnd().split('\n')
  await writeFile(journal(), `${lines.slice(0, -1).join('\n')}\n`)
}

describe('azukari freeze-consents', () => {
  const freeze = (...typed: string[]) => azukari(['freeze-consents', ...typed], city.environment)

  it('does nothing unless it is said that the journal is lost', async () => {
    const refused = await freeze()
    expect(refused.status).not.toBe(0)
    expect(refused.stderr).toContain('--yes-the-journal-is-lost')
    expect(await answersOf(city.tenant, residents.stays.residentId)).toEqual({ 'activity.steps': 'granted' })
    expect(await given(service)).toBe(1)
  })

  it('freezes every consent; residents are asked again, and nothing is given until somebody agrees anew', async () => {
    await rm(journal())
    await service.stop()
    const port = await freePort()
    const started = city.launch(port)
    await eventually(async () => (await fetch(`${started.origin}/metrics`).catch(() => null))?.status, 200)
    expect(await given(started)).toEqual([503, 'lease-lost'])
    const frozen = await freeze('--yes-the-journal-is-lost', '--json')
    expect([frozen.status, JSON.parse(frozen.stdout)]).toEqual([
      0,
      [{ tenant: city.tenant.id, residents: 1, aside: [] }],
    ])
    // The process that waits finds the new journal by itself.
    await started.healthy
    expect(await given(started)).toBe(0)
    const { browser, residentId } = residents.stays
    expect(await answersOf(city.tenant, residentId)).toEqual({ 'activity.steps': 'frozen' })
    const page = await browser.open(started, '/companies?choose=all')
    expect(page.text).toContain('もう一度おたずねします')
    const agreed = await browser.post(started, `/consent/${use.useId}`, {
      version: '1',
      answer: 'agree',
      items: 'activity.steps',
    })
    expect(agreed.status).toBe(303)
    await city.settle()
    expect(await given(started)).toBe(1)
    // Whom others have stopped for stays stopped, and the new journal counts.
    expect(await browser.stop(started, use)).toMatchObject({ page: expect.any(String) })
    const { entries } = await wholeJournal(city.tenant.journal.file)
    // From the lost one: what was erased, and the no that no act tells of.
    expect(entries.map(({ kind }) => kind)).toEqual(['erased', 'said-no', 'withdrawn'])
    expect((await azukari(['verify-log'], city.environment)).status).toBe(0)
  })
})
