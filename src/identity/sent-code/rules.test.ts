import { expect, it } from 'vitest'
import { whyNoCode } from './rules.ts'

it.each([
  // of one address or resident: in an hour, in a day; of the city in a minute; why none is sent
  [0, 0, 0, undefined],
  [2, 9, 599, undefined],
  [3, 3, 0, 'code-too-often'],
  [0, 10, 0, 'code-too-often'],
  [0, 0, 600, 'code-busy'],
  [3, 10, 600, 'code-too-often'],
] as const)('After %i and %i codes, and %i in the city: %s', (hour, day, city, because) => {
  expect(whyNoCode({ inHour: hour, inDay: day, ofCityInMinute: city })).toBe(because)
})
