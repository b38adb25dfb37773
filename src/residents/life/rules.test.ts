import { describe, expect, it } from 'vitest'
import {
  canComeBack,
  canHappen,
  daysKept,
  keepDaysByDefault,
  lastDayOf,
  lifeEvents,
  mayBeSaidBy,
  mayEnter,
  standsAfter,
  standings,
  takesPart,
  whyNotMerged,
  whyNotUndone,
  type SaidBy,
  type Stands,
} from './rules.ts'

const at = (time: string) => new Date(time)
const now = at('2026-11-27T09:05+09:00')
const keepDays = keepDaysByDefault

describe('What happens to somebody who stands so', () => {
  const no = undefined
  const table = [
    // standing    left       moved-away    came-back  died    in error  merged  undone  erased
    ['active', 'leaving', 'moved-away', no, 'died', no, 'merged', no, 'erased'],
    ['leaving', no, no, 'active', 'died', no, no, no, 'erased'],
    ['moved-away', no, no, 'active', 'died', no, no, no, 'erased'],
    // By mistake, who was leaving before; whoever else it was, the table below says.
    ['died', no, no, no, no, 'leaving', no, no, 'erased'],
    ['merged', no, no, no, no, no, no, 'active', 'erased'],
    ['erased', no, no, no, no, no, no, no, no],
    ['unknown', no, no, no, no, no, no, no, 'erased'],
    [undefined, no, no, no, no, no, no, no, no],
  ] as const

  it.each(table)('%s', (standing, ...after) => {
    const before: Stands = { standing: 'leaving', eraseAt: at('2026-12-28T00:00+09:00') }
    const stands = lifeEvents.map((what) => standsAfter(standing, what, { now, keepDays, before }))
    expect(stands.map((one) => one?.standing)).toEqual(after)
    expect(lifeEvents.map((what) => canHappen(standing, what))).toEqual(after.map((one) => one !== no))
  })

  it('has a row for each standing', () => {
    expect(table.map(([standing]) => standing)).toEqual([...standings, undefined])
  })
})

describe('The day until which somebody may come back', () => {
  it.each([
    // left at                    the last day  over at
    ['2026-11-27T00:00+09:00', '2026-12-27', '2026-12-28T00:00+09:00'],
    ['2026-11-27T09:05+09:00', '2026-12-27', '2026-12-28T00:00+09:00'],
    ['2026-11-27T23:59:59.999+09:00', '2026-12-27', '2026-12-28T00:00+09:00'],
  ])('of who left at %s is %s, to its end', (left, day, over) => {
    const eraseAt = standsAfter('active', 'left', { now: at(left), keepDays })?.eraseAt
    if (!eraseAt) throw new Error('they left')
    expect([eraseAt, lastDayOf(eraseAt)]).toEqual([at(over), day])
    expect(canComeBack(eraseAt, at('2026-12-27T23:59:59.999+09:00'))).toBe(true)
    expect(canComeBack(eraseAt, at(over))).toBe(false)
  })
})

describe('Whose death was recorded by mistake', () => {
  const soon = at('2026-12-28T00:00+09:00')
  it.each([
    // stood before                                       stands again
    [undefined, { standing: 'active', eraseAt: null }],
    [
      { standing: 'active', eraseAt: null },
      { standing: 'active', eraseAt: null },
    ],
    [
      { standing: 'leaving', eraseAt: soon },
      { standing: 'leaving', eraseAt: soon },
    ],
    [
      { standing: 'moved-away', eraseAt: now },
      { standing: 'moved-away', eraseAt: at('2026-12-12T00:00+09:00') },
    ],
    [{ standing: 'unknown', eraseAt: null }, undefined],
    [{ standing: 'erased', eraseAt: null }, undefined],
    [{ standing: 'merged', eraseAt: now }, undefined],
    [{ standing: 'died', eraseAt: soon }, undefined],
  ] as const)('having stood %o, stands %o', (before, after) => {
    expect(standsAfter('died', 'reported-in-error', { now, keepDays, before })).toEqual(after)
  })
})

describe('What somebody may who stands so', () => {
  it.each([
    // standing       takes part  may enter  days kept
    ['active', true, true, undefined],
    ['leaving', false, true, 30],
    ['moved-away', false, true, 365],
    ['died', false, false, 365],
    ['merged', false, false, 365],
    ['erased', false, false, undefined],
    ['unknown', false, false, undefined],
  ] as const)('%s', (standing, part, enter, days) => {
    expect([takesPart(standing), mayEnter(standing), daysKept(standing, keepDaysByDefault)]).toEqual([
      part,
      enter,
      days,
    ])
  })

  it('is nothing where nothing is known', () => {
    expect([takesPart(undefined), mayEnter(undefined)]).toEqual([false, false])
  })
})

describe('Who may say so', () => {
  const resident: SaidBy = { staffId: null, secondStaffId: null, evidence: null }
  const one: SaidBy = { ...resident, staffId: 'a' }
  const twice: SaidBy = { ...one, secondStaffId: 'a' }
  const two: SaidBy = { ...one, secondStaffId: 'b' }
  const shown = (by: SaidBy): SaidBy => ({ ...by, evidence: 'death-certificate' })
  it.each([
    // what                 resident  one    one shown  twice shown  two    two shown
    ['left', true, true, true, false, false, false],
    ['moved-away', true, true, true, false, false, false],
    ['came-back', true, true, true, false, false, false],
    ['died', false, false, false, false, false, true],
    ['reported-in-error', false, false, false, false, true, true],
    ['merged', false, false, false, false, true, true],
    ['merged-in-error', false, false, false, false, false, true],
    ['erased', true, true, true, false, false, false],
  ] as const)('%s', (what, ...allowed) => {
    const sayers = [resident, one, shown(one), shown(twice), two, shown(two)]
    expect(sayers.map((by) => mayBeSaidBy(what, by))).toEqual(allowed)
  })
})

describe('One entry merged into another', () => {
  const [yes, died, left, merged, erased] = [
    undefined,
    'has-died',
    'has-left',
    'merged-already',
    'is-erased',
  ] as const
  const duplicates = [...standings, undefined]
  const table = [
    // remains     active  leaving moved   died    merged  erased  unknown none
    ['active', yes, left, left, died, merged, erased, erased, erased],
    ['leaving', left, left, left, left, left, left, left, left],
    ['moved-away', left, left, left, left, left, left, left, left],
    ['died', died, died, died, died, died, died, died, died],
    ['merged', merged, merged, merged, merged, merged, merged, merged, merged],
    ['erased', erased, erased, erased, erased, erased, erased, erased, erased],
    ['unknown', erased, erased, erased, erased, erased, erased, erased, erased],
    [undefined, erased, erased, erased, erased, erased, erased, erased, erased],
  ] as const
  const one = (standing: Stands['standing'] | undefined) => ({ residentId: 'a', standing, hasTakenIn: false })
  const other = (standing: Stands['standing'] | undefined) => ({ ...one(standing), residentId: 'b' })

  it.each(table)('where who remains stands as %s', (standing, ...because) => {
    expect(duplicates.map((duplicate) => whyNotMerged(one(standing), other(duplicate)))).toEqual(because)
  })

  it('has a row and a column for each standing', () => {
    expect(table.map(([standing]) => standing)).toEqual(duplicates)
  })

  it('is another one', () => {
    for (const standing of duplicates)
      expect(whyNotMerged(one(standing), one('active')), standing).toBe('same-entry')
  })

  it('has taken in none itself, and who remains may have', () => {
    const takenIn = { hasTakenIn: true }
    expect(whyNotMerged(one('active'), { ...other('active'), ...takenIn })).toBe('has-taken-in')
    expect(whyNotMerged({ ...one('active'), ...takenIn }, other('active'))).toBeUndefined()
  })
})

describe('A merging that was a mistake', () => {
  const [yes, merged, erased, other] = [undefined, 'merged-already', 'is-erased', 'not-as-you-stand'] as const
  const remains = [...standings, undefined]
  const table = [
    // duplicate   active  leaving moved   died    merged  erased  unknown none: who remains
    ['merged', yes, yes, yes, yes, merged, erased, erased, erased],
    ['active', other, other, other, other, other, other, other, other],
    ['leaving', other, other, other, other, other, other, other, other],
    ['moved-away', other, other, other, other, other, other, other, other],
    ['died', other, other, other, other, other, other, other, other],
    ['erased', erased, erased, erased, erased, erased, erased, erased, erased],
    ['unknown', erased, erased, erased, erased, erased, erased, erased, erased],
    [undefined, erased, erased, erased, erased, erased, erased, erased, erased],
  ] as const
  const day = at('2026-11-28T00:00+09:00')
  const stands = (standing: Stands['standing'] | undefined, eraseAt: Date | null = day) =>
    standing && { standing, eraseAt }

  it.each(table)('where the duplicate stands as %s', (standing, ...because) => {
    const duplicate = stands(standing)
    expect(remains.map((remaining) => whyNotUndone({ remaining, duplicate, isTheirs: true }, now))).toEqual(
      because,
    )
  })

  it('has a row and a column for each standing', () => {
    expect(new Set(table.map(([standing]) => standing))).toEqual(new Set(remains))
  })

  it('is of these two, and of no other', () => {
    const pair = { remaining: 'active', duplicate: stands('merged'), isTheirs: false } as const
    expect(whyNotUndone(pair, now)).toBe('not-as-you-stand')
  })

  it('is put right until the day of its erasure is over, and not where there is none', () => {
    const until = (eraseAt: Date | null, moment: Date) =>
      whyNotUndone({ remaining: 'active', duplicate: stands('merged', eraseAt), isTheirs: true }, moment)
    expect(until(day, at('2026-11-27T23:59:59.999+09:00'))).toBeUndefined()
    expect(until(day, day)).toBe('is-erased')
    expect(until(null, now)).toBe('is-erased')
  })
})
