import { describe, expect, it } from 'vitest'
import { blockOf, periodOf, secondsToNext, spentNow } from './rules.ts'

const at = (text: string) => new Date(text)

describe('The period in which something is counted', () => {
  it.each([
    // kind         this moment                  and this one                  are the same period
    ['reads', '2026-11-23T01:00:00Z', '2026-11-23T01:00:59.999Z', true],
    ['reads', '2026-11-23T01:00:59.999Z', '2026-11-23T01:01:00Z', false],
    ['residents', '2026-11-22T15:00:00Z', '2026-11-23T14:59:59.999Z', true],
    ['residents', '2026-11-22T14:59:59.999Z', '2026-11-22T15:00:00Z', false],
  ] as const)('of %s: %s and %s', (kind, one, other, same) => {
    const [first, second] = [periodOf(kind, at(one)), periodOf(kind, at(other))]
    expect(first === second).toBe(same)
    expect(second - first).toBe(same ? 0 : 1)
  })

  it.each([
    // kind         now                         seconds
    ['reads', '2026-11-23T01:00:00Z', 60],
    ['reads', '2026-11-23T01:00:59.999Z', 1],
    ['residents', '2026-11-22T15:00:00Z', 86_400],
    ['residents', '2026-11-23T14:59:30Z', 30],
  ] as const)('of %s ends, at %s, in %i s', (kind, now, seconds) => {
    expect(secondsToNext(kind, at(now))).toBe(seconds)
  })
})

describe('What counts as spent', () => {
  it.each([
    // the row                       in period   counts as
    [undefined, 7, { period: 7, spent: 0 }],
    [{ period: 6, spent: 9 }, 7, { period: 7, spent: 0 }],
    [{ period: 7, spent: 9 }, 7, { period: 7, spent: 9 }],
    // Another process is a little ahead: its count goes on.
    [{ period: 8, spent: 9 }, 7, { period: 8, spent: 9 }],
    // A clock that was set back.
    [{ period: 9, spent: 9 }, 7, { period: 7, spent: 0 }],
  ])('%j in %i: %j', (row, period, counted) => expect(spentNow(row, period)).toEqual(counted))
})

describe('A block', () => {
  it.each([
    // left  needed  before   taken
    [0, 1, 0, 0],
    [-5, 1, 0, 0],
    [10, 1, 0, 1],
    [10, 1, 1, 1],
    [1_000, 1, 1, 2],
    [1_000, 1, 32, 62],
    [100_000, 1, 1_000, 256],
    [100, 500, 0, 100],
    [1_000, 500, 0, 500],
    [3, 1, 256, 1],
  ])('of %i left, when %i is needed and %i was taken before: %i', (left, needed, before, taken) => {
    expect(blockOf(left, { needed, before })).toBe(taken)
  })

  it('is never more than is left, and never less than is needed while there is as much', () => {
    for (let left = 0; left < 400; left += 7)
      for (const needed of [1, 3, 50, 1_000])
        for (const before of [0, 1, 17, 256]) {
          const taken = blockOf(left, { needed, before })
          expect(taken).toBeLessThanOrEqual(left)
          expect(taken).toBeGreaterThanOrEqual(Math.min(left, needed))
        }
  })
})
