import { localDaySchema, type LocalDay } from './time.ts'
import { eras, warekiOf } from './wareki.ts'

const longestAtMost = 40

/** What the keys of a Japanese keyboard give in place of - . / */
const separators: readonly [RegExp, string][] = [
  [/[‐‑‒–—―−ー]/gu, '-'],
  [/。/gu, '.'],
  [/・/gu, '/'],
]

const western = '(?<western>\\d{4})'
const japanese = `(?<era>${eras.flatMap(({ letter, kanji }) => [kanji, kanji.charAt(0), letter]).join('|')}) ?(?<year>元|\\d{1,2})`
const ways = [western, japanese].flatMap((year) => [
  `${year} ?年 ?(?<month>\\d{1,2}) ?月 ?(?<date>\\d{1,2}) ?日`,
  `${year} ?(?<sign>[-./]) ?(?<month>\\d{1,2}) ?\\k<sign> ?(?<date>\\d{1,2})`,
])
const compact = [
  `${western}(?<month>\\d{2})(?<date>\\d{2})`,
  `(?<era>${eras.map(({ letter }) => letter).join('|')})(?<year>\\d{2})(?<month>\\d{2})(?<date>\\d{2})`,
]
const patterns = [...ways, ...compact].map((way) => new RegExp(`^${way}$`, 'iu'))

/**
 * A day as people type it: 1946-05-02, 1946年5月2日, 19460502, 昭和21年5月2日, 昭21.5.2, S210502; in figures and letters of any
 * width. Undefined for whatever could be another day, or is none: no such date, one outside of its era, a year of two
 * figures, and all before the calendar became Gregorian in 1873.
 */
export function readTypedDay(text: string): LocalDay | undefined {
  if (text.length > longestAtMost) return undefined
  const typed = separators.reduce(
    (line, [sign, plain]) => line.replace(sign, plain),
    text.normalize('NFKC').trim().replace(/\s+/gu, ' '),
  )
  const found = patterns.map((pattern) => pattern.exec(typed)?.groups).find((groups) => groups !== undefined)
  if (!found) return undefined
  const era = eraOf(found['era'])
  const year = era ? era.firstYear - 1 + yearOf(found['year']) : Number(found['western'])
  const day = localDaySchema.safeParse(
    `${String(year).padStart(4, '0')}-${twoFigures(found['month'])}-${twoFigures(found['date'])}`,
  )
  const known = day.success ? warekiOf(day.data) : undefined
  return known && (!era || known.era === era) ? day.data : undefined
}

function eraOf(typed: string | undefined) {
  const name = typed?.toUpperCase() ?? ''
  return eras.find(({ letter, kanji }) => [kanji, kanji.charAt(0), letter].some((known) => known === name))
}

function yearOf(typed: string | undefined): number {
  return typed === '元' ? 1 : Number(typed)
}

function twoFigures(typed = ''): string {
  return typed.padStart(2, '0')
}
