import { describe, expect, it } from 'vitest'
import { dayOfAge, hasReached } from './age.ts'
import { localDayOf, startOfDay, type LocalDay } from './time.ts'

const day = (text: string) => text as LocalDay

describe('An age', () => {
  const table = [
    ['2008-11-28', 18, '2026-11-28'],
    ['2008-11-28', 16, '2024-11-28'],
    ['2008-02-29', 16, '2024-02-29'],
    ['2008-02-29', 18, '2026-03-01'],
    ['2008-12-31', 18, '2026-12-31'],
    ['2009-01-01', 18, '2027-01-01'],
  ] as const

  it.each(table)('of who was born on %s, which is %i, is reached as %s begins', (born, age, on) => {
    expect(dayOfAge(age, day(born))).toBe(on)
    const begins = startOfDay(day(on))
    for (const [moment, reached] of [
      [begins, true],
      [new Date(begins.getTime() - 1), false],
    ] as const)
      expect(hasReached(age, day(born), localDayOf(moment))).toBe(reached)
  })

  it.each([
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
  ] as const)('of who was born on %s, which is %i, is reached on %s: %s', (born, age, on, reached) => {
    expect(hasReached(age, day(born), day(on))).toBe(reached)
  })
})
