import { describe, expect, it } from 'vitest'
import { copiesADay, refuseCopy } from './rules.ts'

describe('A copy of one’s own data', () => {
  const table = [
    // taken in a day   one is under way   answer
    [0, false, undefined],
    [copiesADay - 1, false, undefined],
    [copiesADay, false, 'too-many-copies'],
    [copiesADay + 5, false, 'too-many-copies'],
    [Number.NaN, false, 'too-many-copies'],
    [0, true, 'copy-under-way'],
    [copiesADay, true, 'copy-under-way'],
  ] as const

  it.each(table)('after %s in a day, while one is being written: %s → %s', (taken, underWay, because) => {
    expect(refuseCopy(taken, underWay)).toBe(because)
  })
})
