import { describe, expect, it } from 'vitest'
import { birthDateIn } from './birth-dates.ts'

describe('A birth date as a phone writes it', () => {
  const table = [
    // written               is
    ['1980-01-02', '1980-01-02'],
    ['1980/01/02', '1980-01-02'],
    ['1980/1/2', '1980-01-02'],
    ['１９８０／０１／０２', '1980-01-02'],
    ['1980年1月2日', '1980-01-02'],
    ['1980. 1. 2.', '1980-01-02'],
    ['昭和55年1月2日', '1980-01-02'],
    ['S55/1/2', '1980-01-02'],
    ['平成元年1月8日', '1989-01-08'],
    ['大正15/12/24', '1926-12-24'],
    ['Jan 2, 1980', '1980-01-02'],
    ['Sept. 2, 1980', '1980-09-02'],
    ['2 January 1980', '1980-01-02'],
    ['25/12/1980', '1980-12-25'],
    ['12/25/1980', '1980-12-25'],
    ['03.03.1980', '1980-03-03'],
  ] as const

  it.each(table)('%s is %s', (text, day) => {
    expect(birthDateIn(text)).toBe(day)
  })

  it.each([
    ['nothing', ''],
    ['a day or a month, nobody knows which', '02/03/1980'],
    ['the moment of a recording', '2026-10-01 08:00:00 +0900'],
    ['a day that is none', '1980-02-30'],
    ['a month that is none', '1980-13-01'],
    ['a month in words that is none', 'Foo 2, 1980'],
    ['a year alone', '1980'],
    ['an era alone', '昭和/1/2'],
    ['a name', '青葉 花子'],
    ['what every object has', 'constructor1/1/1'],
    ['a day with something behind it', '1980-01-02x'],
  ])('%s is none: %s', (_, text) => {
    expect(birthDateIn(text)).toBeUndefined()
  })
})
