/** What has happened to a resident before a task begins. Everybody has a past of their own, so no task meets another. */
import { createHash } from 'node:crypto'
import type { Page } from 'playwright-core'
import type { ItemCode } from '../../../src/catalog/index.ts'
import { grantsOf } from '../../../src/consent/index.ts'
import { startSession } from '../../../src/identity/index.ts'
import type { LocalDay } from '../../../src/kernel/index.ts'
import type { Tenant } from '../../../src/platform/tenant.ts'
import { enrolResident, type ResidentId } from '../../../src/residents/index.ts'
import { findUse, type Use } from '../../../src/review/index.ts'
import { companies } from '../../../src/seed/index.ts'
import { appleXml, memoryFile, record } from '../../../src/vault/importers/fixtures.ts'
import { agree, by, deposit } from '../../support/city.ts'
import { agreeToTerms } from '../../support/terms.ts'

const [pharmacy, market] = companies.map(({ vendorId, uses: [use] }) => ({ vendorId, useId: use!.useId }))
export const company = { pharmacy: pharmacy!, market: market! }
type Company = keyof typeof company

const sessionCookie = 'azukari-session'

export interface Actor {
  residentId: ResidentId
  token: string
}

/** Takes somebody in who has deposited three days, and lets the pharmacy use steps and weight. */
export async function aResident(tenant: Tenant): Promise<Actor> {
  const born = { name: '見本 花子', kana: 'ミホン ハナコ', birthDate: '1990-02-02' as LocalDay }
  const residentId = await agreeToTerms(tenant, await enrolResident(tenant, born))
  await deposit(tenant, residentId, memoryFile(healthExport(['2026-05-11', '2026-05-12', '2026-05-13'])))
  await agree(tenant, residentId, await useOf(tenant, 'pharmacy'), ['activity.steps', 'body.weight'])
  return { residentId, token: await startSession(tenant, residentId, 'demo') }
}

/** Steps and weight of these days, by the phone of somebody born as `aResident` is. */
export function healthExport(days: readonly string[]): string {
  const at = (day: string) => ({ startDate: `${day} 12:00:00 +0900`, endDate: `${day} 12:10:00 +0900` })
  const weight = { type: 'HKQuantityTypeIdentifierBodyMass', unit: 'kg', value: '61.5' }
  const steps = (index: number) => ({ value: String(4_100 + index) })
  return appleXml(
    ...days.flatMap((day, index) => [
      record({ ...steps(index), ...at(day) }),
      record({ ...weight, ...at(day) }),
    ]),
  )
}

/** The resident is signed in with this browser. */
export function signIn(page: Page, { token }: Actor, origin: string): Promise<void> {
  return page.context().addCookies([{ name: sessionCookie, value: token, url: origin }])
}

/** The token of whoever is signed in with this browser; nothing when nobody is. */
export async function sessionOf(page: Page): Promise<string> {
  const cookies = await page.context().cookies()
  return cookies.find(({ name }) => name === sessionCookie)?.value ?? ''
}

export async function agreeTo(tenant: Tenant, { residentId }: Actor, name: Company, items: ItemCode[]) {
  await agree(tenant, residentId, await useOf(tenant, name), items)
}

/** The resident as their browser acts for them. */
export function asActor({ residentId, token }: Actor) {
  return by(residentId, createHash('sha256').update(token).digest())
}

export async function useOf(tenant: Tenant, name: Company): Promise<Use> {
  const use = await findUse(tenant.database, company[name].useId)
  if (!use) throw new Error(`the seed has lost the use of the ${name}`)
  return use
}

/** What the resident has said to each company: `pharmacy: activity.steps withdrawn`. */
export async function saidBy(tenant: Tenant, { residentId }: Actor): Promise<string[]> {
  const grants = await grantsOf(tenant, residentId)
  const nameOf = (useId: string) => (useId === company.pharmacy.useId ? 'pharmacy' : 'market')
  return grants.map(({ useId, item, state }) => `${nameOf(useId)}: ${item} ${state}`)
}
