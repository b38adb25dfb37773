import { localDayOf, startOfDay, warekiOf, warekiYear, type LocalDay } from '../../../kernel/index.ts'
import type { Locale } from '../view.ts'
import { dayOfMonth, withCounter } from './counters.ts'

const weekdays = [
  ['日', 'にち'],
  ['月', 'げつ'],
  ['火', 'か'],
  ['水', 'すい'],
  ['木', 'もく'],
  ['金', 'きん'],
  ['土', 'ど'],
] as const

const englishDay = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'Asia/Tokyo',
})
const clock = new Intl.DateTimeFormat('en-GB', {
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
  timeZone: 'Asia/Tokyo',
})

/** A day in full, as marked text: 「2026年11月23日（月）」, with a reading for each counter. */
export function dayWords(locale: Locale, day: LocalDay): string {
  if (locale === 'en') return englishDay.format(startOfDay(day)).replace(',', '')
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const weekday = weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()]?.join('|')
  return `${year}{年|ねん}${month}{月|がつ}${dayOfMonth(date)}（{${weekday}}）`
}

/** A date of birth in both calendars, as marked text: 「1946年（昭和21年）5月2日」; in plain Japanese in one. */
export function birthDayWords(locale: Locale, day: LocalDay): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const japanese = warekiOf(day)
  if (locale === 'en') {
    const words = englishDay.format(startOfDay(day)).replace(/^\S+ /u, '')
    return japanese ? `${words} (${japanese.era.roman} ${String(japanese.year)})` : words
  }
  const era =
    japanese && locale === 'ja'
      ? `（{${japanese.era.kanji}|${japanese.era.reading}}${eraYear(warekiYear(japanese))}）`
      : ''
  return `${year}{年|ねん}${era}${month}{月|がつ}${dayOfMonth(date)}`
}

/** A day as it may be typed, in both calendars: 「2026年11月28日、令和8年11月28日、R8.11.28」; shorter in plain Japanese. */
export function typedDayWords(locale: Locale, day: LocalDay): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const western = `${year}-${month}-${date}`
  const japanese = warekiOf(day)
  if (!japanese) return western
  const { era } = japanese
  const short = `${era.letter}${japanese.year}.${month}.${date}`
  if (locale === 'en') return `${western}, or ${short} for the year ${era.roman} ${japanese.year}`
  if (locale === 'ja-easy') return `${western}、${short}`
  const inEra = `{${era.kanji}|${era.reading}}${warekiYear(japanese)}年${month}月${date}日`
  return `${year}年${month}月${date}日、${inEra}、${short}`
}

function eraYear(year: string): string {
  return year === '元' ? '{元年|がんねん}' : `${year}{年|ねん}`
}

/** 「11月23日」 for the axis of a chart, where the year stands beside it. */
export function shortDayWords(locale: Locale, day: LocalDay): string {
  const [, month, date] = day.split('-').map(Number) as [number, number, number]
  if (locale === 'en') return englishDay.format(startOfDay(day)).replace(/^\S+ (\d+ \p{L}{3}).*$/u, '$1')
  return `${month}{月|がつ}${dayOfMonth(date)}`
}

/** A moment in full, in Japan: 「2026年11月23日（月）10時32分」. */
export function momentWords(locale: Locale, moment: Date): string {
  const day = dayWords(locale, localDayOf(moment))
  const [hour, minute] = clock.format(moment).split(':').map(Number) as [number, number]
  if (locale === 'en') return `${day}, ${clock.format(moment)} (Japan time)`
  return `${day}${hour}{時|じ}${withCounter(String(minute), '分')}`
}

/** The time of day in Japan, in figures: 「10:32」. */
export function clockWords(moment: Date): string {
  return clock.format(moment)
}

/** `2026-11-23T10:32:00+09:00`, for `<time datetime>`. */
export function machineMoment(moment: Date): string {
  const seconds = String(moment.getUTCSeconds()).padStart(2, '0')
  return `${localDayOf(moment)}T${clock.format(moment)}:${seconds}+09:00`
}
