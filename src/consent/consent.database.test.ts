import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { aResident, aUse, aVendor } from '../../test/support/city.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { proven } from '../../test/support/proven.ts'
import type { ItemCode } from '../catalog/index.ts'
import { newId } from '../kernel/index.ts'
import type { ResidentId } from '../residents/index.ts'
import type { Use, UseId } from '../review/index.ts'
import type { Vendor } from '../vendors/index.ts'
import { actsOf, giveConsent, grantsOf, refuseConsent, undoWindowMs, withdrawConsent } from './index.ts'

const steps = 'activity.steps' satisfies ItemCode
const weight = 'body.weight' satisfies ItemCode
const session = randomBytes(32)

let tenant: TestTenant
let vendor: Vendor
let use: Use
let residentId: ResidentId

beforeAll(async () => {
  tenant = await createTestTenant()
})
afterAll(() => tenant.close())
beforeEach(async () => {
  tenant.clock.set(new Date('2026-11-23T01:00:00Z'))
  vendor = await aVendor(tenant)
  use = await aUse(tenant, vendor)
  residentId = await aResident(tenant)
})

const by = (who = residentId, sessionHash = session) => ({
  residentId: who,
  sessionHash,
  channel: 'web' as const,
})
const answer = (items: readonly ItemCode[], to = use) => ({
  useId: to.useId,
  versionShown: to.version,
  items,
})

/** Fails where the answer was no. */
function done<T extends { ok: boolean }>(outcome: T): Extract<T, { ok: true }> {
  if (!outcome.ok) throw new Error(JSON.stringify(outcome))
  return outcome as Extract<T, { ok: true }>
}
const because = (outcome: { ok: true } | { ok: false; because: string }) =>
  outcome.ok ? 'done' : outcome.because

const agree = async (items: readonly ItemCode[] = [steps, weight], to = use) =>
  giveConsent(tenant, proven(by()), answer(items, to))
const stop = async (useId: UseId | null = use.useId, items: readonly ItemCode[] | null = null) =>
  withdrawConsent(tenant, by(), { useId, items })

const acts = (limit: number) => actsOf(tenant, residentId, { before: null, limit })

/** `item: state` of everything this resident has said, sorted. */
async function said(who = residentId): Promise<string[]> {
  return (await grantsOf(tenant, who)).map(({ item, state }) => `${item}: ${state}`).sort()
}

describe('Agreeing', () => {
  test('grants exactly what was chosen, until the end of the period', async () => {
    const act = done(await agree([steps]))
    const grants = await grantsOf(tenant, residentId)
    expect(grants).toHaveLength(1)
    expect(grants[0]).toMatchObject({ item: steps, state: 'granted', useVersion: 1, refusals: 0 })
    expect(grants[0]?.until).toEqual(new Date('2027-11-23T01:00:00Z'))
    expect(act.happenedAt).toEqual(tenant.clock.now())
  })

  test('a second time changes nothing; agreeing to more adds only that', async () => {
    done(await agree([steps]))
    const before = await grantsOf(tenant, residentId)
    tenant.clock.advance(undoWindowMs)
    expect(because(await agree([steps, steps]))).toBe('already-agreed')
    expect(await grantsOf(tenant, residentId)).toEqual(before)
    done(await agree([steps, weight]))
    expect((await grantsOf(tenant, residentId)).find(({ item }) => item === steps)).toEqual(before[0])
    expect(await said()).toEqual(['activity.steps: granted', 'body.weight: granted'])
  })

  test.each<[string, () => Promise<{ ok: true } | { ok: false; because: string }>, string]>([
    [
      'a use that is not there',
      () => giveConsent(tenant, proven(by()), { ...answer([steps]), useId: newId<UseId>() }),
      'not-found',
    ],
    ['nobody', () => giveConsent(tenant, proven(by(newId<ResidentId>())), answer([steps])), 'not-found'],
    ['nothing', () => agree([]), 'nothing-chosen'],
    ['an item the use does not have', () => agree([steps, 'blood.glucose']), 'item-not-in-use'],
    [
      'terms that were not shown',
      () => giveConsent(tenant, proven(by()), { ...answer([steps]), versionShown: 2 }),
      'use-changed',
    ],
  ])('by or to %s is refused', async (_, attempt, reason) => {
    expect(because(await attempt())).toBe(reason)
    expect(await said()).toEqual([])
    expect(await acts(10)).toEqual([])
  })

  test.each(['suspended', 'ended'])('with a company that is %s is refused', async (standing) => {
    await tenant.database.query('update vendors.vendors set standing = $1 where vendor_id = $2', [
      standing,
      vendor.vendorId,
    ])
    expect(because(await agree())).toBe('company-not-active')
  })

  test('to new terms is asked again and replaces the old', async () => {
    done(await agree([steps]))
    const newer = await aUse(tenant, vendor, { useId: use.useId, version: 2 })
    expect(because(await agree([steps]))).toBe('use-changed')
    done(await agree([steps], newer))
    expect((await grantsOf(tenant, residentId)).map(({ useVersion }) => useVersion)).toEqual([2])
  })
})

describe('Refusing', () => {
  test('is remembered and counted; agreeing of one’s own accord stays possible', async () => {
    done(await refuseConsent(tenant, by(), answer([steps])))
    tenant.clock.advance(undoWindowMs)
    done(await refuseConsent(tenant, by(), answer([steps])))
    expect((await grantsOf(tenant, residentId))[0]).toMatchObject({
      state: 'refused',
      refusals: 2,
      until: null,
    })
    done(await agree([steps]))
    expect((await grantsOf(tenant, residentId))[0]).toMatchObject({ state: 'granted', refusals: 2 })
  })

  test('is no stop: what is agreed stays', async () => {
    done(await agree([steps]))
    for (const items of [[steps], [steps, weight]] satisfies ItemCode[][])
      expect(because(await refuseConsent(tenant, by(), answer(items)))).toBe('allowed-meanwhile')
    expect(await said()).toEqual(['activity.steps: granted'])
    done(await refuseConsent(tenant, by(), answer([weight])))
    expect(await said()).toEqual(['activity.steps: granted', 'body.weight: refused'])
  })

  test.each<[string, () => unknown, number]>([
    ['to newer terms', () => aUse(tenant, vendor, { useId: use.useId, version: 2 }), 2],
    ['after the consent ran out', () => tenant.clock.set(new Date('2027-11-23T01:00:00Z')), 1],
  ])('%s, when asked again, is a no like any other', async (_, meanwhile, version) => {
    done(await agree([steps, weight]))
    await meanwhile()
    done(await refuseConsent(tenant, by(), { ...answer([steps]), versionShown: version }))
    expect(await said()).toEqual(['activity.steps: refused', 'body.weight: granted'])
    expect((await grantsOf(tenant, residentId))[0]).toMatchObject({ useVersion: version, refusals: 1 })
  })

  test('terms that were not shown is refused itself', async () => {
    await aUse(tenant, vendor, { useId: use.useId, version: 2 })
    expect(because(await refuseConsent(tenant, by(), answer([steps])))).toBe('use-changed')
    expect(await said()).toEqual([])
    expect(await acts(10)).toEqual([])
  })

  test('is taken whatever the standing of the company and the use', async () => {
    await tenant.database.query(`update vendors.vendors set standing = 'ended' where vendor_id = $1`, [
      vendor.vendorId,
    ])
    done(await refuseConsent(tenant, by(), answer([steps])))
    expect(await said()).toEqual(['activity.steps: refused'])
  })

  test.each<[string, ItemCode[]]>([
    ['nothing', []],
    ['an item the use does not have', ['blood.glucose']],
  ])('%s is refused itself', async (_, items) => {
    expect(because(await refuseConsent(tenant, by(), answer(items)))).toBe('item-not-in-use')
  })
})

describe('Stopping', () => {
  test.each<[string, () => Promise<unknown>, string[]]>([
    [
      'one item',
      () => stop(use.useId, [steps]),
      ['activity.steps: withdrawn', 'body.weight: granted', 'heart.rate: granted'],
    ],
    [
      'one use',
      () => stop(use.useId),
      ['activity.steps: withdrawn', 'body.weight: withdrawn', 'heart.rate: granted'],
    ],
    [
      'everything',
      () => stop(null),
      ['activity.steps: withdrawn', 'body.weight: withdrawn', 'heart.rate: withdrawn'],
    ],
    [
      'no item at all',
      () => stop(use.useId, []),
      ['activity.steps: granted', 'body.weight: granted', 'heart.rate: granted'],
    ],
    [
      'an item never agreed to',
      () => stop(use.useId, ['heart.rate']),
      ['activity.steps: granted', 'body.weight: granted', 'heart.rate: granted'],
    ],
  ])('%s stops that and nothing else', async (_, act, states) => {
    done(await agree())
    const other = await aUse(tenant, vendor, { items: ['heart.rate'] })
    done(await agree(['heart.rate'], other))
    await act()
    expect(await said()).toEqual(states)
  })

  test('names the uses in which something stopped', async () => {
    const other = await aUse(tenant, vendor, { items: ['heart.rate'] })
    done(await agree())
    done(await agree(['heart.rate'], other))
    expect(done(await stop(null)).useIds.sort()).toEqual([use.useId, other.useId].sort())
  })

  test('what is not there, or stopped already, says so and writes nothing', async () => {
    expect(because(await stop())).toBe('not-found')
    expect(because(await stop(null))).toBe('not-found')
    expect(because(await stop(newId<UseId>()))).toBe('not-found')
    done(await agree())
    done(await stop())
    expect(because(await stop())).toBe('already-stopped')
    expect(await acts(10)).toHaveLength(2)
  })

  test('works though the company is suspended, the use ended or the consent run out', async () => {
    done(await agree())
    await tenant.database.query(`update vendors.vendors set standing = 'ended' where vendor_id = $1`, [
      vendor.vendorId,
    ])
    await tenant.database.query(`update review.use_versions set standing = 'ended' where use_id = $1`, [
      use.useId,
    ])
    tenant.clock.advance(2 * 365 * 86_400_000)
    done(await stop())
    expect(await said()).toEqual(['activity.steps: withdrawn', 'body.weight: withdrawn'])
  })
})
