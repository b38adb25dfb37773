import { describe, expect, it } from 'vitest'
import { warekiShort, warekiWords } from '../../test/support/wareki.ts'
import { addDays, localDayOf, localDaySchema, startOfDay } from './time.ts'
import { warekiOf } from './wareki.ts'

const wareki = (day: string) => warekiOf(localDaySchema.parse(day))

describe('A day in the Japanese calendar', () => {
  const table = [
    ['1873-01-01', '明治6年1月1日', 'M6.1.1'],
    ['1912-07-29', '明治45年7月29日', 'M45.7.29'],
    ['1912-07-30', '大正元年7月30日', 'T1.7.30'],
    ['1926-12-24', '大正15年12月24日', 'T15.12.24'],
    ['1926-12-25', '昭和元年12月25日', 'S1.12.25'],
    ['1927-01-01', '昭和2年1月1日', 'S2.1.1'],
    ['1946-05-02', '昭和21年5月2日', 'S21.5.2'],
    ['1989-01-07', '昭和64年1月7日', 'S64.1.7'],
    ['1989-01-08', '平成元年1月8日', 'H1.1.8'],
    ['2019-04-30', '平成31年4月30日', 'H31.4.30'],
    ['2019-05-01', '令和元年5月1日', 'R1.5.1'],
    ['2026-11-27', '令和8年11月27日', 'R8.11.27'],
  ] as const

  it.each(table)('%s is %s', (day, words, short) => {
    const found = wareki(day)
    expect(found && [warekiWords(found), warekiShort(found)]).toEqual([words, short])
  })

  it('has no name before days were solar', () => {
    expect(wareki('1872-12-31')).toBeUndefined()
    expect(wareki('1000-01-01')).toBeUndefined()
  })

  it('is called as ICU calls it, on each of 190 years of days', () => {
    const icu = new Intl.DateTimeFormat('ja-JP-u-ca-japanese', { dateStyle: 'long', timeZone: 'Asia/Tokyo' })
    const different: string[] = []
    // At noon: the clocks of Tokyo stood 18:59 minutes apart from ours before 1888.
    let at = addDays(startOfDay(localDaySchema.parse('1873-01-01')), 0.5)
    for (let day = localDayOf(at); day < '2063-01-01'; at = addDays(at, 1), day = localDayOf(at)) {
      const found = wareki(day)
      if (!found || warekiWords(found) !== icu.format(at)) different.push(day)
    }
    expect(different).toEqual([])
  })
})
