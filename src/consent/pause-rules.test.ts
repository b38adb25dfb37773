import { describe, expect, test } from 'vitest'
import { addDays, type LocalDay } from '../kernel/index.ts'
import {
  endOfPause,
  isPauseLong,
  lastDayOfPause,
  pauseChoices,
  pauseOf,
  refuseResume,
} from './pause-rules.ts'
import { grantStates, type GrantState } from './grant-states.ts'
import { isPaused } from './rules.ts'

const now = new Date('2026-12-03T01:00:00Z')
const soon = addDays(now, 7)
const later = addDays(now, 30)

describe('A pause', () => {
  // of what stands so, until: soon, later, without an end
  const table: [GrantState, Date | null, ...(string | undefined)[]][] = [
    ['granted',   null,             'paused',    'paused',    'paused'   ],
    ['granted',   later,            'paused',    'paused',    'paused'   ],
    ['paused',    addDays(now, -1), 'paused',    'paused',    'paused'   ],
    ['paused',    now,              'paused',    'paused',    'paused'   ],
    ['paused',    soon,             undefined,   'paused',    'paused'   ],
    ['paused',    later,            undefined,   undefined,   'paused'   ],
    ['paused',    null,             undefined,   undefined,   undefined  ],
    ['refused',   null,             undefined,   undefined,   undefined  ],
    ['withdrawn', null,             undefined,   undefined,   undefined  ],
    ['frozen',    null,             undefined,   undefined,   undefined  ],
    ['unknown',   null,             'withdrawn', 'withdrawn', 'withdrawn'],
  ] // prettier-ignore

  test.each(table)('of what is %s, until %s', (state, pausedUntil, ...becomes) => {
    const grant = { state, pausedUntil, until: addDays(now, 365) }
    expect([soon, later, null].map((wanted) => pauseOf(grant, wanted, now))).toEqual(becomes)
  })

  test('has a row for each state', () => {
    expect(new Set(table.map(([state]) => state))).toEqual(new Set(grantStates))
  })

  test.each(['granted', 'paused'] as const)('of what was %s and has ended is none', (state) => {
    expect(pauseOf({ state, pausedUntil: null, until: now }, null, now)).toBeUndefined()
  })

  test('holds until its moment, and where that is not known until it is resumed', () => {
    const holds = (pausedUntil: Date | null) => isPaused({ state: 'paused', pausedUntil }, now)
    expect([addDays(now, 1), null, new Date('?')].map(holds)).toEqual([true, true, true])
    expect([now, addDays(now, -1)].map(holds)).toEqual([false, false])
    expect(isPaused({ state: 'paused', pausedUntil: addDays(now, -1) }, new Date('?'))).toBe(true)
  })

  test.each([
    [null, true],
    [addDays(now, 1), true],
    [now, false],
    [addDays(now, -1), false],
    [addDays(now, 11 * 366), false],
    [new Date('?'), false],
  ])('until %s may be made: %s', (until, may) => {
    expect(isPauseLong(until, now)).toBe(may)
  })

  test.each([
    // made at (UTC)           for      its last day   used again from
    ['2026-12-03T01:00:00Z', 'week',  '2026-12-10', '2026-12-10T15:00:00.000Z'],
    ['2026-12-03T15:00:00Z', 'week',  '2026-12-11', '2026-12-11T15:00:00.000Z'],
    ['2026-12-03T14:59:59Z', 'week',  '2026-12-10', '2026-12-10T15:00:00.000Z'],
    ['2027-01-31T01:00:00Z', 'month', '2027-02-28', '2027-02-28T15:00:00.000Z'],
  ] as const)('made at %s for a %s lasts through %s', (at, choice, lastDay, from) => {
    expect(lastDayOfPause(choice, new Date(at))).toBe(lastDay)
    expect(endOfPause(lastDay as LocalDay).toISOString()).toBe(from)
  }) // prettier-ignore

  test('is never shorter than its name says', () => {
    expect(pauseChoices).toEqual(['week', 'month', 'resumed'])
    expect(lastDayOfPause('resumed', now)).toBeNull()
    expect(endOfPause(lastDayOfPause('week', now)!).getTime()).toBeGreaterThan(addDays(now, 7).getTime())
  })
})

describe('Using it again', () => {
  const good = {
    life: { takesPart: true, changedAt: undefined },
    oldEnough: true,
    termsAgreed: true,
    stands: true,
  }
  const steps = { item: 'activity.steps' as const }
  const pills = { item: 'medical.medication' as const }
  test.each([
    ['one item', [steps], {}, undefined],
    ['two items', [steps, { item: 'body.weight' as const }], {}, undefined],
    ['a sensitive item alone', [pills], {}, undefined],
    ['a sensitive item among others', [steps, pills], {}, 'sensitive-not-alone'],
    ['nothing', [], {}, 'not-paused'],
    ['what is no longer as agreed to', [steps], { stands: false }, 'ask-anew'],
    ['without the terms', [steps], { termsAgreed: false }, 'terms-not-agreed'],
    ['too young', [steps], { oldEnough: false }, 'too-young'],
    ['after leaving', [steps], { life: { takesPart: false, changedAt: now } }, 'not-taking-part'],
  ] as const)('%s', (_, paused, changed, answer) => {
    expect(refuseResume(paused, { ...good, ...changed })).toBe(answer)
  })
})
