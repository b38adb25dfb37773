/** Debian's chromium on a seeded city: a real service process, real PostgreSQL, nothing from another origin. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { seed } from '../../src/cli/start-steps.ts'
import { makeClientKeyPair, registerClient } from '../../src/identity/index.ts'
import { companies, people } from '../../src/seed/index.ts'
import { findVendor } from '../../src/vendors/index.ts'
import type { Tenant } from '../../src/platform/tenant.ts'
import { inject } from 'vitest'
import { launchChromium, narrow } from './chromium.ts'
import type { TestCompany } from './http-company.ts'
import { serveCity, type ServedCity, type ServiceProcess } from './service.ts'

export interface SeededCity {
  city: ServedCity
  service: ServiceProcess
  chromium: Browser
  /** Where people reach it: chromium tells a server of `localhost` where a form comes from, as it does over https. */
  origin: string
  close(): Promise<void>
}

/** The fictional city, served, and one chromium. `at`: what its clock says when it is made. */
export async function openSeededCity({ at }: { at?: string } = {}): Promise<SeededCity> {
  const city = await serveCity(at === undefined ? {} : { AZUKARI_DEMO_CLOCK: at })
  await seed(city.config, { data: inject('postgresUrl'), keystore: inject('keystoreUrl') })
  const [service, browser] = await Promise.all([city.start(), launchChromium()])
  return {
    city,
    service,
    chromium: browser,
    origin: `http://localhost:${service.port}`,
    close: async () => {
      await browser.close()
      await city.close()
    },
  }
}

export interface Visitor {
  page: Page
  /** Complaints of the console, errors of scripts, and requests to anywhere else. Empties it. */
  complaints(): string[]
  /** Paths asked for since the last time. Empties it. */
  requests(): string[]
  close(): Promise<void>
}

/** A browser of its own: no cookies, in Japan. */
export async function visit(
  { chromium: browser, origin }: Pick<SeededCity, 'chromium' | 'origin'>,
  options: BrowserContextOptions = {},
): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL: origin,
    viewport: narrow,
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    ...options,
  })
  context.setDefaultTimeout(10_000)
  const page = await context.newPage()
  const complaints: string[] = []
  const requests: string[] = []
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('request', (request) => {
    if (!request.url().startsWith(`${origin}/`)) complaints.push(`asked another origin: ${request.url()}`)
    requests.push(new URL(request.url()).pathname)
  })
  const take = (list: string[]) => list.splice(0)
  return {
    page,
    complaints: () => take(complaints),
    requests: () => take(requests),
    close: () => context.close(),
  }
}

/** One of the fictional residents, by the name `azukari token --as` knows them by. */
export function personCalled(handle: string) {
  const person = people.find((one) => one.handle === handle)
  if (!person) throw new Error(`the seed knows no ${handle}`)
  return person
}

/** The seeded pharmacy's program, with a key of its own. */
export async function pharmacysProgram(tenant: Tenant): Promise<TestCompany> {
  const [pharmacy] = companies
  const vendor = pharmacy && (await findVendor(tenant.database, pharmacy.vendorId))
  if (!vendor) throw new Error('the seed has lost its pharmacy')
  const keys = await makeClientKeyPair()
  const clientId = 'pharmacys-test-program'
  const registered = await registerClient(tenant, {
    clientId,
    vendorId: vendor.vendorId,
    jwks: keys.publicJwks,
  })
  if (!registered.ok) throw new Error(registered.because)
  return { vendor, clientId, keys }
}
