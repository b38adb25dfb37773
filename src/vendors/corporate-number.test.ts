import { expect, test } from 'vitest'
import { typedCorporateNumberSchema } from './corporate-number.ts'

test.each([
  // typed                    read as
  ['7000012050002', '7000012050002'],
  ['1180301018771', '1180301018771'],
  ['７００００１２０５０００２', '7000012050002'],
  [' 7-0000-1205-0002 ', '7000012050002'],
  // The check digit is another.
  ['8000012050002', undefined],
  // Two figures have changed places.
  ['7000010250002', undefined],
  ['0000012050002', undefined],
  ['700001205000', undefined],
  ['70000120500021', undefined],
  ['700001205000２x', undefined],
  ['', undefined],
])('A number of a company typed as %j is read as %j', (typed, read) => {
  expect(typedCorporateNumberSchema.safeParse(typed).data).toBe(read)
})
