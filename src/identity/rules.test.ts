import { describe, expect, it } from 'vitest'
import { isLive, scopesFor, shouldNoteSeen, type ClientOnFile } from './rules.ts'

const now = new Date('2026-11-23T10:00:00Z')
const minutes = (count: number) => new Date(now.getTime() + count * 60_000)

describe('A session', () => {
  const table = [
    // last seen      ends             good now
    [minutes(0), minutes(720), true],
    [minutes(-29), minutes(1), true],
    [minutes(-30), minutes(60), false],
    [minutes(-31), minutes(60), false],
    [minutes(-1), minutes(0), false],
    [minutes(-1), minutes(-1), false],
    [minutes(0.5), minutes(60), true],
    [minutes(2), minutes(60), false],
  ] as const

  it.each(table)('seen %s, ending %s: %s', (lastSeenAt, expiresAt, live) => {
    expect(isLive({ lastSeenAt, expiresAt }, now)).toBe(live)
  })

  it('that is not there is not good', () => {
    expect(isLive(undefined, now)).toBe(false)
  })

  it('is noted as seen once a minute, not at every page', () => {
    const seen = (lastSeenAt: Date) => shouldNoteSeen({ lastSeenAt, expiresAt: minutes(60) }, now)
    expect([seen(minutes(-0.5)), seen(minutes(-1))]).toEqual([false, true])
  })
})

describe('A program asking for a token', () => {
  const good: ClientOnFile = { standing: 'active', vendorStanding: 'active', contractUntil: minutes(1) }
  const both = ['exchange', 'sandbox']
  const table = [
    // on file                                                              what it may have one for
    [good, both],
    [undefined, []],
    [{ ...good, standing: 'ended' }, []],
    [{ ...good, vendorStanding: 'applicant' }, ['sandbox']],
    [{ ...good, vendorStanding: 'applicant', contractUntil: now }, ['sandbox']],
    [{ ...good, vendorStanding: 'applicant', standing: 'ended' }, []],
    [{ ...good, vendorStanding: 'suspended' }, []],
    [{ ...good, vendorStanding: 'ended' }, []],
    [{ ...good, contractUntil: now }, []],
  ] as const

  it.each(table)('%o: %s', (onFile, scopes) => {
    expect(scopesFor(onFile, now)).toEqual(scopes)
  })
})
