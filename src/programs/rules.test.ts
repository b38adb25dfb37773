import { describe, expect, it } from 'vitest'
import { decideRepeat, decideVersion, maySaveCompany } from './rules.ts'

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

describe('An Idempotency-Key', () => {
  const one = { deed: 'save-company', contentHash: Buffer.from('one') }
  const table = [
    [undefined, one, 'new'],
    [one, { ...one }, 'repeated'],
    [one, { ...one, contentHash: Buffer.from('other') }, 'key-used'],
    [one, { ...one, deed: 'end-use' }, 'key-used'],
  ] as const

  it.each(table)('used for %o and sent with %o is %s', (written, now, answer) => {
    expect(decideRepeat(written, now)).toBe(answer)
  })
})
