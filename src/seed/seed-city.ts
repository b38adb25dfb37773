import {
  findClient,
  giveDemoCard,
  makeClientKeyPair,
  registerClient,
  saveDemoKey,
} from '../identity/index.ts'
import { addDays } from '../kernel/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { enrolResident, findResident } from '../residents/index.ts'
import { findUse, publishUse } from '../review/index.ts'
import { findVendor, saveVendor } from '../vendors/index.ts'
import { companies, type SeededCompany } from './companies.ts'
import { holderOfTheCard, people } from './people.ts'
import { seedLife } from './seed-life.ts'
import { seedTerms } from './seed-terms.ts'

/** Fills a city with fictional people and companies. What is there already stays as it is. */
export async function seedCity(tenant: Tenant, demoKeysDirectory: string): Promise<void> {
  for (const { residentId, identity } of people) {
    if (!(await findResident(tenant, residentId))) await enrolResident(tenant, identity, residentId)
  }
  await seedTerms(tenant)
  await giveDemoCard(tenant, holderOfTheCard.residentId)
  for (const company of companies) await seedCompany(tenant, company, demoKeysDirectory)
  await seedLife(tenant)
}

async function seedCompany(tenant: Tenant, company: SeededCompany, demoKeysDirectory: string): Promise<void> {
  const { vendorId, profile, clientId } = company
  const now = tenant.clock.now()
  if (!(await findVendor(tenant.database, vendorId))) {
    await saveVendor(tenant.database, {
      vendorId,
      profile,
      standing: 'active',
      contractUntil: addDays(now, 3 * 365),
    })
  }
  for (const { useId, terms } of company.uses) {
    if (await findUse(tenant.database, useId)) continue
    const use = { useId, vendorId, version: 1, standing: 'approved' as const, terms }
    await publishUse(tenant.database, use, now)
  }
  if (await findClient(tenant, clientId)) return
  const pair = await makeClientKeyPair()
  await saveDemoKey(demoKeysDirectory, clientId, pair)
  const outcome = await registerClient(tenant, { clientId, vendorId, jwks: pair.publicJwks })
  if (!outcome.ok) throw new Error(`the seed was refused: ${outcome.because}`)
}
