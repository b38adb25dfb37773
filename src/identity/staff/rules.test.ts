import { describe, expect, it } from 'vitest'
import {
  decideOnMember,
  isRecentlyProven,
  mayAppoint,
  mayStaff,
  staffPowers,
  type StaffOnFile,
} from './rules.ts'

describe('What a role may', () => {
  const table = [
    // role            appoint  help  invite  print  review  read
    ['administrator', [true, false, false, false, false, false]],
    ['counter', [false, true, true, true, false, false]],
    ['reviewer', [false, false, false, false, true, false]],
    ['auditor', [false, false, false, false, false, true]],
    ['mayor', [false, false, false, false, false, false]],
    ['', [false, false, false, false, false, false]],
    ['toString', [false, false, false, false, false, false]],
    ['Administrator', [false, false, false, false, false, false]],
    [undefined, [false, false, false, false, false, false]],
  ] as const

  it.each(table)('%s', (role, expected) => {
    expect(staffPowers.map((power) => mayStaff(role, power))).toEqual(expected)
  })
})

const member = (staffId: string, changed: Partial<StaffOnFile> = {}): StaffOnFile => ({
  ...{ staffId, role: 'administrator', standing: 'active' },
  ...changed,
})

describe('Ending, changing or inviting again a member of staff', () => {
  const table = [
    // by                                        whom                                  answer
    [member('a'), member('b'), true],
    [member('a'), member('b', { role: 'counter' }), true],
    [member('a'), member('b', { standing: 'invited' }), true],
    [member('a'), member('b', { standing: 'ended' }), 'unknown-staff'],
    [member('a'), undefined, 'unknown-staff'],
    [member('a'), member('a'), 'not-yourself'],
    [member('a', { standing: 'ended' }), member('b'), 'not-your-role'],
    [member('a', { standing: 'invited' }), member('b'), 'not-your-role'],
    [member('a', { role: 'counter' }), member('b'), 'not-your-role'],
    [member('a', { role: 'auditor' }), member('b'), 'not-your-role'],
    [member('a', { role: 'mayor' }), member('b'), 'not-your-role'],
    [undefined, member('b'), 'not-your-role'],
    [undefined, undefined, 'not-your-role'],
  ] as const

  it.each(table)('%o to %o: %s', (by, whom, expected) => {
    const decision = decideOnMember(by, whom)
    expect(decision.ok || decision.because).toBe(expected)
  })
})

it.each([
  [member('a'), true],
  [member('a', { standing: 'invited' }), false],
  [member('a', { standing: 'ended' }), false],
  [member('a', { role: 'reviewer' }), false],
  [undefined, false],
])('Appointing, by %o: %s', (by, expected) => expect(mayAppoint(by)).toBe(expected))

it.each([
  [0, true],
  [299_999, true],
  [300_000, false],
  [-1, false],
])('A passkey that was shown %i ms ago is recent: %s', (agoMs, expected) => {
  const now = new Date('2026-11-27T01:00:00Z')
  expect(isRecentlyProven({ provenAt: new Date(now.getTime() - agoMs) }, now)).toBe(expected)
})
