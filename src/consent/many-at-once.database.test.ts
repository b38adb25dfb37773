import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { agree, aResident, aUse, aVendor, by } from '../../test/support/city.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { undoWithdrawal, withdrawConsent } from './index.ts'

let tenant: TestTenant
beforeAll(async () => {
  tenant = await createTestTenant()
})
afterAll(() => tenant.close())

test('More people than there are connections take a stop back at the same moment', async () => {
  const use = await aUse(tenant, await aVendor(tenant))
  const sessionHash = randomBytes(32)
  const stops = []
  for (let person = 0; person < 20; person += 1) {
    const who = by(await aResident(tenant), sessionHash)
    await agree(tenant, who.residentId, use)
    const stop = await withdrawConsent(tenant, who, { useId: use.useId, items: null })
    if (!stop.ok) throw new Error(stop.because)
    stops.push({ who, actId: stop.actId })
  }
  const undone = await Promise.all(stops.map(({ who, actId }) => undoWithdrawal(tenant, who, actId)))
  expect(undone.map(({ ok }) => ok)).toEqual(stops.map(() => true))
})
