import { describe, expect, it } from 'vitest'
import type { LocalDay } from '../kernel/index.ts'
import {
  decideChange,
  decideCohort,
  decideCount,
  decideDay,
  decideReopening,
  doubtAbout,
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

const cohort = (changed: Partial<CohortOnFile> = {}): CohortOnFile => ({
  ...{ fromDay: day('2026-11-01'), untilDay: day('2026-12-31'), places: 100, joined: 99, closedAt: null },
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
    [code(), cohort({ closedAt: new Date(0) }), false],
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

const answerOf = (decided: { ok: true } | { ok: false; because: string }) => decided.ok || decided.because
const briefing = (heldOn: string, joined = 0, came: number | null = null) => ({
  ...{ heldOn: day(heldOn), joined, came },
})

it.each([
  // joined  came  answer
  [0, 0, true],
  [2, 3, true],
  [2, 2, true],
  [2, 1, 'fewer-than-joined'],
  [2, 0, 'fewer-than-joined'],
] as const)('Of a briefing at which %i joined it is said that %i came: %s', (joined, came, answer) => {
  expect(answerOf(decideCount({ heldOn: today, joined }, came, today))).toBe(answer)
})

it('How many came to a briefing that is yet to be held is said by nobody', () => {
  expect(answerOf(decideCount(briefing('2026-11-28'), 3, today))).toBe('not-held-yet')
})

it.each([
  // came  joined places  beside it
  [null, 0, 30, undefined],
  [null, 30, 30, undefined],
  [null, 31, 30, 'more-than-places'],
  [30, 30, 30, undefined],
  [31, 2, 30, 'more-than-places'],
  [4, 5, 30, 'more-joined'],
  [31, 32, 30, 'more-joined'],
] as const)('Of %s who came, %i who joined and %i places it is said: %s', (came, joined, places, doubt) => {
  expect(doubtAbout({ came, joined, places })).toBe(doubt)
})

describe('A cohort of 1 November until 31 December with 99 members, today the 27th', () => {
  const table = [
    // wanted                                      briefings           answer
    [{}, [], true],
    [{ fromDay: '2026-11-27', untilDay: '2026-11-27' }, [], true],
    [{ untilDay: '2026-11-26' }, [], 'bad-days'],
    [{ fromDay: '2027-01-01' }, [], 'bad-days'],
    [{ places: 99 }, [], true],
    [{ places: 98 }, [], 'too-few-places'],
    [{ fromDay: '2026-11-03' }, ['2026-11-03'], true],
    [{ fromDay: '2026-11-04' }, ['2026-11-03'], 'briefing-outside'],
    [{ untilDay: '2026-12-09' }, ['2026-12-10'], 'briefing-outside'],
  ] as const

  it.each(table)('changed to %o with briefings on %o: %s', (wanted, held, answer) => {
    const before = cohort()
    const changed = { ...before, ...(wanted as object) }
    const briefings = held.map((each) => briefing(each))
    expect(answerOf(decideChange(before, changed, { briefings, today }))).toBe(answer)
  })

  it('that is over keeps its last day, whatever else is corrected, and is not opened again', () => {
    const over = cohort({ untilDay: day('2026-11-26') })
    expect(answerOf(decideChange(over, { ...over, places: 101 }, { briefings: [], today }))).toBe(true)
    expect(answerOf(decideReopening(over, today))).toBe('cohort-over')
    expect(answerOf(decideReopening(cohort({ untilDay: today }), today))).toBe(true)
  })
})

it.each([
  // before                                   wanted        answer
  [briefing('2026-11-20'), '2026-11-27', true],
  [briefing('2026-11-20'), '2026-11-26', 'bad-day'],
  [briefing('2026-11-28'), '2027-01-01', 'bad-day'],
  [briefing('2026-11-20', 0, 0), '2026-12-31', true],
  [briefing('2026-11-20', 1), '2026-12-31', 'held-already'],
  [briefing('2026-11-20', 0, 1), '2026-12-31', 'held-already'],
  [briefing('2026-11-20', 1, 1), '2026-11-20', true],
] as const)('The briefing %o is to be held on %s: %s', (before, heldOn, answer) => {
  expect(answerOf(decideDay(before, day(heldOn), { cohort: cohort(), today }))).toBe(answer)
})
