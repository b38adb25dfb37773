import { describe, expect, it } from 'vitest'
import { letterNumber, readLetterNumber } from './rules.ts'

describe('The number of a letter', () => {
  it.each([
    ['12-7', { number: 12, place: 7 }],
    [' １２－７ ', { number: 12, place: 7 }],
    ['12ー200', { number: 12, place: 200 }],
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
    expect(readLetterNumber(letterNumber(34, 56))).toEqual({ number: 34, place: 56 })
  })
})
