import { describe, expect, it } from 'vitest'
import { addDays } from '../kernel/index.ts'
import { endingToTell, type EndingTold } from './ending-rules.ts'

const until = new Date('2027-06-30T03:00:00Z')
const before = (days: number, ms = 0) => new Date(addDays(until, -days).getTime() + ms)
const longAgo = before(365)

describe('That a consent ends is told', () => {
  const table: [now: Date, since: Date, told: EndingTold | null, tell: EndingTold | undefined][] = [
    // now            agreed to      told  to tell
    [before(30, -1), longAgo, null, undefined],
    [before(30), longAgo, null, 30],
    [before(29), longAgo, 30, undefined],
    [before(8), longAgo, null, 30],
    [before(7, -1), longAgo, 30, undefined],
    [before(7), longAgo, 30, 7],
    // The service was away for weeks: once, of the nearer one.
    [before(6), longAgo, null, 7],
    [before(6), longAgo, 7, undefined],
    [before(0, -1), longAgo, 30, 7],
    // It has ended: that is no news of what is coming.
    [until, longAgo, 30, undefined],
    [before(-1), longAgo, null, undefined],
    // Agreed to for less than that: whoever has just read until when is not told at once.
    [before(29), before(30), null, undefined],
    [before(29), before(30, -1), null, 30],
    [before(6), before(7), null, undefined],
    [before(6), before(20), null, 7],
  ]
  it.each(table)('at %s, agreed to at %s, told of %s: %s', (now, since, told, tell) => {
    expect(endingToTell({ until, since, told }, now)).toBe(tell)
  })

  it('never for a time that is none', () => {
    const none = new Date(Number.NaN)
    expect(endingToTell({ until, since: longAgo, told: null }, none)).toBeUndefined()
    expect(endingToTell({ until: none, since: longAgo, told: null }, before(1))).toBeUndefined()
  })
})
