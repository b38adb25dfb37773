import { afterAll, beforeAll, expect, test } from 'vitest'
import { aUse, aVendor } from '../../test/support/city.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { newId } from '../kernel/index.ts'
import { findUse, findUseVersion, listUses, publishUse, useTermsSchema, type UseId } from './index.ts'

let tenant: TestTenant
beforeAll(async () => {
  tenant = await createTestTenant()
})
afterAll(() => tenant.close())

test('A published version keeps its terms; the next one becomes the current', async () => {
  const first = await aUse(tenant, await aVendor(tenant))
  const changed = { ...first, terms: { ...first.terms, retentionDays: 3650 } }
  await publishUse(tenant.database, changed, tenant.clock.now())
  expect(await findUse(tenant.database, first.useId)).toEqual(first)
  const second = { ...changed, version: 2 }
  await publishUse(tenant.database, second, tenant.clock.now())
  expect(await findUse(tenant.database, first.useId)).toEqual(second)
  expect(await findUseVersion(tenant.database, first.useId, 1)).toEqual(first)
  expect((await listUses(tenant.database)).map(({ version }) => version)).toEqual([2])
})

test('What is not there is not found', async () => {
  const use = await aUse(tenant, await aVendor(tenant))
  expect(await findUse(tenant.database, newId<UseId>())).toBeUndefined()
  expect(await findUseVersion(tenant.database, use.useId, 9)).toBeUndefined()
})

test.each([
  ['no item', { items: [] }],
  ['an unknown item', { items: ['activity.everything'] }],
  ['an unknown purpose', { purpose: 'advertising' }],
  ['no reason', { reasons: [] }],
  ['no end', { periodMonths: 0 }],
  ['a period without end', { periodMonths: 37 }],
  ['a field nobody reviewed', { alsoFor: 'marketing' }],
])('Terms with %s are none', async (_, change) => {
  const { terms } = await aUse(tenant, await aVendor(tenant))
  expect(useTermsSchema.safeParse(terms).success).toBe(true)
  expect(useTermsSchema.safeParse({ ...terms, ...change }).success).toBe(false)
})
