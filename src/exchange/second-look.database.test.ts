import type pg from 'pg'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { aResident, agree, aUse, aVendor, deposit, stepsFile } from '../../test/support/city.ts'
import { readAsCompany } from '../../test/support/company-reads.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { addDays, localDayOf } from '../kernel/index.ts'
import type { Tenant } from '../platform/tenant.ts'

let city: TestTenant
beforeAll(async () => {
  city = await createTestTenant()
})
afterAll(() => city.close())

interface Plan {
  'Relation Name'?: string
  'Actual Loops': number
  Plans?: Plan[]
}

/** The same city, where it is written down how each second look was carried out, by a plan that any look may get. */
function withPlansKept(tenant: Tenant, plans: Plan[]): Tenant {
  const connect = async () => {
    const client = await tenant.database.connect()
    const query = async (text: string, values?: unknown[]) => {
      if (!text.includes('envelope.body')) return client.query(text, values)
      await client.query('set local plan_cache_mode = force_generic_plan')
      const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: Plan }] }>(
        `explain (analyze, format json) ${text}`,
        values,
      )
      for (const row of rows) plans.push(row['QUERY PLAN'][0].Plan)
      return client.query(text, values)
    }
    return { query, release: () => client.release() }
  }
  const query = tenant.database.query.bind(tenant.database)
  return { ...tenant, database: { connect, query } as unknown as pg.Pool }
}

const parts = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(parts)]

it('A second look asks once how company, use and program stand, for however many days and companies there are', async () => {
  const vendor = await aVendor(city)
  const use = await aUse(city, vendor, { items: ['activity.steps'] })
  for (let number = 0; number < 20; number += 1) await aUse(city, await aVendor(city))
  const resident = await aResident(city)
  const days = Array.from({ length: 100 }, (_, index) => localDayOf(addDays(city.clock.now(), -1 - index)))
  await deposit(city, resident, stepsFile(Object.fromEntries(days.map((day) => [day, 1_000]))))
  await agree(city, resident, use)
  const plans: Plan[] = []
  await readAsCompany(withPlansKept(city, plans), use)

  const asked = plans.flatMap(parts)
  const loopsOf = (relation: string) =>
    asked.flatMap((one) => (one['Relation Name'] === relation ? [one['Actual Loops']] : []))
  expect(Math.max(...loopsOf('envelopes'))).toBeGreaterThan(1)
  for (const relation of ['vendors', 'uses', 'use_versions', 'clients'])
    expect([relation, Math.max(0, ...loopsOf(relation))]).toEqual([relation, 1])
})
