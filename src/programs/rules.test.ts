import { describe, expect, it } from 'vitest'
import { decideVersion, maySaveCompany } from './rules.ts'

describe('A version of a use that a program publishes', () => {
  const at = (version: number, standing: 'approved' | 'suspended' | 'ended' = 'approved') => ({
    vendorId: 'a',
    version,
    standing,
  })
  const table = [
    // on file            of    version  answer
    [undefined, 'a', 1, 'ok'],
    [undefined, 'a', 2, 'not-the-next-version'],
    [at(1), 'a', 2, 'ok'],
    [at(1, 'suspended'), 'a', 2, 'ok'],
    [at(1), 'a', 1, 'not-the-next-version'],
    [at(2), 'a', 1, 'not-the-next-version'],
    [at(1), 'a', 3, 'not-the-next-version'],
    [at(1), 'b', 2, 'use-of-another'],
    [at(1, 'ended'), 'a', 2, 'unknown-use'],
  ] as const

  it.each(table)('%o, of %s, version %i: %s', (current, vendorId, version, answer) => {
    const decision = decideVersion(current, { vendorId, version })
    expect(decision.ok ? 'ok' : decision.because).toBe(answer)
  })
})

describe('A company that a program saves', () => {
  it.each([
    // on file   turned down  wanted      may
    [undefined, false, 'active', true],
    ['active', false, 'ended', true],
    ['suspended', false, 'active', true],
    ['ended', false, 'active', true],
    ['applicant', false, 'active', false],
    ['applicant', false, 'ended', false],
    // By a person, for good. That it stays ended may be said again.
    ['ended', true, 'active', false],
    ['ended', true, 'suspended', false],
    ['ended', true, 'ended', true],
    ['active', true, 'active', false],
    ['active', true, 'ended', true],
  ] as const)('that is %s, turned down: %s, as %s: %s', (standing, isTurnedDown, wanted, may) => {
    expect(maySaveCompany(standing && { standing, isTurnedDown }, wanted)).toBe(may)
  })
})
