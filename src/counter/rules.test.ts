import { describe, expect, it } from 'vitest'
import { isGoingOn, mayConfirm, mayHandOver, maySearch, otherWaysAtLoss, type CardRequest } from './rules.ts'

const now = new Date('2026-11-23T01:00:00Z')
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000)
const request = (changed: Partial<CardRequest> = {}): CardRequest => ({
  askedBy: 'one',
  askedAt: minutesAgo(3),
  confirmedBy: null,
  handedAt: null,
  refusedBy: null,
  ...changed,
})

it.each([
  [true, 'end'],
  [false, 'stay'],
] as const)(
  'Where a lost card’s holder has shown who they are (%s), their other ways in %s',
  (shown, become) => {
    expect(otherWaysAtLoss(shown)).toBe(become)
  },
)

describe('A card for somebody who is known already', () => {
  const confirmed = { confirmedBy: 'two' }
  const table = [
    // the request                                                 who    confirms  hands over
    [request(), 'one', false, false],
    [request(), 'two', true, false],
    [request(confirmed), 'one', false, true],
    [request(confirmed), 'two', false, false],
    [request(confirmed), 'three', false, false],
    [request({ confirmedBy: 'one' }), 'one', false, false],
    [request({ ...confirmed, handedAt: minutesAgo(1) }), 'one', false, false],
    [request({ handedAt: minutesAgo(1) }), 'two', false, false],
    [request({ refusedBy: 'two' }), 'one', false, false],
    [request({ refusedBy: 'two' }), 'two', false, false],
    [request({ refusedBy: 'two' }), 'three', false, false],
    [request({ ...confirmed, refusedBy: 'two' }), 'one', false, false],
    [request({ askedAt: minutesAgo(60) }), 'two', false, false],
    [request({ ...confirmed, askedAt: minutesAgo(60) }), 'one', false, false],
    [request({ ...confirmed, askedAt: minutesAgo(-1) }), 'one', false, false],
    [request({ askedAt: minutesAgo(-1) }), 'two', false, false],
  ] as const
  it.each(table)('%o: %s may confirm %s, may hand over %s', (asked, who, confirms, handsOver) => {
    expect(mayConfirm(asked, who, now)).toBe(confirms)
    expect(mayHandOver(asked, who, now)).toBe(handsOver)
  })

  it('is handed over by nobody when nobody asked', () => {
    expect(mayHandOver(undefined, 'one', now)).toBe(false)
  })
})

it.each([
  [0, true],
  [4.99, true],
  [5, false],
  [-1, false],
])('Somebody last seen to %d minutes ago is still attended to: %s', (minutes, going) => {
  expect(isGoingOn({ seenAt: minutesAgo(minutes), readingSince: null }, now)).toBe(going)
})

it.each([
  [5, true],
  [14.99, true],
  [15, false],
  [-1, false],
])('Somebody to whom a question was opened %d minutes ago is still attended to: %s', (minutes, going) => {
  expect(isGoingOn({ seenAt: minutesAgo(6), readingSince: minutesAgo(minutes) }, now)).toBe(going)
})

it.each([
  [59, true],
  [60, false],
])('After %i searches within an hour the next is allowed: %s', (searches, allowed) => {
  expect(maySearch(searches)).toBe(allowed)
})
