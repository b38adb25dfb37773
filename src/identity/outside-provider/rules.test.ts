import { expect, it } from 'vitest'
import { becauseOfError, isSureEnough } from './rules.ts'

it.each([
  // asked            answered     enough
  [[], undefined, true],
  [[], 'anything', true],
  [['high'], 'high', true],
  [['high', 'higher'], 'higher', true],
  [['high'], 'low', false],
  [['high'], undefined, false],
  [['high'], ['high'], false],
] as const)('Asked for %o and answered %o is enough: %s', (acrValues, answered, enough) => {
  expect(isSureEnough({ acrValues }, answered)).toBe(enough)
})

it.each([
  ['access_denied', 'outside-declined'],
  ['server_error', 'outside-unreachable'],
  ['temporarily_unavailable', 'outside-unreachable'],
  ['invalid_request', 'outside-not-believed'],
  ['', 'outside-not-believed'],
] as const)('The error %s means %s', (error, because) => {
  expect(becauseOfError(error)).toBe(because)
})
