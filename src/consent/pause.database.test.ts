import { randomBytes } from 'node:crypto'
import { beforeEach, afterAll, beforeAll, describe, expect, test } from 'vitest'
import { agree, aResident, aUse, aVendor, by, toldOf } from '../../test/support/city.ts'
import { provenFor } from '../../test/support/proven.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import type { ItemCode } from '../catalog/index.ts'
import { addDays } from '../kernel/index.ts'
import type { ResidentId } from '../residents/index.ts'
import type { Use } from '../review/index.ts'
import type { Vendor } from '../vendors/index.ts'
import {
  actsOf,
  grantsOf,
  lastStopOf,
  pauseConsent,
  refuseConsent,
  resumeConsent,
  undoWithdrawal,
  withdrawConsent,
  type StopScope,
} from './index.ts'

let city: TestTenant
let vendor: Vendor
let use: Use
let other: Use
let residentId: ResidentId
const now = new Date('2026-12-03T01:00:00Z')
const [soon, later] = [addDays(now, 7), addDays(now, 30)]
const everything = { useId: null, items: null }

beforeAll(async () => {
  city = await createTestTenant()
})
afterAll(() => city.close())
beforeEach(async () => {
  city.clock.set(addDays(now, -1))
  vendor = await aVendor(city)
  use = await aUse(city, vendor)
  other = await aUse(city, await aVendor(city))
  residentId = await aResident(city)
  for (const one of [use, other]) await agree(city, residentId, one)
  city.clock.set(now)
})

const ofUse = (items: readonly ItemCode[] | null = null) => ({ useId: use.useId, items })
const pause = (until: Date | null, scope: StopScope = everything) =>
  pauseConsent(city, by(residentId), scope, until)
const said = (outcome: { ok: boolean; because?: string }) => (outcome.ok ? 'done' : outcome.because)
const resume = async (items: readonly ItemCode[] | null = null) =>
  said(
    await resumeConsent(
      city,
      { ...by(residentId), proof: provenFor('agree', residentId) },
      { useId: use.useId, items },
    ),
  )
/** Of the one use: each state, with its day. */
async function standing(one: Use = use) {
  const grants = (await grantsOf(city, residentId)).filter(({ useId }) => useId === one.useId)
  return grants.map(({ state, pausedUntil }) => (state === 'paused' ? pausedUntil : state))
}

describe('A pause', () => {
  test.each<[string, () => StopScope, unknown[], unknown[]]>([
    ['one item', () => ofUse(['body.weight']), ['granted', soon], ['granted', 'granted']],
    ['a use', () => ofUse(), [soon, soon], ['granted', 'granted']],
    ['a company', () => ({ ...everything, amongUses: [other.useId] }), ['granted', 'granted'], [soon, soon]],
    ['everything', () => everything, [soon, soon], [soon, soon]],
  ])('of %s pauses that and no more', async (_, scope, first, second) => {
    expect(said(await pause(soon, scope()))).toBe('done')
    expect([await standing(), await standing(other)]).toEqual([first, second])
    expect((await toldOf(city, residentId))[0]).toBe('consent-paused')
  })

  test('is only ever made stricter by another', async () => {
    await pause(later)
    for (const shorter of [soon, later]) expect(said(await pause(shorter))).toBe('already-paused')
    expect(await standing()).toEqual([later, later])
    expect(said(await pause(null))).toBe('done')
    expect(said(await pause(later))).toBe('already-paused')
    expect(await standing()).toEqual([null, null])
  })

  test('that would be over at once is none, and of nothing there is none', async () => {
    expect(said(await pause(now))).toBe('no-such-pause')
    await withdrawConsent(city, by(residentId), everything)
    expect(said(await pause(soon))).toBe('already-stopped')
  })

  test('does not move the end, and can be stopped', async () => {
    const before = await grantsOf(city, residentId)
    await pause(soon)
    expect((await grantsOf(city, residentId)).map(({ until }) => until)).toEqual(
      before.map(({ until }) => until),
    )
    expect(said(await withdrawConsent(city, by(residentId), everything))).toBe('done')
    expect(await standing()).toEqual(['withdrawn', 'withdrawn'])
  })

  test('is not ended by ことわる, which no journal keeps', async () => {
    await pause(soon)
    const answer = { useId: use.useId, versionShown: 1, items: ['activity.steps' as const] }
    expect(said(await refuseConsent(city, by(residentId), answer))).toBe('allowed-meanwhile')
    expect(await standing()).toEqual([soon, soon])
  })

  test('does not keep ことわる from what has run out meanwhile, and is asked anew', async () => {
    await pause(null)
    city.clock.set(addDays(now, 400))
    const answer = { useId: use.useId, versionShown: 1, items: use.terms.items }
    expect(said(await refuseConsent(city, by(residentId), answer))).toBe('done')
    expect(await standing()).toEqual(['refused', 'refused'])
  })
})

describe('Using it again', () => {
  test('gives back what was paused, until the same end, with the evidence of a yes', async () => {
    const before = await grantsOf(city, residentId)
    await pause(null)
    city.clock.advance(1_000)
    expect(await resume()).toBe('done')
    expect([await standing(), await standing(other)]).toEqual([
      ['granted', 'granted'],
      [null, null],
    ])
    const after = await grantsOf(city, residentId)
    expect(after.map(({ until }) => until)).toEqual(before.map(({ until }) => until))
    const [act] = await actsOf(city, residentId, { before: null, limit: 1 })
    expect(act).toMatchObject({ kind: 'resumed', evidence: 'session', useId: use.useId })
    expect(await resume()).toBe('not-paused')
  })

  test.each<[string, () => unknown, string]>([
    ['new terms', () => aUse(city, vendor, { useId: use.useId, version: 2 }), 'ask-anew'],
    ['the consent run out', () => city.clock.set(addDays(now, 400)), 'ask-anew'],
    ['a stop', () => withdrawConsent(city, by(residentId), everything), 'not-paused'],
  ])('after %s does not', async (_, meanwhile, answer) => {
    await pause(null)
    await meanwhile()
    expect(await resume()).toBe(answer)
    expect(await standing()).not.toContain('granted')
  })

  test('never bundles what is especially sensitive', async () => {
    use = await aUse(city, vendor, { items: ['activity.steps', 'medical.medication'] })
    for (const item of use.terms.items) await agree(city, residentId, use, [item])
    await pause(null)
    expect(await resume(['activity.steps', 'medical.medication'])).toBe('sensitive-not-alone')
    expect(await resume()).toBe('done')
    expect(await standing()).toEqual(['granted', null])
    expect(await resume(['medical.medication'])).toBe('done')
  })
})

describe('Taking it back', () => {
  const undo = async (session?: Buffer) => {
    const stop = await lastStopOf(city, residentId, [by(residentId).sessionHash])
    return said(await undoWithdrawal(city, by(residentId, session), stop!.act.actId))
  }

  test('a pause gives back what there was', async () => {
    await pause(soon)
    expect(await undo(randomBytes(32))).toBe('another-session')
    expect(await undo()).toBe('done')
    expect(await standing()).toEqual(['granted', 'granted'])
  })

  test('a longer pause gives back the shorter one', async () => {
    await pause(soon)
    city.clock.advance(1_000)
    await pause(null)
    expect(await undo()).toBe('done')
    expect(await standing()).toEqual([soon, soon])
  })

  test.each([soon, null])('a stop of what was paused until %s gives back that pause', async (until) => {
    await pause(until, ofUse(['activity.steps']))
    city.clock.advance(1_000)
    await withdrawConsent(city, by(residentId), everything)
    expect(await undo()).toBe('done')
    expect(await standing()).toEqual([until, 'granted'])
  })

  test('is not to be had after ten minutes', async () => {
    await pause(soon)
    const stop = await lastStopOf(city, residentId, [by(residentId).sessionHash])
    city.clock.advance(600_000)
    expect(said(await undoWithdrawal(city, by(residentId), stop!.act.actId))).toBe('too-late')
  })
})
