import { describe, expect, it } from 'vitest'
import { planErasure } from './rules.ts'

const now = new Date('2026-11-23T01:00:00Z')

describe('What erasure destroys, and what the law keeps', () => {
  const table = [
    // last provision            the records key goes   kept until
    [null, true, null],
    ['2026-11-23T00:00:00Z', false, '2029-11-23T00:00:00.000Z'],
    ['2024-02-29T03:00:00Z', false, '2027-02-28T03:00:00.000Z'],
    ['2023-11-23T01:00:01Z', false, '2026-11-23T01:00:01.000Z'],
    ['2023-11-23T01:00:00Z', true, null],
    ['2001-01-01T00:00:00Z', true, null],
  ] as const

  it.each(table)('last provided %s: the records key goes %s, kept until %s', (last, goes, until) => {
    const { keys, keptUntil } = planErasure(last === null ? null : new Date(last), now)
    expect(keys.includes('records')).toBe(goes)
    expect(keys).toEqual(expect.arrayContaining(['values', 'identity']))
    expect(keptUntil?.toISOString() ?? null).toBe(until)
  })
})
