import { afterAll, beforeAll, expect, test } from 'vitest'
import { aUse, aVendor } from '../../test/support/city.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { newId } from '../kernel/index.ts'
import {
  findUse,
  findUses,
  findUseVersion,
  listUses,
  mostUses,
  publishUse,
  usesOf,
  useTermsSchema,
  type Use,
  type UseId,
} from './index.ts'

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

test('Uses are found by their ids and by their company, each in its current version', async () => {
  const [vendor, another] = [await aVendor(tenant), await aVendor(tenant)]
  const one = await aUse(tenant, vendor)
  const two = await aUse(tenant, vendor)
  await aUse(tenant, another)
  const newer = await aUse(tenant, vendor, { useId: two.useId, version: 2 })
  const ids = (uses: readonly Use[]) => uses.map(({ useId, version }) => `${useId}/${version}`).sort()
  expect(ids(await usesOf(tenant.database, vendor.vendorId))).toEqual(ids([one, newer]))
  expect(ids(await findUses(tenant.database, [one.useId, two.useId, newId<UseId>()]))).toEqual(
    ids([one, newer]),
  )
  expect(await findUses(tenant.database, [])).toEqual([])
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

test('A version that is out is not published again, and nothing of it changes', async () => {
  const use = await aUse(tenant, await aVendor(tenant))
  const other: Use = { ...use, terms: { ...use.terms, items: ['medical.medication'], retentionDays: 1 } }
  expect(await publishUse(tenant.database, other, tenant.clock.now())).toBe(false)
  expect(await findUse(tenant.database, use.useId)).toEqual(use)
  const { rows } = await tenant.database.query<{ item: string }>(
    'select item from review.use_items where use_id = $1 order by item',
    [use.useId],
  )
  expect(rows.map(({ item }) => item)).toEqual([...use.terms.items].sort())
})

test('A city that has as many uses as its pages can list takes new terms of them, and no further use', async () => {
  const vendor = await aVendor(tenant)
  const use = await aUse(tenant, vendor)
  await tenant.database.query(
    `insert into review.uses (use_id, vendor_id, current_version)
     select gen_random_uuid(), $1, 1
       from generate_series(1, $2::int - (select count(*)::int from review.uses))`,
    [vendor.vendorId, mostUses],
  )
  await tenant.database.query(
    `insert into review.use_versions (use_id, version, terms, standing, approved_at)
     select use_id, 1, $1, 'ended', $2 from review.uses on conflict do nothing`,
    [use.terms, tenant.clock.now()],
  )
  await expect(aUse(tenant, vendor)).rejects.toThrow('1000 uses')
  await aUse(tenant, vendor, { useId: use.useId, version: 2 })
  expect(await findUse(tenant.database, use.useId)).toMatchObject({ version: 2 })
  expect(await listUses(tenant.database)).toHaveLength(mostUses)
})
