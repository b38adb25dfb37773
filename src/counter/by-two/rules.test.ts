import { describe, expect, it } from 'vitest'
import { isWaiting, mayDecide, mayFinish, mayTakeBack, type AskedOfTwo } from './rules.ts'

const now = new Date('2026-11-20T03:00:00Z')
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 60 * 60_000)
const request = (changed: Partial<AskedOfTwo> = {}): AskedOfTwo => ({
  askedBy: 'one',
  askedAt: hoursAgo(1),
  outcome: null,
  isOvertaken: false,
  ...changed,
})

describe('What two of the staff decide', () => {
  const table = [
    // the request                             waits  who    decides  takes back
    [request(), true, 'one', false, true],
    [request(), true, 'two', true, false],
    [request({ askedAt: hoursAgo(23.9) }), true, 'two', true, false],
    [request({ askedAt: hoursAgo(24) }), false, 'two', false, false],
    [request({ askedAt: hoursAgo(24) }), false, 'one', false, false],
    [request({ askedAt: hoursAgo(-0.1) }), false, 'two', false, false],
    [request({ isOvertaken: true }), false, 'two', false, false],
    [request({ isOvertaken: true }), false, 'one', false, false],
    [request({ outcome: 'confirmed' }), false, 'two', false, false],
    [request({ outcome: 'refused' }), false, 'two', false, false],
    [request({ outcome: 'withdrawn' }), false, 'one', false, false],
    [request({ outcome: 'what a newer version says' }), false, 'two', false, false],
    // A program has brought it, and nobody of the staff has taken it up.
    [request({ askedBy: null }), true, 'one', true, false],
    [request({ askedBy: null, askedAt: hoursAgo(7 * 24 - 0.1) }), true, 'one', true, false],
    [request({ askedBy: null, askedAt: hoursAgo(7 * 24) }), false, 'one', false, false],
    [request({ askedBy: null, isOvertaken: true }), false, 'one', false, false],
  ] as const
  it.each(table)('%o: waits %s; %s may decide %s, may take it back %s', (asked, waits, who, ...may) => {
    expect(isWaiting(asked, now)).toBe(waits)
    expect([mayDecide(asked, who, now), mayTakeBack(asked, who, now)]).toEqual(may)
  })

  it.each([
    [request({ outcome: 'confirmed' }), 'two', true],
    [request({ outcome: 'confirmed' }), 'one', false],
    [request({ outcome: 'confirmed', isOvertaken: true }), 'two', false],
    [request({ outcome: 'confirmed', askedAt: hoursAgo(24) }), 'two', false],
    [request(), 'two', false],
    [request({ outcome: 'refused' }), 'two', false],
    [request({ outcome: 'withdrawn' }), 'two', false],
  ] as const)('%o: %s may finish it %s', (asked, who, may) => {
    expect(mayFinish(asked, who, now)).toBe(may)
  })
})
