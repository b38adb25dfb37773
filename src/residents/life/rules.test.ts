import { describe, expect, it } from 'vitest'
import {
  daysKept,
  keepDaysByDefault,
  lifeEvents,
  mayBeSaidBy,
  mayEnter,
  standingAfter,
  standings,
  takesPart,
  type SaidBy,
} from './rules.ts'

describe('What happens to somebody who stands so', () => {
  const no = undefined
  const table = [
    // standing    left       moved-away    came-back  died    in error  erased
    ['active', 'leaving', 'moved-away', no, 'died', no, 'erased'],
    ['leaving', no, no, 'active', 'died', no, 'erased'],
    ['moved-away', no, no, 'active', 'died', no, 'erased'],
    ['died', no, no, no, no, 'active', 'erased'],
    ['erased', no, no, no, no, no, no],
    ['unknown', no, no, no, no, no, 'erased'],
    [undefined, no, no, no, no, no, no],
  ] as const

  it.each(table)('%s', (standing, ...after) => {
    expect(lifeEvents.map((what) => standingAfter(standing, what))).toEqual(after)
  })

  it('has a row for each standing', () => {
    expect(table.map(([standing]) => standing)).toEqual([...standings, undefined])
  })
})

describe('What somebody may who stands so', () => {
  it.each([
    // standing       takes part  may enter  days kept
    ['active', true, true, undefined],
    ['leaving', false, true, 30],
    ['moved-away', false, true, 365],
    ['died', false, false, 365],
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
    ['erased', true, true, true, false, false, false],
  ] as const)('%s', (what, ...allowed) => {
    const sayers = [resident, one, shown(one), shown(twice), two, shown(two)]
    expect(sayers.map((by) => mayBeSaidBy(what, by))).toEqual(allowed)
  })
})
