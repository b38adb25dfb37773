import { describe, expect, it } from 'vitest'
import { allWords, asRead } from '../../../../test/support/all-words.ts'
import { readRuns, withReadings } from './furigana.ts'
import { sealed } from './guard.ts'
import { readings } from './readings.ts'

const japanese = (await allWords()).filter(({ locale }) => locale !== 'en')
const inline = /\{([^{}|]+)\|([^{}|]+)\}/gu
const wordOf = (marked: string) => marked.replace(inline, '$1')

describe('Every kanji of our Japanese', () => {
  it('has a reading', () => {
    const bare = japanese.flatMap(({ file, key, text }) => {
      const unread =
        withReadings(text)
          .replace(inline, '')
          .match(/\p{Script=Han}+/gu) ?? []
      return unread.map((run) => `${file} ${key}: 「${run}」 in 「${asRead(text)}」: add it to readings.ts`)
    })
    expect(bare).toEqual([])
  })

  it('is read in the terms of the seeded companies, too, and in what is refused', () => {
    const files = new Set(japanese.map(({ file }) => file))
    expect([...files]).toEqual(
      expect.arrayContaining(['src/seed/companies.ts', 'src/consent/refusals.ts', 'src/catalog/items.ts']),
    )
  })
})

/** The kanji that carry a reading, each with it and with where it stands in the text as it is read. */
function placesOf(marked: string): { at: number; base: string; reading: string }[] {
  let dropped = 0
  return [...marked.matchAll(inline)].map(({ 0: all, 1: base = '', 2: reading = '', index }) => {
    const at = index - dropped
    dropped += all.length - base.length
    return { at, base, reading }
  })
}

describe('A reading written by hand', () => {
  it('is that of the table, where the table knows the word', () => {
    const compared: string[] = []
    const different = japanese.flatMap(({ file, key, text }) => {
      const byTable = placesOf(withReadings(asRead(text)))
      return placesOf(text.replaceAll('**', '')).flatMap(({ at, base, reading }) => {
        const same = byTable.find((place) => place.at === at && place.base === base)
        if (same) compared.push(base)
        return same && same.reading !== reading
          ? [`${file} ${key}: ${base} ${reading}, not ${same.reading}`]
          : []
      })
    })
    expect(different).toEqual([])
    expect(new Set(compared).size).toBeGreaterThan(80)
  })
})

/** Words that stand once and alone, or are read so in this place only. Whoever adds one looks it up first. */
const reviewed = [
  '医者 いしゃ',
  '右 みぎ',
  '月 がつ',
  '作 つく',
  '生 う',
  '代表 だいひょう',
  '日 にち',
  '年 ねん',
  '返事 へんじ',
  '本当 ほんとう',
]

describe('A reading of plain Japanese', () => {
  /** Where the table has no such word, nothing but a person's eye would tell a wrong reading. */
  it('is one that was looked up: the table has it, or the list', () => {
    const inTable = readings.flatMap((entry) => [...entry.matchAll(inline)])
    const known = new Set([...inTable.map(([, base, reading]) => `${base} ${reading}`), ...reviewed])
    const written = japanese.filter(({ locale }) => locale === 'ja-easy')
    const strange = written.flatMap(({ file, key, text }) =>
      [...text.matchAll(inline)]
        .map(([, base, reading]) => `${base} ${reading}`)
        .filter((each) => !known.has(each))
        .map((each) => `${file} ${key}: ${each}`),
    )
    expect(strange, '→ correct it, or add it to readings.ts or to the list above').toEqual([])
  })
})

describe('The table of readings', () => {
  it('holds no word twice', () => {
    const known = readings.map(wordOf)
    expect(known.filter((word, index) => known.indexOf(word) !== index)).toEqual([])
  })

  it('holds nothing that is not used', () => {
    const used = new Set(japanese.flatMap(({ text }) => readRuns(text).flatMap(({ by }) => by)))
    expect(readings.filter((entry) => !used.has(entry))).toEqual([])
  })

  it.each(readings)('%s gives each of its kanji a reading in kana', (entry) => {
    const read = [...entry.matchAll(inline)]
    expect(read.length).toBeGreaterThan(0)
    for (const [, base, reading] of read) {
      expect(base).toMatch(/^\p{Script=Han}+$/u)
      expect(reading).toMatch(/^[ぁ-ん]+$/u)
    }
    // Before the first kanji stands only what tells how it is read: 「日{分|ぶん}」 after a counter.
    expect(entry.slice(entry.indexOf('{')).replace(inline, '')).not.toMatch(/\p{Script=Han}/u)
  })

  /** Read as one or as the other according to what stands beside them: alone in the table they would be a guess. */
  const manyWays = [...'一上下中人今何間日月年分前後方数開入出行表市所字用際空生明']

  it.each(manyWays)('never says how %s is read without what decides it', (kanji) => {
    expect(readings.map(wordOf).filter((word) => word === kanji)).toEqual([])
  })
})

describe('A word', () => {
  const table = [
    // as written                       as read
    ['体重計の番号', '{体重計|たいじゅうけい}の{番号|ばんごう}'],
    ['体重の記録', '{体重|たいじゅう}の{記録|きろく}'],
    ['受付番号', '{受付|うけつけ}{番号|ばんごう}'],
    ['使ってよい', '{使|つか}ってよい'],
    ['行われました', '{行|おこな}われました'],
    ['よく行く', 'よく{行|い}く'],
    ['止まりません', '{止|と}まりません'],
    ['すでにわたした分', 'すでにわたした{分|ぶん}'],
    ['ほかの人', 'ほかの{人|ひと}'],
    ['何人かの', '{何人|なんにん}かの'],
    ['**3社**が、4つの目的で', '**3{社|しゃ}**が、4つの{目的|もくてき}で'],
    // a word the table does not know stays as it is, and is never read in part
    ['健康麻雀', '健康麻雀'],
    ['人口と会社員', '人口と会社員'],
    ['薬店', '薬店'],
    // written by hand
    ['{会社|うち}の会社', '{会社|うち}の{会社|かいしゃ}'],
    ['この{日|び}', 'この{日|び}'],
  ] as const

  it.each(table)('%s is read %s', (written, read) => {
    expect(withReadings(written)).toBe(read)
  })

  it('that somebody wrote is not read, whatever it is', () => {
    expect(withReadings(`${sealed('会社 花子')}さんの会社`)).toBe(
      `${sealed('会社 花子')}さんの{会社|かいしゃ}`,
    )
  })
})

describe('A counter', () => {
  const table = [
    ['1日', '1{日|にち}'],
    ['2日', '{2日|ふつか}'],
    ['10日', '{10日|とおか}'],
    ['14日分', '{14日|じゅうよっか}{分|ぶん}'],
    ['20日', '{20日|はつか}'],
    ['24日', '{24日|にじゅうよっか}'],
    ['30日', '30{日|にち}'],
    ['1人', '{1人|ひとり}'],
    ['2人', '{2人|ふたり}'],
    ['12人', '12{人|にん}'],
    ['10分', '10{分|ぷん}'],
    ['15分', '15{分|ふん}'],
    ['0分', '0{分|ふん}'],
    ['1,002歩', '1,002{歩|ほ}'],
    ['12,340歩', '12,340{歩|ぽ}'],
    ['3階', '3{階|がい}'],
    ['第1版', '{第|だい}1{版|ぱん}'],
    ['第2版', '{第|だい}2{版|はん}'],
    ['100件以上', '100{件|けん}{以上|いじょう}'],
    ['12か月', '12か{月|げつ}'],
    ['70代', '70{代|だい}'],
    ['10歳未満', '10{歳|さい}{未満|みまん}'],
    ['2回ことわった', '2{回|かい}ことわった'],
    ['300円相当', '300{円|えん}{相当|そうとう}'],
  ] as const

  it.each(table)('%s is read %s', (written, read) => {
    expect(withReadings(written)).toBe(read)
  })
})
