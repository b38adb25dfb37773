import { describe, expect, test } from 'vitest'
import { addDays } from '../kernel/index.ts'
import { isContractEnd, mayContractBe, mayDecide } from './rules.ts'
import type { Vendor } from './vendor.ts'

const now = new Date('2026-11-27T01:00:00Z')

describe('The city decides', () => {
  test.each([
    ['applicant', true],
    ['active', 'decided-already'],
    ['suspended', 'decided-already'],
    ['ended', 'decided-already'],
    ['', 'decided-already'],
  ])('on a company that is %s: %s', (standing, answer) => {
    const decision = mayDecide({ standing } as Vendor)
    expect(decision.ok || decision.because).toBe(answer)
  })

  test('on no company that is not there', () => {
    expect(mayDecide(undefined)).toEqual({ ok: false, because: 'unknown-company' })
  })
})

test.each([
  [now, false],
  [new Date(now.getTime() + 1), true],
  [addDays(now, 5 * 366), true],
  [addDays(now, 5 * 366 + 1), false],
  [addDays(now, -1), false],
  [new Date('?'), false],
])('A contract that is signed now may run until %s: %s', (until, may) => {
  expect(isContractEnd(until, now)).toBe(may)
})

describe('A program sets a contract', () => {
  const most = 5 * 366
  test.each([
    // standing     until day  was until  may
    ['active', most, undefined, true],
    ['active', most + 1, undefined, false],
    ['active', 0, undefined, false],
    ['active', -1, 1, false],
    ['suspended', most, 1, true],
    ['suspended', most + 1, 1, false],
    ['ended', -most, 1, true],
    ['ended', -most - 1, 1, false],
    // As it was.
    ['active', -1, -1, true],
    ['ended', -most - 1, -most - 1, true],
    ['active', most + 1, most + 1, true],
  ] as const)('of a company that is %s, until day %i, where it was %s: %s', (standing, day, was, may) => {
    const until = (count: number) => ({ contractUntil: addDays(now, count) })
    const before = was === undefined ? undefined : until(was)
    expect(mayContractBe({ standing, ...until(day) }, before, now)).toBe(may)
  })

  test('and not to a day that is none', () => {
    for (const standing of ['active', 'suspended', 'ended'] as const)
      expect(mayContractBe({ standing, contractUntil: new Date('?') }, undefined, now)).toBe(false)
  })
})
