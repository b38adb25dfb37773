import { describe, expect, it } from 'vitest'
import { letterNumber, nextPrintNumber, readLetterNumber } from './rules.ts'

describe('The number of a letter', () => {
  it.each([
    ['12-7', { number: 12, place: 7 }],
    [' １２－７ ', { number: 12, place: 7 }],
    ['12ー200', { number: 12, place: 200 }],
    ['2180-4567-8', { number: 21_804_567, place: 8 }],
    ['２１８０ー４５６７－２００', { number: 21_804_567, place: 200 }],
    ['21804567-8', { number: 21_804_567, place: 8 }],
    ['2180-4567', undefined],
    ['2180-456-8', undefined],
    ['2180-4567-201', undefined],
    ['12-201', undefined],
    ['0-1', undefined],
    ['12-0', undefined],
    ['12', undefined],
    ['', undefined],
    ['12-7-1', undefined],
    ["1' or 1=1--", undefined],
  ])('typed as %j is %j', (typed, read) => {
    expect(readLetterNumber(typed)).toEqual(read)
  })

  it('is read as it is written', () => {
    for (const number of [34, 9_999, 10_000, 21_804_567, 126_230_400])
      expect(readLetterNumber(letterNumber(number, 56))).toEqual({ number, place: 56 })
  })

  it('is written in groups to be read out', () => {
    expect(letterNumber(21_804_567, 8)).toBe('2180-4567-8')
  })
})

describe('The number of a print', () => {
  const now = new Date('2026-11-27T23:00:00Z')
  it.each([
    ['the first', 0, now, 21_798_360],
    ['ten seconds later', 21_798_360, new Date(now.getTime() + 10_000), 21_798_361],
    ['another at that moment', 21_798_360, now, 21_798_361],
    ['in an older database, that has lost some', 12, now, 21_798_360],
    ['by a clock that stands before all numbers', 0, new Date('2019-01-01'), 1],
    ['when there are nine figures', 0, new Date('2060-01-01T00:00:00Z'), 126_230_400],
  ])('of %s', (_, last, at, number) => {
    expect(nextPrintNumber(last, at)).toBe(number)
  })
})
