/** A city in which something goes on: people with data and open pages, companies that may read it. */
import type { ResidentId } from '../../src/residents/index.ts'
import type { Use } from '../../src/review/index.ts'
import { agree, aResident, aUse, deposit } from './city.ts'
import { registerTestCompany, type TestCompany } from './http-company.ts'
import { browserOf, type SignedInBrowser } from './served-resident.ts'
import { aToken, readRecords, wallClock, type Line } from './service-company.ts'
import type { ServedCity, ServiceProcess } from './service.ts'
import { walksFile } from './walks.ts'

export interface Person {
  residentId: ResidentId
  browser: SignedInBrowser
}

/** A company's program under one use. */
export interface Program {
  company: TestCompany
  use: Use
  /** Good for some minutes more. */
  token(service: ServiceProcess): Promise<string>
  /** Where its last poll ended. */
  cursor: string | undefined
  /** Whom it knows. */
  subjects: readonly string[]
}

export interface EverydayCity {
  city: ServedCity
  services: readonly [ServiceProcess, ...ServiceProcess[]]
  people: readonly Person[]
  /** Two that may read a little of everybody. */
  programs: readonly [Program, Program]
  /** One whose answers are larger than a network swallows at once, so that hanging up in the middle is felt. */
  bulk: Program
}

/** Each resident and program at an address of its own behind the proxy; the service must believe 127.0.0.1. */
export const behindProxy = { AZUKARI_TRUSTED_PROXIES: '127.0.0.1' }
const peopleCount = 32
/** Of ten minutes. */
const tokenMs = 4 * 60_000
/** In turn: the limit of reads counts by token, and a calm machine would reach it. */
const tokensAtOnce = 8
const items = ['activity.steps'] as const

export async function populate(
  city: ServedCity,
  services: EverydayCity['services'],
  onLine?: (line: Line) => void,
): Promise<EverydayCity> {
  const programs = [await aProgram(city), await aProgram(city)] as const
  const bulk = await aProgram(city)
  const people: Person[] = []
  for (let i = 0; i < peopleCount; i += 1) {
    const residentId = await withData(
      city,
      14,
      2,
      programs.map(({ use }) => use),
    )
    const browser = await browserOf(city.tenant, residentId, `10.0.0.${i + 1}`)
    // A form needs the token of a page that is open.
    await browser.open(services[0], '/home')
    people.push({ residentId, browser })
  }
  for (let i = 0; i < 3; i += 1) await withData(city, 200, 80, [bulk.use])
  await city.settle()
  for (const program of [...programs, bulk]) await readOnce(city, services[0], program, onLine)
  return { city, services, people, programs: [...programs], bulk }
}

async function aProgram(city: ServedCity): Promise<Program> {
  const company = await registerTestCompany(city.tenant)
  const use = await aUse(city.tenant, company.vendor, { items })
  const issued: { at: number; token: Promise<string> }[] = []
  let turn = 0
  const token = (service: ServiceProcess) => {
    turn = (turn + 1) % tokensAtOnce
    const last = issued[turn]
    if (last && wallClock() - last.at <= tokenMs) return last.token
    const next = { at: wallClock(), token: aToken(city, service, company) }
    issued[turn] = next
    return next.token
  }
  return { company, use, token, cursor: undefined, subjects: [] }
}

async function withData(city: ServedCity, days: number, samples: number, uses: readonly Use[]) {
  const residentId = await aResident(city.tenant)
  await deposit(city.tenant, residentId, walksFile(city.tenant.clock.now(), days, samples))
  for (const use of uses) await agree(city.tenant, residentId, use)
  return residentId
}

/** Reads everything for the first time, after which the program knows everybody by a pseudonym. */
async function readOnce(
  city: ServedCity,
  service: ServiceProcess,
  program: Program,
  onLine?: (line: Line) => void,
): Promise<void> {
  const { use } = program
  await readRecords(service, { use, token: await program.token(service), ...(onLine ? { onLine } : {}) })
  const { rows } = await city.tenant.database.query<{ pseudonym: string }>(
    'select pseudonym from exchange.pseudonyms where use_id = $1',
    [use.useId],
  )
  program.subjects = rows.map(({ pseudonym }) => pseudonym)
}
