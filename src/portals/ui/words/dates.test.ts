import { describe, expect, it } from 'vitest'
import type { LocalDay } from '../../../kernel/index.ts'
import { counted, grouped } from './counts.ts'
import { birthDayWords, dayWords, machineMoment, momentWords, shortDayWords } from './dates.ts'
import { plain } from './marked-text.tsx'

describe('A moment in Japan', () => {
  const table = [
    // UTC                     Japanese                          English                                         machine
    [
      '2026-11-23T01:32:00Z',
      '2026年11月23日（月）10時32分',
      'Monday 23 November 2026, 10:32 (Japan time)',
      '2026-11-23T10:32:00+09:00',
    ],
    [
      '2026-12-31T15:00:00Z',
      '2027年1月1日（金）0時0分',
      'Friday 1 January 2027, 00:00 (Japan time)',
      '2027-01-01T00:00:00+09:00',
    ],
    [
      '2024-02-28T14:59:59Z',
      '2024年2月28日（水）23時59分',
      'Wednesday 28 February 2024, 23:59 (Japan time)',
      '2024-02-28T23:59:59+09:00',
    ],
  ] as const

  it.each(table)('%s is %s', (utc, japanese, english, machine) => {
    const moment = new Date(utc)
    expect(plain(momentWords('ja', moment))).toBe(japanese)
    expect(momentWords('en', moment)).toBe(english)
    expect(machineMoment(moment)).toBe(machine)
  })
})

describe('The reading of a date', () => {
  const table = [
    ['2026-04-01', '2026{年|ねん}4{月|がつ}{1日|ついたち}（{水|すい}）'],
    ['2026-11-20', '2026{年|ねん}11{月|がつ}{20日|はつか}（{金|きん}）'],
    ['2026-11-23', '2026{年|ねん}11{月|がつ}23{日|にち}（{月|げつ}）'],
  ] as const

  it.each(table)('%s is %s', (day, expected) => {
    expect(dayWords('ja-easy', day as LocalDay)).toBe(expected)
  })

  it('says 32分 as ふん and 30分 as ぷん', () => {
    expect(momentWords('ja', new Date('2026-11-23T01:32:00Z'))).toContain('32{分|ふん}')
    expect(momentWords('ja', new Date('2026-11-23T01:30:00Z'))).toContain('30{分|ぷん}')
  })

  it('is short on an axis', () => {
    expect(plain(shortDayWords('ja', '2026-11-03' as LocalDay))).toBe('11月3日')
    expect(shortDayWords('en', '2026-11-03' as LocalDay)).toBe('3 Nov')
  })
})

describe('A count', () => {
  const table = [
    ['ja', 3, 'company', '3社'],
    ['ja', 12345, 'record', '12,345件'],
    ['en', 1, 'company', '1 company'],
    ['en', 0, 'record', '0 records'],
    ['ja-easy', 4, 'purpose', '4つの 目的'],
  ] as const

  it.each(table)('in %s of %s %s is %s', (locale, amount, unit, expected) => {
    expect(plain(counted(locale, amount, unit))).toBe(expected)
  })

  it('shows no more digits than asked for', () => {
    expect([grouped(1234.56), grouped(1234.56, 0), grouped(2)]).toEqual(['1,234.6', '1,235', '2'])
  })
})

describe('A date of birth', () => {
  const table = [
    // locale  day             as it is written
    ['ja', '1946-05-02', '1946年（昭和21年）5月2日'],
    ['ja', '2019-05-01', '2019年（令和元年）5月1日'],
    ['ja', '1872-12-31', '1872年12月31日'],
    ['ja-easy', '1946-05-02', '1946年5月2日'],
    ['en', '1946-05-02', '2 May 1946 (Shōwa 21)'],
    ['en', '1989-01-08', '8 January 1989 (Heisei 1)'],
    ['en', '1872-12-31', '31 December 1872'],
  ] as const

  it.each(table)('in %s of %s is %s', (locale, day, words) => {
    expect(plain(birthDayWords(locale, day as LocalDay))).toBe(words)
  })

  it('has readings for its era', () => {
    expect(birthDayWords('ja', '2019-05-01' as LocalDay)).toContain('{令和|れいわ}{元年|がんねん}')
  })
})
