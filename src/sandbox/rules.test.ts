import { describe, expect, it } from 'vitest'
import { modules, opensVault } from '../../architecture.mjs'
import { itemCodes, itemOf } from '../catalog/index.ts'
import { localDaySchema, localDayOf } from '../kernel/index.ts'
import { makeUpDay } from './made-up-day.ts'
import { everybody, mostPeople, untouched, type TrialPerson } from './people.ts'
import { changed, daysBetween, mayTry, refusePerson, refuseTrial, tellOf } from './rules.ts'
import { trialReason, trialUses } from './uses.ts'

const now = new Date('2026-11-23T10:00:00Z')
const day = (text: string) => localDaySchema.parse(text)

describe('A company that wants to try its program', () => {
  const later = new Date('2027-01-01T00:00:00Z')
  const table = [
    // standing       contract until   may try
    ['applicant', now, true],
    ['applicant', later, true],
    ['active', later, true],
    ['active', now, false],
    ['suspended', later, false],
    ['ended', later, false],
  ] as const

  it.each(table)('%s until %s: %s', (standing, contractUntil, may) => {
    expect(mayTry({ standing, contractUntil }, now)).toBe(may)
  })

  it('and is none, may not', () => expect(mayTry(undefined, now)).toBe(false))
})

describe('A request of the sandbox', () => {
  const [use] = trialUses
  const good = { reasonCode: trialReason, ownWords: null }
  it.each([
    // use        request                                            no
    [use, good, undefined],
    [use, { ...good, ownWords: '今月の助言' }, undefined],
    [undefined, good, 'not-found'],
    [use, { ...good, reasonCode: 'monthly-advice' }, 'reason-not-reviewed'],
    [use, { ...good, ownWords: 'https://example.test' }, 'words-not-plain'],
  ] as const)('%#: is answered as at the gate', (asked, request, no) => {
    expect(refuseTrial(asked, request)).toBe(no)
  })

  it.each([
    ['agreed', undefined],
    ['stopped', 'withdrawn'],
    ['expired', 'expired'],
    ['never', 'not-available'],
    [undefined, 'not-available'],
  ] as const)('for one person who has %s: %s', (standing, because) => {
    expect(refusePerson(standing)).toBe(because)
  })
})

describe('What is told of one person', () => {
  const low = { position: 3, through: day('2026-11-20') }
  const high = { position: 9, through: day('2026-11-22') }
  const person = (with_: Partial<TrialPerson>): TrialPerson => ({ ...untouched(1), ...with_ })
  const changedOn = (text: string, is: 'taken-back' | 'corrected', at = 5) => ({
    changedDay: { day: day(text), is, at },
  })
  const table = [
    // who                                                             before   what is told
    ['has agreed', {}, low, '21 22'],
    ['stopped since', { standing: 'stopped', standingAt: 4 }, low, 'stopped'],
    ['stopped before', { standing: 'stopped', standingAt: 3 }, low, ''],
    ['stopped before anything was read', { standing: 'stopped', standingAt: 4 }, null, ''],
    ['has a yes that expired', { standing: 'expired' }, low, ''],
    ['has never agreed', { standing: 'never' }, null, ''],
    ['took a day back since', changedOn('2026-11-20', 'taken-back'), low, '20:taken-back 21 22'],
    ['took a day back before', changedOn('2026-11-20', 'taken-back', 3), low, '21 22'],
    ['took a day back that nobody has read', changedOn('2026-11-22', 'taken-back'), low, '21'],
    ['had a day corrected since', changedOn('2026-11-20', 'corrected'), low, '20:corrected 21 22'],
    [
      'had a day corrected that nobody has read',
      changedOn('2026-11-22', 'corrected'),
      low,
      '21 22:corrected',
    ],
  ] as const

  it.each(table)('who %s', (_, who, before, told) => {
    const { stopped, days } = tellOf(person(who), before, high)
    const said = days.map(({ day, is }) => `${day.slice(-2)}${is === 'as-first' ? '' : `:${is}`}`)
    expect([...(stopped ? ['stopped'] : []), ...said].join(' ')).toBe(told)
  })

  it('who agreed again is everything, for it has all been deleted', () => {
    const { days } = tellOf(person({ standingAt: 7 }), low, high)
    expect(days).toHaveLength(14)
  })

  it('is never more than sixty days, however long ago somebody has read', () => {
    expect(daysBetween(day('1999-01-01'), day('2026-11-22'))).toHaveLength(60)
    expect(daysBetween(null, day('2026-11-22'))).toHaveLength(14)
    expect(daysBetween(day('2026-11-22'), day('2026-11-22'))).toEqual([])
  })
})

describe('The people', () => {
  it('are twenty, of whom one has a yes that expired and one has never said it', () => {
    const standings = everybody([]).map(({ standing }) => standing)
    expect(standings).toHaveLength(mostPeople)
    expect(standings.filter((one) => one === 'agreed')).toHaveLength(18)
    expect(standings.slice(18)).toEqual(['expired', 'never'])
  })

  it('are as the company has made them', () => {
    const stopped = changed(untouched(4), 'stop', 1, day('2026-11-22'))
    expect(everybody([stopped])[3]).toEqual(stopped)
    expect(changed(stopped, 'agree-again', 2, day('2026-11-22'))).toMatchObject({ standing: 'agreed' })
  })
})

describe('A made-up day', () => {
  const days = ['2026-11-01', '2026-11-15', '2026-11-22'].map(day)
  const people = ['one', 'another', 'a third']
  const of = (item: (typeof itemCodes)[number], person: string, on = days[0]!, corrected = false) =>
    makeUpDay({ person, item, day: on, corrected })

  it.each(itemCodes)('of %s is there, is plausible, and lies on its day', (item) => {
    const { shape, plausible } = itemOf(item)
    for (const person of people)
      for (const on of days) {
        const { samples, documents } = of(item, person, on)
        expect(samples.length + documents.length).toBeGreaterThan(0)
        expect(documents.length > 0).toBe(shape === 'document')
        for (const [from, to, value] of samples) {
          expect(localDayOf(from)).toBe(on)
          expect(to).toBeGreaterThanOrEqual(from)
          expect(typeof value).toBe(plausible ? 'number' : 'string')
          if (plausible) expect(value).toBeGreaterThanOrEqual(plausible.min)
          if (plausible) expect(value).toBeLessThanOrEqual(plausible.max)
        }
        for (const { text } of documents) expect(JSON.parse(text)).toMatchObject({ synthetic: true })
      }
  })

  it('is the same each time, another for another person, and another once it is corrected', () => {
    const first = of('body.weight', 'one')
    expect(of('body.weight', 'one')).toEqual(first)
    expect(of('body.weight', 'another')).not.toEqual(first)
    expect(of('body.weight', 'one', days[0], true)).not.toEqual(first)
  })

  it('can be asked for by a use for each item of the catalogue', () => {
    const alone = trialUses.filter(({ items }) => items.length === 1).flatMap(({ items }) => items)
    expect(alone).toEqual(itemCodes)
    expect(new Set(trialUses.map(({ useId }) => useId)).size).toBe(trialUses.length)
  })
})

describe('The rooms a trial passes through', () => {
  it('may use nothing that knows anybody', () => {
    expect(modules['sandbox']!.uses).toEqual(['kernel', 'platform', 'catalog', 'vendors', 'identity', 'wire'])
    expect(modules['wire']!.uses).toEqual(['kernel', 'platform', 'catalog'])
    expect(opensVault.filter((path) => /sandbox|wire/.test(path))).toEqual([])
  })
})
