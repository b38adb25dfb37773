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
    // on file    may
    [undefined, true],
    ['active', true],
    ['suspended', true],
    ['ended', true],
    ['applicant', false],
  ] as const)('that is %s: %s', (standing, may) => {
    expect(maySaveCompany(standing)).toBe(may)
  })
})
