import { describe, expect, it } from 'vitest'
import type { LocalDay } from '../kernel/index.ts'
import {
  decideCohort,
  hasReached,
  hasRoom,
  isDayOf,
  isGood,
  mayBegin,
  mayShow,
  mostWrongAMinute,
  type CodeOnFile,
  type CohortOnFile,
} from './rules.ts'

const day = (text: string) => text as LocalDay
const today = day('2026-11-27')

describe('The age at which somebody may join alone', () => {
  const table = [
    // born          age  today         reached
    ['2008-11-27', 18, '2026-11-26', false],
    ['2008-11-27', 18, '2026-11-27', true],
    ['2008-11-28', 18, '2026-11-27', false],
    ['2008-11-27', 20, '2026-11-27', false],
    ['2008-02-29', 18, '2026-02-28', false],
    ['2008-02-29', 18, '2026-03-01', true],
    ['2008-02-29', 16, '2024-02-28', false],
    ['2008-02-29', 16, '2024-02-29', true],
    ['1946-05-02', 18, '2026-11-27', true],
    ['2026-11-27', 18, '2026-11-27', false],
  ] as const

  it.each(table)('of who was born on %s, which is %i, is reached on %s: %s', (born, age, on, reached) => {
    expect(hasReached(age, day(born), day(on))).toBe(reached)
  })
})

const cohort = (changed: Partial<CohortOnFile> = {}): CohortOnFile => ({
  ...{ fromDay: day('2026-11-01'), untilDay: day('2026-12-31'), places: 100, joined: 99 },
  ...changed,
})
const code = (changed: Partial<CodeOnFile> = {}): CodeOnFile => ({
  ...{ goodFor: 1, used: 0, untilDay: today, revokedAt: null },
  ...changed,
})

describe('A code', () => {
  const table = [
    // code                                       cohort                                  lets somebody in
    [code(), cohort(), true],
    [code({ goodFor: 10, used: 9 }), cohort(), true],
    [undefined, cohort(), false],
    [code(), undefined, false],
    [code({ used: 1 }), cohort(), false],
    [code({ revokedAt: new Date() }), cohort(), false],
    [code({ untilDay: day('2026-11-26') }), cohort(), false],
    [code(), cohort({ joined: 100 }), false],
    [code(), cohort({ fromDay: day('2026-11-28') }), false],
    [code(), cohort({ untilDay: day('2026-11-26') }), false],
  ] as const

  it.each(table)('%o of the cohort %o lets somebody in: %s', (one, of, good) => {
    expect(isGood(one, of, today)).toBe(good)
  })

  it('may be begun with in some browsers at once, and not in any number', () => {
    expect(mayBegin(code(), 21)).toBe(true)
    expect(mayBegin(code(), 22)).toBe(false)
    expect(mayBegin(code({ goodFor: 300 }), 619)).toBe(true)
  })

  it('is not looked at any more when too many were none', () => {
    expect(mayShow(mostWrongAMinute - 1)).toBe(true)
    expect(mayShow(mostWrongAMinute)).toBe(false)
  })
})

it.each([
  // from        until         answer
  ['2026-11-27', '2026-11-27', true],
  ['2026-01-01', '2026-12-31', true],
  ['2026-12-31', '2026-12-01', 'bad-days'],
  ['2026-01-01', '2026-11-26', 'bad-days'],
] as const)('A cohort from %s until %s: %s', (fromDay, untilDay, expected) => {
  const decided = decideCohort({ fromDay: day(fromDay), untilDay: day(untilDay) }, today)
  expect(decided.ok || decided.because).toBe(expected)
})

it.each([
  ['2026-11-27', true],
  ['2026-12-31', true],
  ['2026-11-26', false],
  ['2027-01-01', false],
] as const)('%s is a day for a briefing of it: %s', (held, is) => {
  expect(isDayOf(cohort(), day(held), today)).toBe(is)
})

it('A cohort that is full takes in nobody', () => {
  expect([hasRoom(cohort(), today), hasRoom(cohort({ joined: 101 }), today)]).toEqual([true, false])
})
