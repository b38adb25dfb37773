import { describe, expect, it } from 'vitest'
import { itemCodes, itemOf } from '../../../catalog/index.ts'
import { measureOf } from './measures.ts'
import { meanOf, trendOf } from './rules.ts'

const days = (count: number, value: number) => Array.from({ length: count }, () => value)

describe('The trend in words', () => {
  const table = [
    // shape    earlier           later             said
    ['sum', days(7, 5_000), days(7, 6_000), 'more'],
    ['sum', days(7, 5_000), days(7, 4_000), 'less'],
    ['sum', days(7, 5_000), days(7, 5_400), 'steady'],
    ['sum', days(6, 5_000), days(7, 9_000), undefined],
    ['sum', days(7, 0), days(7, 0), 'steady'],
    ['sum', days(7, 0), days(7, 100), 'more'],
    ['level', days(7, 60), days(7, 62), 'more'],
    ['level', days(7, 60), days(7, 60.5), 'steady'],
    ['document', days(30, 1), days(30, 5), 'steady'],
    ['sum', [], [], undefined],
  ] as const

  it.each(table)('of a %s', (shape, earlier, later, said) => {
    expect(trendOf(shape, [...earlier, ...later])).toBe(said)
  })
})

it('The mean of nothing is no number', () => {
  expect(meanOf([1, 2, 6])).toBe(3)
  expect(meanOf([])).toBeNaN()
})

it('Every item that is measured has its unit in words', () => {
  const measured = itemCodes.filter((item) => itemOf(item).plausible !== null)
  expect(measured.length).toBeGreaterThan(15)
  const unsaid = measured.filter((item) => !measureOf(item))
  expect(
    unsaid.map((item) => `${item} is kept in ${itemOf(item).unit}`),
    '→ src/portals/resident/data/measures.ts, byUnit: a line for the unit of the item, as people say it',
  ).toEqual([])
  expect(measureOf('location.route')).toBeUndefined()
})
