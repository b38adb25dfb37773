import { expect, it } from 'vitest'
import type { LocalDay } from '../../../kernel/index.ts'
import { ageGroupOf } from './age-group.ts'

const table = [
  // born         today          group
  ['1946-05-02', '2026-05-01', 70],
  ['1946-05-02', '2026-05-02', 80],
  ['2009-03-21', '2026-11-23', 10],
  ['2020-01-01', '2026-11-23', 0],
  ['2027-01-01', '2026-11-23', 0],
] as const

it.each(table)('Somebody born on %s is on %s in the group of %i', (born, today, group) => {
  expect(ageGroupOf(born as string as LocalDay, today as string as LocalDay)).toBe(group)
})
