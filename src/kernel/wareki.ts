import type { LocalDay } from './time.ts'

/**
 * The Japanese calendar (和暦). The table is our own: what ICU knows of eras differs between versions, and it counts back
 * before 1873, where days were lunar. An era begins with the whole day of the edict, which is no day of the era before:
 * 「大正十五年十二月二十五日以後ヲ改メテ昭和元年ト為ス」.
 */
export const eras = [
  { letter: 'R', kanji: '令和', reading: 'れいわ', roman: 'Reiwa', firstYear: 2019, from: '2019-05-01' },
  { letter: 'H', kanji: '平成', reading: 'へいせい', roman: 'Heisei', firstYear: 1989, from: '1989-01-08' },
  { letter: 'S', kanji: '昭和', reading: 'しょうわ', roman: 'Shōwa', firstYear: 1926, from: '1926-12-25' },
  { letter: 'T', kanji: '大正', reading: 'たいしょう', roman: 'Taishō', firstYear: 1912, from: '1912-07-30' },
  // 太政官布告337号: the day after 明治5年12月2日 was 明治6年1月1日, 1873-01-01 of the Gregorian calendar.
  { letter: 'M', kanji: '明治', reading: 'めいじ', roman: 'Meiji', firstYear: 1868, from: '1873-01-01' },
] as const

export type Era = (typeof eras)[number]

export interface Wareki {
  era: Era
  /** 1 is 元年. */
  year: number
  month: number
  date: number
}

/** The day in the Japanese calendar, or undefined before it was a solar one. */
export function warekiOf(day: LocalDay): Wareki | undefined {
  const era = eras.find(({ from }) => day >= from)
  if (!era) return undefined
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number)
  return { era, year: year - era.firstYear + 1, month, date }
}

/** 「21」, and 「元」 for the first year. */
export function warekiYear({ year }: Wareki): string {
  return year === 1 ? '元' : String(year)
}
