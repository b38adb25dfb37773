import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aResident, aUse, aVendor, by } from '../../test/support/city.ts'
import { proven } from '../../test/support/proven.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import type { ItemCode } from '../catalog/index.ts'
import type { Use } from '../review/index.ts'
import type { Vendor } from '../vendors/index.ts'
import type { ResidentId } from '../residents/index.ts'
import {
  actsOf,
  giveConsent,
  grantsOf,
  refuseConsent,
  undoWindowMs,
  withdrawConsent,
  type By,
} from './index.ts'

const steps = 'activity.steps' satisfies ItemCode
const weight = 'body.weight' satisfies ItemCode
const answers = { agreed: giveConsent, refused: refuseConsent }

let tenant: TestTenant
let vendor: Vendor
let use: Use
let me: By
let residentId: ResidentId

beforeAll(async () => {
  tenant = await createTestTenant()
})
afterAll(() => tenant.close())
beforeEach(async () => {
  vendor = await aVendor(tenant)
  use = await aUse(tenant, vendor)
  residentId = await aResident(tenant)
  me = by(residentId)
})

/** The act that came of it. Fails where the answer was no. */
async function press(kind: keyof typeof answers, items: ItemCode[], who = me, versionShown = 1) {
  const outcome = await answers[kind](tenant, proven(who), { useId: use.useId, versionShown, items })
  if (!outcome.ok) throw new Error(outcome.because)
  return outcome
}
const acts = () => actsOf(tenant, residentId, { before: null, limit: 10 })

describe('The same answer, pressed twice', () => {
  test.each([
    ['agreed', 0],
    ['refused', 1],
  ] as const)('counts once and has one receipt (%s)', async (kind, refusals) => {
    const [first, second] = await Promise.all([press(kind, [steps, weight]), press(kind, [steps, weight])])
    expect(second).toEqual(first)
    expect(await press(kind, [weight])).toEqual(first)
    expect(await acts()).toHaveLength(1)
    const grants = await grantsOf(tenant, residentId)
    expect(grants.map((grant) => grant.refusals)).toEqual([refusals, refusals])
  })

  test.each<[string, () => unknown, ItemCode[], Partial<By>, number]>([
    // what is different                                            items            by                     version
    ['after ten minutes', () => tenant.clock.advance(undoWindowMs), [steps], {}, 1],
    ['from another session', () => undefined, [steps], { sessionHash: Buffer.alloc(32, 8) }, 1],
    ['from no session', () => undefined, [steps], { sessionHash: null }, 1],
    ['to more items', () => undefined, [steps, weight], {}, 1],
    ['to newer terms', () => aUse(tenant, vendor, { useId: use.useId, version: 2 }), [steps], {}, 2],
  ])('%s is another answer', async (_, meanwhile, items, who, versionShown) => {
    const first = await press('refused', [steps])
    await meanwhile()
    const second = await press('refused', items, { ...me, ...who }, versionShown)
    expect(second.actId).not.toBe(first.actId)
  })

  test('is given anew once it was taken back', async () => {
    await press('agreed', [steps])
    await withdrawConsent(tenant, me, { useId: use.useId, items: null })
    await press('agreed', [steps])
    expect(await acts()).toHaveLength(3)
  })
})
