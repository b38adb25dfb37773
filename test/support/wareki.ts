/** Days of the Japanese calendar in the forms in which forms and registers write them. */
import { warekiYear, type Wareki } from '../../src/kernel/index.ts'

/** 「昭和21年5月2日」 */
export function warekiWords(day: Wareki): string {
  return `${day.era.kanji}${warekiYear(day)}年${String(day.month)}月${String(day.date)}日`
}

/** 「S21.5.2」, as on forms and in registers. */
export function warekiShort({ era, year, month, date }: Wareki): string {
  return `${era.letter}${String(year)}.${String(month)}.${String(date)}`
}
