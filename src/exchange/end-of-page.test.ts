import { expect, it } from 'vitest'
import type { ResidentId } from '../residents/index.ts'
import { endOfPage } from './end-of-page.ts'

it.each([
  // telling      limit   last   end
  ['b, d, f',     1,      'g',   'b'],
  ['f, d, b, b',  2,      'g',   'd'],
  ['b, d, f',     3,      'g',   'f'],
  ['b, d, f',     4,      'g',   'g'],
  ['b, d, f',     3,      'e',   'e'],
  ['',            1,      'g',   'g'],
  ['',            1,      null,  null],
] as const)('a page that may tell of "%s", of %i of them, up to %s, ends at %s', (telling, limit, last, end) => {
  const residents = telling.split(', ').filter((one) => one !== '') as ResidentId[]
  expect(endOfPage(residents, limit, last as ResidentId | null)).toBe(end)
}) // prettier-ignore
