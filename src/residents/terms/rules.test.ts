import { describe, expect, test } from 'vitest'
import type { LocalDay } from '../../kernel/index.ts'
import {
  decidePublication,
  decideTermsAnswer,
  termsInForce,
  termsStandingOf,
  type Answered,
} from './rules.ts'

const today = '2026-11-23' as LocalDay
const version = (number: number, from: string, needsAgreement = true) => ({
  version: number,
  effectiveFrom: from as LocalDay,
  needsAgreement,
})
const first = version(1, '2026-01-01')
const clerical = version(2, '2026-06-01', false)
const anew = version(3, '2026-11-23')
const toCome = version(4, '2026-11-24')
const yes = (number: number): Answered => ({ version: number, answer: 'agreed' })
const no = (number: number): Answered => ({ version: number, answer: 'refused' })

describe('A resident who wants to entrust something', () => {
  test.each([
    // published                        answered           stands
    ['no terms at all', [], [], 'none-published'],
    ['no terms, and an agreement to some', [], [yes(1)], 'none-published'],
    ['terms that are still to come', [toCome], [yes(4)], 'none-published'],
    ['terms of which nobody has to agree', [clerical], [yes(2)], 'none-published'],
    ['terms, and silence', [first], [], 'to-ask'],
    ['terms, and a yes', [first], [yes(1)], 'agreed'],
    ['terms, and a no', [first], [no(1)], 'refused'],
    ['a no, and a yes', [first], [yes(1), no(1)], 'agreed'],
    ['a new text that asks nobody', [first, clerical], [yes(1)], 'agreed'],
    ['a new text that asks anew', [first, clerical, anew], [yes(1), yes(2)], 'to-ask'],
    ['the new text, agreed to', [first, clerical, anew], [yes(3)], 'agreed'],
    ['the new text, refused', [first, clerical, anew], [yes(1), no(3)], 'refused'],
    ['a text that asks anew from tomorrow', [first, toCome], [yes(1)], 'agreed'],
    ['a yes to a text that is still to come', [first, toCome], [yes(4)], 'to-ask'],
    ['a yes to a text that never was', [first], [yes(9)], 'to-ask'],
  ] as const)('of a city with %s', (_, published, answered, stands) => {
    expect(termsStandingOf(published, answered, today)).toBe(stands)
    expect(termsStandingOf(published.toReversed(), answered, today), 'in any order').toBe(stands)
  })

  test('reads the newest text that has taken effect', () => {
    expect(termsInForce([toCome, first, anew], today)).toBe(anew)
    expect(termsInForce([toCome], today)).toBeUndefined()
  })
})

describe('An answer to the terms', () => {
  test.each([
    ['to the text in force', first, 'to-ask', 1, true],
    ['after a no', first, 'refused', 1, true],
    ['once it was agreed', first, 'agreed', 1, 'terms-agreed-already'],
    ['to an earlier text', anew, 'to-ask', 1, 'terms-changed'],
    ['to a later text', first, 'to-ask', 2, 'terms-changed'],
    ['to no number', first, 'to-ask', Number.NaN, 'terms-changed'],
    ['where there are none', undefined, 'none-published', 1, 'no-terms'],
    ['where none needs one', clerical, 'none-published', 2, 'no-terms'],
  ] as const)('%s', (_, current, standing, shown, answer) => {
    const decided = decideTermsAnswer(current, standing, shown)
    expect(decided.ok ? true : decided.because).toBe(answer)
  })
})

describe('A version that is to be published', () => {
  test.each([
    ['the first', [], first, true],
    ['the first, from before today', [], version(1, '2000-01-01'), true],
    ['the first, to which nobody agrees', [], version(1, today, false), 'first-terms-without-agreement'],
    ['a first with another number', [], version(2, today), 'terms-out-of-order'],
    ['the same again', [first], first, 'terms-published-already'],
    ['another text under an old number', [first, clerical], version(1, today), 'terms-published-already'],
    ['the next, from today', [first], version(2, today), true],
    ['the next, which asks nobody', [first], version(2, today, false), true],
    ['the next but one', [first], version(3, today), 'terms-out-of-order'],
    ['one from yesterday', [first], version(2, '2026-11-22'), 'terms-too-early'],
    [
      'one that overtakes one to come',
      [version(1, '2026-12-01')],
      version(2, '2026-11-30'),
      'terms-too-early',
    ],
  ] as const)('%s', (_, published, next, answer) => {
    const decided = decidePublication(published, next, today)
    expect(decided.ok ? true : decided.because).toBe(answer)
  })
})
