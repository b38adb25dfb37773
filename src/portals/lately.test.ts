import { expect, it } from 'vitest'
import { isLately } from './lately.ts'

const now = new Date('2026-11-23T09:00:00+09:00')

it.each([
  ['at the same moment', 0, true],
  ['nine minutes ago', 9 * 60_000, true],
  ['one moment before ten minutes', 10 * 60_000 - 1, true],
  ['ten minutes ago', 10 * 60_000, false],
  ['the day before', 24 * 60 * 60_000, false],
  ['later than now', -1, false],
])('What happened %s is told as just happened: %s', (_, agoMs, isTold) => {
  expect(isLately(new Date(now.getTime() - agoMs), now)).toBe(isTold)
})

it('What never happened is not', () => {
  expect(isLately(undefined, now)).toBe(false)
})
