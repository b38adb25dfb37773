type Read = (figure: string, value: number) => string

/** Numbers of days that are not read as figure + にち. */
const dayReadings: Readonly<Record<number, string>> = {
  2: 'ふつか',
  3: 'みっか',
  4: 'よっか',
  5: 'いつか',
  6: 'むいか',
  7: 'なのか',
  8: 'ようか',
  9: 'ここのか',
  10: 'とおか',
  14: 'じゅうよっか',
  20: 'はつか',
  24: 'にじゅうよっか',
}

const peopleReadings: Readonly<Record<number, string>> = { 1: 'ひとり', 2: 'ふたり' }

/** Some numbers and their counter are one word: 「20日」 is はつか, with no part of it read as 20. */
function asOneWord(counter: string, usual: string, readings: Readonly<Record<number, string>>): Read {
  return (figure, value) =>
    readings[value] ? `{${figure}${counter}|${readings[value]}}` : `${figure}{${counter}|${usual}}`
}

/** The last figure changes the sound: いっぽ, にほ, さんぽ. Zero alone is れい, and changes nothing. */
function bySound(counter: string, usual: string, changed: string, after: string): Read {
  return (figure, value) =>
    `${figure}{${counter}|${value !== 0 && after.includes(figure.at(-1) ?? '') ? changed : usual}}`
}

function always(counter: string, reading: string): Read {
  return (figure) => `${figure}{${counter}|${reading}}`
}

const counters: Readonly<Record<string, Read>> = {
  日: asOneWord('日', 'にち', dayReadings),
  人: asOneWord('人', 'にん', peopleReadings),
  分: bySound('分', 'ふん', 'ぷん', '134680'),
  歩: bySound('歩', 'ほ', 'ぽ', '13680'),
  版: bySound('版', 'はん', 'ぱん', '13680'),
  階: bySound('階', 'かい', 'がい', '3'),
  年: always('年', 'ねん'),
  月: always('月', 'がつ'),
  時: always('時', 'じ'),
  時間: always('時間', 'じかん'),
  社: always('社', 'しゃ'),
  件: always('件', 'けん'),
  回: always('回', 'かい'),
  通: always('通', 'つう'),
  号: always('号', 'ごう'),
  個: always('個', 'こ'),
  円: always('円', 'えん'),
  字: always('字', 'じ'),
  秒: always('秒', 'びょう'),
  項目: always('項目', 'こうもく'),
  種類: always('種類', 'しゅるい'),
  代: always('代', 'だい'),
  歳: always('歳', 'さい'),
}

const longestFirst = Object.keys(counters).toSorted((a, b) => b.length - a.length)

/** The counter with which these words begin, if they begin with one. */
export function counterOf(words: string): string | undefined {
  return longestFirst.find((counter) => words.startsWith(counter))
}

/** Figure and counter as marked text: `3{社|しゃ}`, `{20日|はつか}`. The figure as it is written: `12,345`. */
export function withCounter(figure: string, counter: string): string {
  return counters[counter]?.(figure, Number(figure.replaceAll(',', ''))) ?? `${figure}${counter}`
}

/** A day of a month: 「1日」 is ついたち there, and いちにち where days are counted. */
export function dayOfMonth(date: number): string {
  return date === 1 ? '{1日|ついたち}' : withCounter(String(date), '日')
}
