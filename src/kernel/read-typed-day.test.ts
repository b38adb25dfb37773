import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { warekiShort, warekiWords } from '../../test/support/wareki.ts'
import { readTypedDay } from './read-typed-day.ts'
import { localDayOf } from './time.ts'
import { warekiOf } from './wareki.ts'

describe('A day as people type it', () => {
  const table = [
    ['1946-05-02', '1946-05-02'],
    ['1946/5/2', '1946-05-02'],
    ['1946.5.2', '1946-05-02'],
    ['1946年5月2日', '1946-05-02'],
    ['1946年05月02日', '1946-05-02'],
    ['19460502', '1946-05-02'],
    ['昭和21年5月2日', '1946-05-02'],
    ['昭和 21 年 5 月 2 日', '1946-05-02'],
    ['昭21.5.2', '1946-05-02'],
    ['昭和21/5/2', '1946-05-02'],
    ['S21.5.2', '1946-05-02'],
    ['s21-5-2', '1946-05-02'],
    ['S 21. 5. 2', '1946-05-02'],
    ['s210502', '1946-05-02'],
    ['明治45年7月29日', '1912-07-29'],
    ['大正元年7月30日', '1912-07-30'],
    ['昭和元年12月25日', '1926-12-25'],
    ['昭和1年12月25日', '1926-12-25'],
    ['平成31年4月30日', '2019-04-30'],
    ['令和元年5月1日', '2019-05-01'],
    ['R元.5.1', '2019-05-01'],
    ['2028-02-29', '2028-02-29'],
    // as a Japanese keyboard gives it
    ['１９４６年５月２日', '1946-05-02'],
    ['１９４６ー５ー２', '1946-05-02'],
    ['１９４６・５・２', '1946-05-02'],
    ['Ｓ２１。５。２', '1946-05-02'],
    ['　昭和２１年　５月　２日　', '1946-05-02'],
    ['㍼21年5月2日', '1946-05-02'],
  ] as const

  it.each(table)('%s is %s', (text, day) => {
    expect(readTypedDay(text)).toBe(day)
  })

  it.each([
    ['nothing', ''],
    ['no such day', '1946年2月30日'],
    ['no such day in a year that is not a leap year', '昭和22年2月29日'],
    ['a thirteenth month', '1946-13-01'],
    ['day 0', '1946-05-00'],
    ['year 0 of an era', '昭和0年5月2日'],
    ['after the end of its era', '昭和64年1月8日'],
    ['after the end of its era, in short', 'H31.5.1'],
    ['before the beginning of its era', '令和元年4月30日'],
    ['the day on which the next era began', '大正15年12月25日'],
    ['a lunar day', '明治5年12月2日'],
    ['before the Gregorian calendar', '1872-12-31'],
    ['a year alone', '昭和元年'],
    ['a year of two figures, of which century', '46-5-2'],
    ['six figures, of which century', '460502'],
    ['seven figures, in which an era may hide', '3210502'],
    ['figures that can be parted in two ways', 's21112'],
    ['two signs between', '1946-5/2'],
    ['figures with spaces between', '1946 5 2'],
    ['a day not called one', '1946年5月2'],
    ['the day first', '02/05/1946'],
    ['an era unknown', '慶応4年1月1日'],
    ['more than a day', '1946-05-02T00:00:00Z'],
    ['words after it', '1946-05-02 ころ'],
    ['far too long', ' '.repeat(100) + '1946-05-02'],
  ])('and %s is none', (_why, text) => {
    expect(readTypedDay(text)).toBeUndefined()
  })

  const days = fc
    .date({ min: new Date('1873-01-02'), max: new Date('2100-12-31'), noInvalidDate: true })
    .map((instant) => localDayOf(instant))

  it('is read back from each form in which it is written', () => {
    fc.assert(
      fc.property(days, (day) => {
        const [year, month, date] = day.split('-').map(Number)
        const japanese = warekiOf(day)
        if (!japanese) throw new Error(day)
        const { era } = japanese
        const yearOfEra = String(japanese.year).padStart(2, '0')
        const forms = [
          day,
          day.replaceAll('-', ''),
          `${String(year)}/${String(month)}/${String(date)}`,
          warekiWords(japanese),
          warekiShort(japanese),
          `${era.letter}${yearOfEra}${day.slice(5).replace('-', '')}`,
        ]
        expect(forms.map(readTypedDay)).toEqual(forms.map(() => day))
      }),
    )
  })

  it('never makes anything of what is no day, and never throws', () => {
    const typed = fc.string({ unit: fc.constantFrom(...'0129昭和令元年月日SR.-/ '), maxLength: 12 })
    fc.assert(
      fc.property(fc.oneof(typed, fc.string({ unit: 'binary' })), (text) => {
        expect(readTypedDay(text) ?? '1873-01-01').toMatch(/^\d{4}-\d{2}-\d{2}$/u)
      }),
    )
  })
})
