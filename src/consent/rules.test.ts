import { describe, expect, test } from 'vitest'
import { isSensitive, itemCodes, type ItemCode } from '../catalog/index.ts'
import { addDays, monthsAfter, newId, yenOf } from '../kernel/index.ts'
import type { Use, UseId } from '../review/index.ts'
import type { VendorId } from '../vendors/index.ts'
import { grantStates, type GrantState } from './grant-states.ts'
import {
  decideConsent,
  isStoppable,
  refuseAgreement,
  refuseDenial,
  stoppedByTheOther,
  type Grant,
} from './rules.ts'

const now = new Date('2026-11-23T01:00:00Z')
const useId = newId<UseId>()
const request = { useId, useVersion: 3, item: 'activity.steps' as const }

function aGrant(changed: Partial<Grant> = {}): Grant {
  return { ...request, state: 'granted', until: addDays(now, 1), pausedUntil: null, ...changed }
}

const paused = (pausedUntil: Date | null, changed: Partial<Grant> = {}) =>
  aGrant({ state: 'paused', pausedUntil, ...changed })

describe('A use asking for one item of a resident', () => {
  test.each<[string, Grant | undefined, string]>([
    // on file                          grant                                                 answer
    ['nothing', undefined, 'never-asked'],
    ['a consent that runs', aGrant(), 'allowed'],
    ['a consent that ends in 1 ms', aGrant({ until: new Date(now.getTime() + 1) }), 'allowed'],
    ['a consent that ends now', aGrant({ until: now }), 'expired'],
    ['a consent that has ended', aGrant({ until: addDays(now, -1) }), 'expired'],
    ['a consent without an end', aGrant({ until: null }), 'expired'],
    ['a consent whose end is no date', aGrant({ until: new Date('?') }), 'expired'],
    ['a refusal', aGrant({ state: 'refused', until: null }), 'refused'],
    ['a refusal with an end', aGrant({ state: 'refused' }), 'refused'],
    ['a stop', aGrant({ state: 'withdrawn' }), 'withdrawn'],
    ['a pause without an end', paused(null), 'paused'],
    ['a pause that ends in 1 ms', paused(new Date(now.getTime() + 1)), 'paused'],
    ['a pause that ends now', paused(now), 'allowed'],
    ['a pause that is over', paused(addDays(now, -1)), 'allowed'],
    ['a pause whose day is no date', paused(new Date('?')), 'paused'],
    ['a consent that has ended while paused', paused(null, { until: now }), 'expired'],
    ['a consent that has ended since its pause', paused(addDays(now, -1), { until: now }), 'expired'],
    ['a pause of a consent without an end', paused(addDays(now, -1), { until: null }), 'expired'],
    ['a pause of earlier terms', paused(null, { useVersion: 2 }), 'paused'],
    ['a pause of earlier terms that is over', paused(now, { useVersion: 2 }), 'other-version'],
    ['a pause of another use that is over', paused(now, { useId: newId<UseId>() }), 'other-use'],
    ['a consent with the day of an older pause', aGrant({ pausedUntil: addDays(now, 1) }), 'allowed'],
    ['a word it does not know', aGrant({ state: 'unknown' }), 'never-asked'],
    ['a consent to another use', aGrant({ useId: newId<UseId>() }), 'other-use'],
    ['a consent for another item', aGrant({ item: 'body.weight' }), 'other-use'],
    ['a consent to earlier terms', aGrant({ useVersion: 2 }), 'other-version'],
    ['a consent to later terms', aGrant({ useVersion: 4 }), 'other-version'],
    ['a consent to no terms', aGrant({ useVersion: Number.NaN }), 'other-version'],
  ])('finds %s', (_, grant, answer) => {
    const decision = decideConsent(grant, request, now)
    expect(decision.allowed ? 'allowed' : decision.because).toBe(answer)
    if (decision.allowed) expect(decision.under).toBe(grant)
  })

  test('is allowed by exactly one combination of all there is', () => {
    const states = ['granted', 'refused', 'withdrawn', undefined, null, '', 'GRANTED', 'unknown', 'true']
    const untils = [undefined, null, new Date('?'), new Date(0), addDays(now, -1), now, addDays(now, 1)]
    const uses = [useId, newId<UseId>(), undefined, null, '']
    const items = ['activity.steps', 'body.weight', undefined, null, 'activity', 'activity.*', '*']
    const versions = [1, 2, 3, 4, 0, -3, undefined, null, '3', Number.NaN]
    let allowed = 0
    let all = 0
    for (const state of states)
      for (const until of untils)
        for (const use of uses)
          for (const item of items)
            for (const useVersion of versions) {
              const grant = { useId: use, useVersion, item, state, until } as Grant
              all += 1
              // A state that does not exist is a fault, and a fault gives nothing either.
              try {
                if (decideConsent(grant, request, now).allowed) allowed += 1
              } catch {
                /* no data */
              }
            }
    expect([all, allowed]).toEqual([9 * 7 * 5 * 7 * 10, 1])
  })

  test.each([undefined, null, '', 'PAUSED'])('meets a fault in the state %s, never a yes', (state) => {
    expect(() => decideConsent(aGrant({ state: state as GrantState }), request, now)).toThrow()
  })

  test('gets nothing when the time is unknown', () => {
    for (const grant of [aGrant(), paused(addDays(now, -1))])
      expect(decideConsent(grant, request, new Date('?'))).toEqual({ allowed: false, because: 'expired' })
  })
})

const sentence = { ja: 'あ', jaEasy: 'あ', en: 'a' }
const use: Use = {
  useId,
  vendorId: newId<VendorId>(),
  version: 3,
  standing: 'approved',
  terms: {
    title: sentence,
    purpose: 'health-advice',
    explanation: sentence,
    items: ['activity.steps', 'body.weight', 'medical.medication', 'heart.electrocardiogram'],
    periodMonths: 12,
    retentionDays: 365,
    benefit: sentence,
    benefitYen: yenOf(100),
    risk: sentence,
    afterStopping: sentence,
    countries: [],
    subcontractors: [],
    couldRecognise: false,
    frequency: 'as-needed',
    reasons: [{ code: 'monthly-advice', sentence }],
  },
}

describe('An agreement', () => {
  const one: ItemCode[] = ['activity.steps']
  test.each<[string, ItemCode[], number, Use['standing'], boolean, string | undefined]>([
    // shown                       items                                      version standing     company  answer
    ['one item', one, 3, 'approved', true, undefined],
    ['two items', ['activity.steps', 'body.weight'], 3, 'approved', true, undefined],
    ['one sensitive item', ['medical.medication'], 3, 'approved', true, undefined],
    [
      'two sensitive items',
      ['medical.medication', 'heart.electrocardiogram'],
      3,
      'approved',
      true,
      'sensitive-not-alone',
    ],
    [
      'a sensitive item among others',
      ['activity.steps', 'medical.medication'],
      3,
      'approved',
      true,
      'sensitive-not-alone',
    ],
    ['nothing chosen', [], 3, 'approved', true, 'nothing-chosen'],
    ['an item of another use', ['blood.glucose'], 3, 'approved', true, 'item-not-in-use'],
    [
      'an item of another use among others',
      ['activity.steps', 'blood.glucose'],
      3,
      'approved',
      true,
      'item-not-in-use',
    ],
    ['earlier terms', one, 2, 'approved', true, 'use-changed'],
    ['later terms', one, 4, 'approved', true, 'use-changed'],
    ['no terms', one, Number.NaN, 'approved', true, 'use-changed'],
    ['a suspended use', one, 3, 'suspended', true, 'use-not-open'],
    ['an ended use', one, 3, 'ended', true, 'use-not-open'],
    ['a company that is not active', one, 3, 'approved', false, 'company-not-active'],
    ['everything wrong', [], 1, 'ended', false, 'company-not-active'],
  ])('to %s', (_, items, versionShown, standing, companyActive, answer) => {
    const given = { companyActive, oldEnough: true, termsAgreed: true }
    expect(refuseAgreement({ versionShown, items }, { ...use, standing }, given)).toBe(answer)
  })

  test.each([
    ['that would be in order', one, 3, 'approved', true],
    ['in which everything else is wrong, too', [], 1, 'ended', false],
  ] as const)(
    'by somebody who has not agreed to the terms of deposit: %s',
    (_, items, versionShown, standing, companyActive) => {
      const given = { companyActive, oldEnough: true, termsAgreed: false }
      expect(refuseAgreement({ versionShown, items }, { ...use, standing }, given)).toBe('terms-not-agreed')
    },
  )

  test.each([true, false])(
    'by somebody below the age at which one agrees alone (terms: %s)',
    (termsAgreed) => {
      const given = { companyActive: true, oldEnough: false, termsAgreed }
      expect(refuseAgreement({ versionShown: 3, items: one }, use, given)).toBe('too-young')
    },
  )

  test('sensitive is what the law calls 要配慮個人情報', () => {
    expect(itemCodes.filter(isSensitive).sort()).toEqual([
      'heart.electrocardiogram',
      'medical.clinical-record',
      'medical.medication',
      'reproductive.cycle',
    ])
  })
})

describe('What a resident may stop', () => {
  test.each([
    ['granted', true],
    ['paused', true],
    ['unknown', true],
    ['refused', false],
    ['withdrawn', false],
  ] as const)('%s: %s', (state, stoppable) => {
    expect(isStoppable({ state })).toBe(stoppable)
  })
})

describe('Of two entries that are one person', () => {
  const table = [
    // on who remains, and on the other: granted paused refused withdrawn frozen unknown nothing → stopped?
    ['granted', false, true, true, true, false, true, false],
    ['paused', false, true, true, true, false, true, false],
    ['refused', false, false, false, false, false, false, false],
    ['withdrawn', false, false, false, false, false, false, false],
    ['frozen', false, false, false, false, false, false, false],
    ['unknown', false, true, true, true, false, true, false],
  ] as const
  const on = (state: GrantState | undefined, changed: Partial<Grant> = {}) =>
    state === undefined ? [] : [aGrant({ state, ...changed })]

  test.each(table)('what is %s on the one that remains', (state, ...stopped) => {
    const others = [...grantStates, undefined]
    expect(others.map((other) => stoppedByTheOther(on(state), on(other)).length === 1)).toEqual(stopped)
  })

  test('has a row for each state', () => {
    expect(table.map(([state]) => state)).toEqual(grantStates)
  })

  test('an answer is about its use and its item alone, whenever it was given', () => {
    for (const changed of [{ useId: newId<UseId>() }, { item: 'body.weight' as const }])
      expect(stoppedByTheOther(on('granted'), on('refused', changed))).toEqual([])
    expect(stoppedByTheOther(on('granted'), on('refused', { until: addDays(now, -9) }))).toHaveLength(1)
  })
})

describe('A no', () => {
  test.each<[string, ItemCode[], number, Use['standing'], string | undefined]>([
    // to                          items                                      version standing     answer
    ['one item', ['activity.steps'], 3, 'approved', undefined],
    ['sensitive items', ['medical.medication', 'heart.electrocardiogram'], 3, 'approved', undefined],
    ['a suspended use', ['activity.steps'], 3, 'suspended', undefined],
    ['an ended use', ['activity.steps'], 3, 'ended', undefined],
    ['nothing', [], 3, 'approved', 'item-not-in-use'],
    ['an item of another use', ['activity.steps', 'blood.glucose'], 3, 'approved', 'item-not-in-use'],
    ['earlier terms', ['activity.steps'], 2, 'approved', 'use-changed'],
    ['later terms', ['activity.steps'], 4, 'approved', 'use-changed'],
    ['no terms', ['activity.steps'], Number.NaN, 'approved', 'use-changed'],
  ])('to %s', (_, items, versionShown, standing, answer) => {
    expect(refuseDenial({ versionShown, items }, { ...use, standing })).toBe(answer)
  })
})

describe('A consent given', () => {
  test.each([
    // given (UTC)              given (Japan)          months  ends (UTC)               ends (Japan)
    ['2026-11-23T01:00:00.000Z', '11-23 10:00', 12, '2027-11-23T01:00:00.000Z', '11-23 10:00'],
    ['2026-01-31T01:00:00.000Z', '01-31 10:00', 1, '2026-02-28T01:00:00.000Z', '02-28 10:00'],
    ['2028-01-31T01:00:00.000Z', '01-31 10:00', 1, '2028-02-29T01:00:00.000Z', '02-29 10:00'],
    ['2028-02-29T01:00:00.000Z', '02-29 10:00', 12, '2029-02-28T01:00:00.000Z', '02-28 10:00'],
    ['2028-02-29T01:00:00.000Z', '02-29 10:00', 36, '2031-02-28T01:00:00.000Z', '02-28 10:00'],
    ['2026-10-31T01:00:00.000Z', '10-31 10:00', 1, '2026-11-30T01:00:00.000Z', '11-30 10:00'],
    // After midnight in Japan it is still the day before in UTC: the 31st there is the 30th here.
    ['2026-01-30T15:30:00.000Z', '01-31 00:30', 1, '2026-02-27T15:30:00.000Z', '02-28 00:30'],
    ['2026-01-31T15:30:00.000Z', '02-01 00:30', 1, '2026-02-28T15:30:00.000Z', '03-01 00:30'],
    ['2026-02-28T15:00:00.000Z', '03-01 00:00', 1, '2026-03-31T15:00:00.000Z', '04-01 00:00'],
    ['2026-12-31T14:59:59.999Z', '12-31 23:59', 2, '2027-02-28T14:59:59.999Z', '02-28 23:59'],
    ['2026-12-31T15:00:00.000Z', '01-01 00:00', 2, '2027-02-28T15:00:00.000Z', '03-01 00:00'],
  ])('at %s (%s) for %d months ends at %s (%s)', (given, _, months, end) => {
    expect(monthsAfter(new Date(given), months).toISOString()).toBe(end)
  })

  test('never lasts shorter than the days of the shortest month, nor longer than 31 days a month', () => {
    for (let day = 0; day < 1500; day++) {
      const given = addDays(new Date('2026-01-01T14:59:00Z'), day)
      for (const months of [1, 12, 36]) {
        const days = (monthsAfter(given, months).getTime() - given.getTime()) / 86_400_000
        expect(days).toBeGreaterThanOrEqual(28 * months)
        expect(days).toBeLessThanOrEqual(31 * months)
      }
    }
  })
})
