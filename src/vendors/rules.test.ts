import { describe, expect, test } from 'vitest'
import { addDays } from '../kernel/index.ts'
import { isContractEnd, mayDecide } from './rules.ts'
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
