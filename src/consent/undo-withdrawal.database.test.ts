import { randomBytes } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { agree, aResident, aUse, aVendor, by } from '../../test/support/city.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { newId } from '../kernel/index.ts'
import type { ResidentId } from '../residents/index.ts'
import type { Use } from '../review/index.ts'
import type { Vendor } from '../vendors/index.ts'
import { actsOf, grantsOf, undoWithdrawal, withdrawConsent, type ActId } from './index.ts'

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

async function stop(): Promise<ActId> {
  const stopped = await withdrawConsent(tenant, by(residentId), { useId: use.useId, items: null })
  if (!stopped.ok) throw new Error(stopped.because)
  return stopped.actId
}

async function agreeAndStop(): Promise<ActId> {
  await agree(tenant, residentId, use)
  return stop()
}

async function undo(actId: ActId, who = by(residentId)): Promise<string> {
  const undone = await undoWithdrawal(tenant, who, actId)
  return undone.ok ? 'done' : undone.because
}

const acts = (limit: number) => actsOf(tenant, residentId, { before: null, limit })

async function saveStanding(table: string, standing: string): Promise<void> {
  const [key, id] = table === 'vendors.vendors' ? ['vendor_id', vendor.vendorId] : ['use_id', use.useId]
  await tenant.database.query(`update ${table} set standing = $1 where ${key} = $2`, [standing, id])
}

describe('Taking a stop back', () => {
  test('grants again what there was, linked to the stop, until the same end', async () => {
    const stopAct = await agreeAndStop()
    const before = await grantsOf(tenant, residentId)
    tenant.clock.advance(9 * 60_000)
    expect(await undo(stopAct)).toBe('done')
    const grants = await grantsOf(tenant, residentId)
    expect(grants.map(({ state, until }) => [state, until])).toEqual(
      before.map(({ until }) => ['granted', until]),
    )
    expect((await acts(1))[0]).toMatchObject({ kind: 'undone', reverses: stopAct })
  })

  test.each<[string, (act: ActId) => unknown, string]>([
    ['ten minutes later', () => tenant.clock.advance(600_000), 'too-late'],
    [
      'after agreeing to an item of it again',
      () => agree(tenant, residentId, use, ['activity.steps']),
      'changed-since',
    ],
    ['a second time', (act) => undo(act), 'changed-since'],
    ['with the company suspended', () => saveStanding('vendors.vendors', 'suspended'), 'changed-since'],
    ['with the use suspended', () => saveStanding('review.use_versions', 'suspended'), 'changed-since'],
    ['with new terms', () => aUse(tenant, vendor, { useId: use.useId, version: 2 }), 'changed-since'],
  ])('%s is refused', async (_, meanwhile, reason) => {
    const act = await agreeAndStop()
    await meanwhile(act)
    const before = await grantsOf(tenant, residentId)
    expect(await undo(act)).toBe(reason)
    expect(await grantsOf(tenant, residentId)).toEqual(before)
  })

  test('with the consent run out meanwhile is refused', async () => {
    await agree(tenant, residentId, use)
    tenant.clock.set(new Date('2027-11-23T00:55:00Z'))
    const act = await stop()
    tenant.clock.advance(6 * 60_000)
    expect(await undo(act)).toBe('changed-since')
  })

  test('from another session, or of what is no stop, or of somebody else’s, is refused', async () => {
    const act = await agreeAndStop()
    const other = await aResident(tenant)
    expect(await undo(act, by(residentId, randomBytes(32)))).toBe('another-session')
    expect(await undo(act, by(other))).toBe('not-found')
    expect(await undo(newId<ActId>())).toBe('not-found')
    const agreed = (await acts(2)).find(({ kind }) => kind === 'agreed')
    expect(await undo(agreed!.actId)).toBe('not-a-stop')
  })
})
