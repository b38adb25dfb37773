import { describe, expect, it } from 'vitest'
import type { ItemCode } from '../catalog/index.ts'
import { localDayOf, type LocalDay } from '../kernel/index.ts'
import { atMost, endOf, inOrder, mayOpenAgain, periods, refuseShare, stateOf, type Period } from './rules.ts'

const now = new Date('2026-11-23T01:00:00Z')
const steps: ItemCode[] = ['activity.steps']
const well = { takesPart: true, oldEnough: true, open: 0, now }
const day = (text: string) => text as LocalDay
const wish = (from = '2026-11-01', to = '2026-11-23', period: Period = '1-hour', items = steps) => ({
  items,
  from: day(from),
  to: day(to),
  period,
})

describe('Whether a resident may share', () => {
  const table = [
    // what they want                               how it stands with them             answer
    [wish(), well, undefined],
    [wish(), { ...well, takesPart: false }, 'share-not-now'],
    [wish(), { ...well, oldEnough: false }, 'share-too-young'],
    [wish('2026-11-01', '2026-11-23', '1-hour', []), well, 'share-nothing-chosen'],
    [wish('2026-11-23', '2026-11-23'), well, undefined],
    [wish('2026-11-24', '2026-11-23'), well, 'share-wrong-days'],
    [wish('2026-11-01', '2026-11-24'), well, 'share-wrong-days'],
    [wish('2026-11-01', '2026-11-24', '1-day'), well, undefined],
    [wish('2026-11-01', '2026-11-30', '7-days'), well, undefined],
    [wish('2026-11-01', '2026-12-01', '7-days'), well, 'share-wrong-days'],
    [wish('2025-11-19', '2026-11-23'), well, undefined],
    [wish('2025-11-18', '2026-11-23'), well, 'share-wrong-days'],
    [wish(), { ...well, open: atMost.open - 1 }, undefined],
    [wish(), { ...well, open: atMost.open }, 'too-many-shares'],
    [wish(), { ...well, open: Number.NaN }, 'too-many-shares'],
  ] as const

  it.each(table)('%j, of %j → %s', (wanted, standing, because) => {
    expect(refuseShare(wanted, standing)).toBe(because)
  })
})

describe('A share', () => {
  it.each(periods)('can be opened for %s, and never longer than a week', (period) => {
    const lasts = endOf(now, period).getTime() - now.getTime()
    expect(lasts).toBeGreaterThan(0)
    expect(lasts).toBeLessThanOrEqual(7 * 86_400_000)
  })

  it('names each item once, in the order of the catalogue', () => {
    expect(inOrder(['body.weight', 'activity.steps', 'body.weight'])).toEqual(
      ['activity.steps', 'body.weight'].toSorted(),
    )
    expect(inOrder([])).toEqual([])
  })

  it.each([
    [0, true],
    [atMost.openings - 1, true],
    [atMost.openings, false],
    [Number.NaN, false],
  ])('that was opened %s times may be opened again: %s', (openings, may) => {
    expect(mayOpenAgain(openings)).toBe(may)
  })
})

describe('How a share stands', () => {
  const later = new Date(now.getTime() + 1)
  const table = [
    // once   until   has a code   openings   stands
    [true, later, true, 0, 'open'],
    [false, later, true, 7, 'open'],
    [true, later, false, 1, 'used'],
    [true, now, true, 1, 'used'],
    [true, later, false, 0, 'ended'],
    [false, later, false, 3, 'ended'],
    [false, now, true, 3, 'over'],
    [true, now, true, 0, 'over'],
  ] as const

  it.each(table)(
    'once: %s, until %s, with a code: %s, opened %s times → %s',
    (once, until, hasCode, openings, is) => {
      expect(stateOf({ once, until }, { hasCode, openings, now })).toBe(is)
    },
  )

  it('is over at its second, and not before', () => {
    const until = endOf(now, '15-minutes')
    const at = (moment: Date) => stateOf({ once: false, until }, { hasCode: true, openings: 0, now: moment })
    expect([at(new Date(until.getTime() - 1)), at(until)]).toEqual(['open', 'over'])
    expect(localDayOf(until)).toBe('2026-11-23')
  })
})
