import { expect, it } from 'vitest'
import { becauseOfError, isFresh, isSureEnough } from './rules.ts'

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

it.each([
  // how it says so   when they proved themselves, after they were sent     fresh
  ['auth-time', 0, true],
  ['auth-time', 60, true],
  ['auth-time', -29, true],
  ['auth-time', -31, false],
  ['auth-time', undefined, false],
  ['auth-time', 'now', false],
  ['each-time', undefined, true],
] as const)('Of a provider of %s that says %s s it is fresh: %s', (freshness, seconds, fresh) => {
  const begunAt = new Date('2026-11-27T01:00:00Z')
  const authTime = typeof seconds === 'number' ? begunAt.getTime() / 1_000 + seconds : seconds
  expect(isFresh({ freshness }, authTime, begunAt)).toBe(fresh)
})
