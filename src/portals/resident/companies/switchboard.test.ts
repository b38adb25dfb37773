import { describe, expect, it } from 'vitest'
import type { GrantRow, GrantState } from '../../../consent/index.ts'
import { useTermsSchema, type Use, type UseId } from '../../../review/index.ts'
import { vendorProfileSchema, type Vendor, type VendorId } from '../../../vendors/index.ts'
import { companyStatesOf, isStoppableAt, switchboardOf, switchOf } from './switchboard.ts'

const now = new Date('2026-11-23T01:00:00Z')
const later = new Date('2027-11-23T01:00:00Z')
const sentence = { ja: 'あ', jaEasy: 'あ', en: 'a' }
const useId = '5a1e0000-0000-4000-8000-000000000011' as UseId
const vendorId = '5a1e0000-0000-4000-8000-000000000001' as VendorId

const vendor: Vendor = {
  vendorId,
  profile: vendorProfileSchema.parse({
    name: '見本薬局',
    nameEn: 'Sample Pharmacy',
    kind: 'pharmacy',
    address: 'あおば野市中央1-1',
    representative: '見本 一郎',
    department: 'データ係',
    phone: '048-000-0000',
    certificate: null,
  }),
  standing: 'active',
  contractUntil: later,
}

const use: Use = {
  useId,
  vendorId,
  version: 2,
  standing: 'approved',
  terms: useTermsSchema.parse({
    title: sentence,
    purpose: 'health-advice',
    explanation: sentence,
    items: ['activity.steps', 'body.weight'],
    periodMonths: 12,
    retentionDays: 365,
    benefit: sentence,
    benefitYen: null,
    risk: sentence,
    afterStopping: sentence,
    countries: [],
    subcontractors: [],
    couldRecognise: true,
    frequency: 'as-needed',
    reasons: [{ code: 'monthly-advice', sentence }],
  }),
}

function aGrant(state: GrantState, changed: Partial<GrantRow> = {}): GrantRow {
  const eventId = '5a1e0000-0000-4000-8000-000000000099' as GrantRow['eventId']
  const grant = {
    useId,
    useVersion: 2,
    item: 'activity.steps' as const,
    state,
    until: state === 'refused' ? null : later,
    pausedUntil: null,
    changedAt: now,
  }
  return { ...grant, eventId, refusals: state === 'refused' ? 1 : 0, ...changed }
}

describe('Where a use stands on the switchboard', () => {
  const table: [string, GrantRow[], Partial<Use>, Partial<Vendor>, string[]][] = [
    // what is on file                        use                       company                    where it stands
    ['nothing', [], {}, {}, ['asked']],
    ['a consent', [aGrant('granted')], {}, {}, ['using']],
    ['a stop', [aGrant('withdrawn')], {}, {}, ['stopped']],
    ['a pause without an end', [aGrant('paused')], {}, {}, ['stopped']],
    ['a pause that is over', [aGrant('paused', { pausedUntil: now })], {}, {}, ['using']],
    ['a consent that ended while paused', [aGrant('paused', { until: now })], {}, {}, ['lapsed', 'asked']],
    ['one refusal', [aGrant('refused')], {}, {}, ['asked']],
    [
      'a consent that ended, then a refusal',
      [aGrant('refused', { until: now })],
      {},
      {},
      ['lapsed', 'asked'],
    ],
    ['two refusals', [aGrant('refused', { refusals: 2 })], {}, {}, ['silent']],
    ['two refusals, then a consent', [aGrant('granted', { refusals: 2 })], {}, {}, ['using']],
    ['a consent that ended', [aGrant('granted', { until: now })], {}, {}, ['lapsed', 'asked']],
    ['a consent without end', [aGrant('granted', { until: null })], {}, {}, ['lapsed', 'asked']],
    ['a consent to older terms', [aGrant('granted', { useVersion: 1 })], {}, {}, ['lapsed', 'asked']],
    [
      'a consent that ended, another stopped',
      [aGrant('granted', { until: now }), aGrant('withdrawn', { item: 'body.weight' })],
      {},
      {},
      ['stopped'],
    ],
    ['a consent, use suspended', [aGrant('granted')], { standing: 'suspended' }, {}, ['resting']],
    ['a consent, use ended', [aGrant('granted')], { standing: 'ended' }, {}, ['resting']],
    ['a consent, company suspended', [aGrant('granted')], {}, { standing: 'suspended' }, ['resting']],
    ['a consent, contract over', [aGrant('granted')], {}, { contractUntil: now }, ['resting']],
    [
      'a consent that ended, company suspended',
      [aGrant('granted', { until: now })],
      {},
      { standing: 'suspended' },
      ['lapsed'],
    ],
    ['a stop, company suspended', [aGrant('withdrawn')], {}, { standing: 'suspended' }, ['stopped']],
    ['nothing, company suspended', [], {}, { standing: 'suspended' }, []],
    ['nothing, use ended', [], { standing: 'ended' }, {}, []],
  ]
  it.each(table)('with %s on file', (_what, grants, changedUse, changedVendor, expected) => {
    const companies = companyStatesOf(
      [{ ...vendor, ...changedVendor }],
      [{ ...use, ...changedUse }],
      grants,
      now,
    )
    const board = switchboardOf(companies)
    const places = (['using', 'resting', 'stopped', 'lapsed', 'asked', 'silent'] as const).filter(
      (place) => board[place].length > 0,
    )
    expect(places).toEqual(expected)
  })
})

describe('What there is to stop at a company', () => {
  it.each<[string, GrantRow[], Partial<Use>, boolean]>([
    // on file                                 use                        can be stopped
    ['nothing', [], {}, false],
    ['a refusal', [aGrant('refused')], {}, false],
    ['a stop', [aGrant('withdrawn')], {}, false],
    ['a consent', [aGrant('granted')], {}, true],
    ['a consent, use suspended', [aGrant('granted')], { standing: 'suspended' }, true],
    ['a consent that ended', [aGrant('granted', { until: now })], {}, true],
    ['a consent without end', [aGrant('granted', { until: null })], {}, true],
    ['a consent to older terms', [aGrant('granted', { useVersion: 1 })], {}, true],
    ['a consent to an item the terms have no more', [aGrant('granted', { item: 'heart.rate' })], {}, true],
    ['a word that is not understood', [aGrant('unknown')], {}, true],
  ])('with %s on file', (_what, grants, changed, expected) => {
    const [company] = companyStatesOf([vendor], [{ ...use, ...changed }], grants, now)
    expect(isStoppableAt(company!)).toBe(expected)
  })
})

describe('The switch of an item', () => {
  it.each<[string, GrantRow[], Partial<Use>, string]>([
    // on file                use                           stands
    ['nothing', [], {}, 'unanswered'],
    ['a refusal', [aGrant('refused')], {}, 'unanswered'],
    ['a consent', [aGrant('granted')], {}, 'on'],
    ['a consent, use suspended', [aGrant('granted')], { standing: 'suspended' }, 'resting'],
    [
      'a consent, use suspended in a newer version',
      [aGrant('granted')],
      { standing: 'suspended', version: 3 },
      'resting',
    ],
    [
      'a consent that ended, use suspended',
      [aGrant('granted', { until: now })],
      { standing: 'suspended' },
      'expired',
    ],
    ['a consent that ended', [aGrant('granted', { until: now })], {}, 'expired'],
    ['a consent that ended, then a refusal', [aGrant('refused', { until: now })], {}, 'unanswered'],
    ['a consent that ended, then a stop', [aGrant('withdrawn', { until: now })], {}, 'off'],
    ['a word that is not understood', [aGrant('unknown')], {}, 'unanswered'],
    ['a consent to older terms', [aGrant('granted', { useVersion: 1 })], {}, 'unanswered'],
    ['a stop', [aGrant('withdrawn')], {}, 'off'],
    ['a stop, use suspended', [aGrant('withdrawn')], { standing: 'suspended' }, 'off'],
  ])('with %s on file', (_what, grants, changed, expected) => {
    const [company] = companyStatesOf([vendor], [{ ...use, ...changed }], grants, now)
    const [state] = company!.uses
    expect(switchOf(state!, state!.items[0]!)).toBe(expected)
  })
})
