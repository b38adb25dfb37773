import { describe, expect, test } from 'vitest'
import type { ItemCode } from '../../catalog/index.ts'
import { newId, yenOf } from '../../kernel/index.ts'
import type { Use, UseId, UseTerms } from '../../review/index.ts'
import type { VendorId } from '../../vendors/index.ts'
import { byLikeness, likeness, mayReplace, type Held } from './rules.ts'

const sentence = { ja: 'あ', jaEasy: 'あ', en: 'a' }
const [here, there] = [newId<VendorId>(), newId<VendorId>()]
type Purpose = UseTerms['purpose']

function aUse(vendorId: VendorId, purpose: Purpose, items: ItemCode[]): Use {
  const [title, explanation, benefit, risk, afterStopping] = [
    sentence,
    sentence,
    sentence,
    sentence,
    sentence,
  ]
  const said = { title, explanation, benefit, risk, afterStopping, countries: [], subcontractors: [] }
  const reasons = [{ code: 'monthly-advice', sentence }]
  const kept = { periodMonths: 12, retentionDays: 365, benefitYen: yenOf(0), couldRecognise: false, reasons }
  const terms = { ...said, ...kept, frequency: 'as-needed' as const, purpose, items }
  return { useId: newId<UseId>(), vendorId, version: 1, standing: 'approved', terms }
}

const advice = (...items: ItemCode[]): Held => ({ purpose: 'health-advice', items })
const research = (...items: ItemCode[]): Held => ({ purpose: 'research', items })

describe('A company may be replaced', () => {
  test.each<[string, Held[], VendorId, Purpose, ItemCode[], ReturnType<typeof mayReplace>]>([
    // what it has                     by a use of   for             of items            answer
    [
      'the same purpose and items',
      [advice('activity.steps')],
      there,
      'health-advice',
      ['activity.steps'],
      undefined,
    ],
    ['the same purpose', [advice('activity.steps')], there, 'health-advice', ['body.weight'], undefined],
    ['the same items', [advice('activity.steps')], there, 'research', ['activity.steps'], undefined],
    ['one of its items', [advice('body.weight', 'heart.rate')], there, 'research', ['heart.rate'], undefined],
    [
      'one of its uses',
      [research('heart.rate'), advice('body.weight')],
      there,
      'research',
      ['sleep.stage'],
      undefined,
    ],
    ['nothing in common', [advice('activity.steps')], there, 'research', ['body.weight'], 'nothing-alike'],
    ['itself', [advice('activity.steps')], here, 'health-advice', ['activity.steps'], 'same-company'],
    ['itself, of which nothing is on', [], here, 'health-advice', ['activity.steps'], 'same-company'],
    ['another, of which nothing is on', [], there, 'health-advice', ['activity.steps'], 'already-stopped'],
    [
      'another, of a use of nothing',
      [advice()],
      there,
      'health-advice',
      ['activity.steps'],
      'already-stopped',
    ],
    [
      'a use of nothing beside one',
      [advice(), research('heart.rate')],
      there,
      'health-advice',
      ['body.weight'],
      'nothing-alike',
    ],
  ])('by %s: %#', (_, held, vendorId, purpose, items, answer) => {
    expect(mayReplace({ from: here, held, to: aUse(vendorId, purpose, items) })).toBe(answer)
  })

  test('first by what is for the same purpose, then by what shares more', () => {
    const held = [advice('activity.steps', 'body.weight')]
    const likenesses = [
      aUse(there, 'health-advice', ['activity.steps', 'body.weight']),
      aUse(there, 'health-advice', ['heart.rate']),
      aUse(there, 'research', ['activity.steps', 'body.weight']),
      aUse(there, 'research', ['activity.steps']),
      aUse(there, 'research', ['heart.rate']),
    ].map((use) => likeness(held, use))
    expect(likenesses.toReversed().toSorted(byLikeness)).toEqual(likenesses)
    expect(likenesses.at(-1)).toEqual({ samePurpose: false, shared: 0 })
  })
})
