import { describe, expect, it } from 'vitest'
import type { ItemCode } from '../catalog/index.ts'
import { consentReasons, type ConsentRefusal, type Grant } from '../consent/index.ts'
import { newId } from '../kernel/index.ts'
import { standings } from '../residents/index.ts'
import { useTermsSchema, type Use, type UseId } from '../review/index.ts'
import type { Vendor, VendorId } from '../vendors/index.ts'
import { decideItem, decideRead, refusalOf, refuseToGoOn, weightiest, type Read } from './rules.ts'

const now = new Date('2026-11-23T01:00:00Z')
const later = new Date('2026-11-24T01:00:00Z')
const earlier = new Date('2026-11-22T01:00:00Z')
const never = new Date(Number.NaN)
const sentence = (text: string) => ({ ja: text, jaEasy: text, en: text })
const vendorId = newId<VendorId>()
const useId = newId<UseId>()

const aVendor = (changed: Partial<Vendor> = {}) =>
  ({ vendorId, standing: 'active', contractUntil: later, ...changed }) as Vendor

const terms = useTermsSchema.parse({
  title: sentence('助言'),
  purpose: 'health-advice',
  explanation: sentence('助言をお送りします。'),
  items: ['activity.steps'],
  periodMonths: 12,
  retentionDays: 365,
  benefit: sentence('助言'),
  benefitYen: null,
  risk: sentence('体調が推しはかられることがあります。'),
  afterStopping: sentence('消すよう頼めます。'),
  countries: [],
  subcontractors: [],
  couldRecognise: true,
  frequency: 'as-needed',
  reasons: [{ code: 'monthly-advice', sentence: sentence('毎月の助言') }],
})
const aUse = (changed: Partial<Use> = {}): Use => ({
  useId,
  vendorId,
  version: 1,
  standing: 'approved',
  terms,
  ...changed,
})
const asked = { reasonCode: 'monthly-advice', ownWords: null }

describe('May this company read under this use at all?', () => {
  const table: readonly (readonly [string, Parameters<typeof decideRead>, string])[] = [
    // what is asked                     company, use, request, time                                                answer
    ['all is as it should be', [aVendor(), aUse(), asked, now], 'allowed'],
    ['no company', [undefined, aUse(), asked, now], 'company-not-active'],
    ['no company and no use', [undefined, undefined, asked, now], 'company-not-active'],
    ['suspended', [aVendor({ standing: 'suspended' }), aUse(), asked, now], 'company-not-active'],
    ['ended', [aVendor({ standing: 'ended' }), aUse(), asked, now], 'company-not-active'],
    ['contract ended', [aVendor({ contractUntil: earlier }), aUse(), asked, now], 'company-not-active'],
    ['contract ends now', [aVendor({ contractUntil: now }), aUse(), asked, now], 'company-not-active'],
    ['contract until never', [aVendor({ contractUntil: never }), aUse(), asked, now], 'company-not-active'],
    ['at no time', [aVendor(), aUse(), asked, never], 'company-not-active'],
    ['no use', [aVendor(), undefined, asked, now], 'not-found'],
    ['another’s use', [aVendor(), aUse({ vendorId: newId<VendorId>() }), asked, now], 'not-found'],
    ['suspended use', [aVendor(), aUse({ standing: 'suspended' }), asked, now], 'use-not-approved'],
    ['ended use', [aVendor(), aUse({ standing: 'ended' }), asked, now], 'use-not-approved'],
    ['no reason', [aVendor(), aUse(), { ...asked, reasonCode: '' }, now], 'reason-not-reviewed'],
    [
      'unknown reason',
      [aVendor(), aUse(), { ...asked, reasonCode: 'MONTHLY-ADVICE' }, now],
      'reason-not-reviewed',
    ],
    [
      'a use without reasons',
      [aVendor(), aUse({ terms: { ...terms, reasons: [] } }), asked, now],
      'reason-not-reviewed',
    ],
  ]
  it.each(table)('%s', (_, question, answer) => {
    const decision = decideRead(...question)
    expect(decision.allowed ? 'allowed' : decision.because).toBe(answer)
  })

  const words: readonly (readonly [string, boolean])[] = [
    // own words                         plain?
    ['今月の歩数を拝見します。', true],
    ['Thank you (all)!', true],
    ['', false],
    ['   https://example.com', false],
    ['www.example.net へ', false],
    ['example.co.jp', false],
    ['ＨＴＴＰＳ://example', false],
    ['shop.app', false],
    ['<script>', false],
    ['一行目\n二行目', false],
    ['電話 048@000', false],
    ['あ'.repeat(100), true],
    ['あ'.repeat(101), false],
    ['\u202eabc', false],
  ]
  it.each(words)('own words %j', (ownWords, plain) => {
    expect(decideRead(aVendor(), aUse(), { ...asked, ownWords }, now).allowed).toBe(plain)
  })
})

describe('May a delivery that has begun go on?', () => {
  const standing = {
    vendorStanding: 'active',
    contractUntil: later,
    useStanding: 'approved',
    useVersion: 1,
    programLetIn: true,
  } as const
  const table: readonly (readonly [string, Parameters<typeof refuseToGoOn>, string])[] = [
    // what has become of it          standing now, version it was begun under, time                            answer
    ['all stands as it did', [standing, 1, now], 'yes'],
    ['company or use are not there', [undefined, 1, now], 'not-found'],
    ['company an applicant', [{ ...standing, vendorStanding: 'applicant' }, 1, now], 'company-not-active'],
    ['company suspended', [{ ...standing, vendorStanding: 'suspended' }, 1, now], 'company-not-active'],
    ['company ended', [{ ...standing, vendorStanding: 'ended' }, 1, now], 'company-not-active'],
    ['contract ended', [{ ...standing, contractUntil: earlier }, 1, now], 'company-not-active'],
    ['contract ends now', [{ ...standing, contractUntil: now }, 1, now], 'company-not-active'],
    ['contract until never', [{ ...standing, contractUntil: never }, 1, now], 'company-not-active'],
    ['at no time', [standing, 1, never], 'company-not-active'],
    ['use suspended', [{ ...standing, useStanding: 'suspended' }, 1, now], 'use-not-approved'],
    ['use ended', [{ ...standing, useStanding: 'ended' }, 1, now], 'use-not-approved'],
    ['a newer version', [{ ...standing, useVersion: 2 }, 1, now], 'use-not-approved'],
    ['an older version', [standing, 2, now], 'use-not-approved'],
    ['program ended', [{ ...standing, programLetIn: false }, 1, now], 'program-ended'],
  ]
  it.each(table)('%s', (_, input, answer) => {
    expect(refuseToGoOn(...input) ?? 'yes').toBe(answer)
  })
})

describe('May this read have this item of this resident?', () => {
  const item: ItemCode = 'activity.steps'
  const read: Read = { ...asked, use: aUse(), vendor: aVendor() }
  const aGrant = (changed: Partial<Grant> = {}): Grant => ({
    useId,
    useVersion: 1,
    item,
    state: 'granted',
    pausedUntil: null,
    until: later,
    ...changed,
  })
  const table: readonly (readonly [string, Grant | undefined, Date, string])[] = [
    // consent on file                              now      answer
    ['granted', aGrant(), now, 'allowed'],
    ['nothing', undefined, now, 'never-asked'],
    ['refused', aGrant({ state: 'refused', until: null }), now, 'refused'],
    ['refused, with an end', aGrant({ state: 'refused' }), now, 'refused'],
    ['withdrawn', aGrant({ state: 'withdrawn' }), now, 'withdrawn'],
    ['run out', aGrant({ until: earlier }), now, 'expired'],
    ['running out now', aGrant({ until: now }), now, 'expired'],
    ['without an end', aGrant({ until: null }), now, 'expired'],
    ['until never', aGrant({ until: never }), now, 'expired'],
    ['at no time', aGrant(), never, 'expired'],
    ['for another use', aGrant({ useId: newId<UseId>() }), now, 'other-use'],
    ['for another item', aGrant({ item: 'body.weight' }), now, 'other-use'],
    ['for the version before', aGrant({ useVersion: 0 }), now, 'other-version'],
    ['for the version after', aGrant({ useVersion: 2 }), now, 'other-version'],
  ]
  it.each(table)('%s', (_, grant, at, answer) => {
    const decision = decideItem(grant, 'active', read, item, at)
    expect(decision.allowed ? 'allowed' : decision.because).toBe(answer)
  })

  it.each([...standings, undefined])('of whom it is known that they are: %s', (standing) => {
    const decision = decideItem(aGrant(), standing, read, item, now)
    expect(decision.allowed ? 'allowed' : decision.because).toBe(
      standing === 'active' ? 'allowed' : 'not-taking-part',
    )
    const stopped = decideItem(aGrant({ state: 'withdrawn' }), standing, read, item, now)
    expect(stopped).toEqual({ allowed: false, because: 'withdrawn' })
  })
})

describe('What the company is told', () => {
  const table = [
    // because          holder  stranger
    ['withdrawn', 'withdrawn', 'not-available'],
    ['expired', 'expired', 'not-available'],
    ['refused', 'not-available', 'not-available'],
    ['never-asked', 'not-available', 'not-available'],
    ['other-version', 'not-available', 'not-available'],
    ['not-taking-part', 'not-available', 'not-available'],
    ['anything else', 'not-available', 'not-available'],
  ] as const
  it.each(table)('%s', (because, holder, stranger) => {
    expect([refusalOf(because, true), refusalOf(because, false)]).toEqual([holder, stranger])
  })
})

describe('Own words that lead away from the page', () => {
  it.each([
    'bit.ly',
    'hello.xyz',
    'evil。shop',
    'ｅｖｉｌ．ｃｏｍ',
    'www example',
    'call 090-1234-5678',
    '０９０１２３４５６７８',
  ])('are refused: %s', (ownWords) => {
    expect(decideRead(aVendor(), aUse(), { ...asked, ownWords }, now)).toMatchObject({
      allowed: false,
      because: 'words-not-plain',
    })
  })
  it.each(['今月の助言です。歩数をふやしましょう。', '10月1日〜31日の分', 'See your advice. It is ready'])(
    'are not refused without a link: %s',
    (ownWords) => {
      expect(decideRead(aVendor(), aUse(), { ...asked, ownWords }, now).allowed).toBe(true)
    },
  )
})

describe('When nothing of a resident may be read, the one reason that is told and recorded', () => {
  const table: [readonly ConsentRefusal[], ConsentRefusal][] = [
    // reasons of the items                           the one
    [[],                                              'never-asked'  ],
    [['never-asked'],                                 'never-asked'  ],
    [['refused', 'withdrawn', 'expired'],             'withdrawn'    ],
    [['expired', 'withdrawn'],                        'withdrawn'    ],
    [['refused', 'expired'],                          'expired'      ],
    [['other-version', 'expired'],                    'expired'      ],
    [['refused', 'other-version'],                    'other-version'],
    [['never-asked', 'other-use', 'refused'],         'refused'      ],
    [['never-asked', 'other-use'],                    'other-use'    ],
  ] // prettier-ignore
  it.each(table)('%j → %s, in whatever order the items stand', (reasons, one) => {
    expect(weightiest(reasons)).toBe(one)
    expect(weightiest(reasons.toReversed())).toBe(one)
  })

  it('is one of all there are', () => {
    for (const because of consentReasons) expect(weightiest([because])).toBe(because)
  })
})
