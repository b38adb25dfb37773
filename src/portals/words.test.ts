import { describe, expect, it } from 'vitest'
import { globSync, readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import {
  allWords,
  asRead,
  placeOf,
  saidOf,
  toldBy,
  wordTables,
  type Spoken,
} from '../../test/support/all-words.ts'

const tables = await wordTables()
const words = await allWords()
const keys = tables.flatMap(({ file, words: { tables: by } }) =>
  Object.entries(by.ja).map(([key, ja]) => ({ file, key, ja, easy: by['ja-easy'][key], en: by.en[key] })),
)

describe('The words of every page', () => {
  it('are found, whatever their file is called', () => {
    const files = new Set(tables.map(({ file }) => file))
    expect(files.size).toBeGreaterThan(17)
    expect([...files]).toContain('src/portals/resident/companies/provision-words.ts')
  })

  /** A sentence that drops the company's name in one language tells its readers less. */
  it('say the same things in each language: whatever one puts into a sentence, the others do', () => {
    const different = keys.flatMap(({ file, key, ...by }) => {
      const told = Object.values(by).map((entry) => toldBy(entry ?? '').join(', '))
      return new Set(told).size > 1 ? [{ at: placeOf({ file, key, locale: 'ja' }), told }] : []
    })
    expect(different, '→ use the same arguments in ja, ja-easy and en').toEqual([])
  })
})

/** 「1つのページ」 is "a page" and 「1回」 is "once": that there is one needs no figure; nor that there is none. */
const given = 970
const englishFigures: Readonly<Record<string, number>> = { twice: 2, two: 2, ten: 10 }

/** The figures of an entry's own: not what a page puts into it, nor the parts of a day. */
function figuresOf(entry: string | ((given: never) => string) | undefined): Set<number> {
  const days = /2026-11-23|2026年11月23日|23 November 2026/gu
  const text = asRead(saidOf(entry ?? '', given))
    .replace(days, '')
    .replaceAll(String(given), '')
  const inWords = text.match(/\b(twice|two|ten)\b/gu) ?? []
  const written = [...text.matchAll(/\d+/gu)].map(([figure]) => Number(figure))
  const all = [...written, ...inWords.map((word) => englishFigures[word] ?? 0)]
  return new Set(all.filter((figure) => figure > 1))
}

describe('Figures', () => {
  it('are the same in every language', () => {
    const different = keys.flatMap(({ file, key, ja, easy, en }) => {
      const [inJapanese, ...others] = [ja, easy, en].map(figuresOf) as [Set<number>, ...Set<number>[]]
      const same = others.every((other) => isDeepStrictEqual(other, inJapanese))
      return same ? [] : [placeOf({ file, key, locale: 'ja' })]
    })
    expect(different, '→ say the same figures in every language').toEqual([])
  })
})

/** As they are spoken: without the spaces between words. */
function sentencesOf({ text }: Spoken): string[] {
  return asRead(text)
    .replace(/\s/gu, '')
    .split(/(?<=[。！？])/u)
}

describe('Plain Japanese', () => {
  const easy = words.filter(({ locale }) => locale === 'ja-easy')

  it('is more than the words of pages: refusals, items, purposes and the terms of the seeded companies', () => {
    const files = new Set(easy.map(({ file }) => file))
    for (const file of ['catalog/items', 'catalog/purposes', 'seed/companies', 'vault/importers/left-out'])
      expect([...files]).toContain(`src/${file}.ts`)
    expect([...files].filter((file) => file.endsWith('refusals.ts')).length).toBeGreaterThan(5)
  })

  it('is short: 50 characters and 13 kanji a sentence at most', () => {
    const kanji = (sentence: string) => sentence.match(/\p{Script=Han}/gu)?.length ?? 0
    const long = easy.flatMap((spoken) =>
      sentencesOf(spoken)
        .filter((sentence) => sentence.length > 50 || kanji(sentence) > 13)
        .map(
          (sentence) =>
            `${placeOf(spoken)}: ${sentence.length} characters, ${kanji(sentence)} kanji: ${sentence}`,
        ),
    )
    expect(long, '→ make two sentences of each, or write a word in kana').toEqual([])
  })

  /** The button of somebody else's telephone is named as it stands there. */
  const quoted = 'すべてのヘルスケアデータを書き出す'

  /** A reader who learns the language finds the words by the spaces between them. */
  it('has spaces between its words', () => {
    const close = easy.flatMap((spoken) =>
      asRead(spoken.text)
        .split(/[\s、。・：（）「」？→〜/]/u)
        .filter((stretch) => stretch.length > 10 && /[ぁ-ん]/u.test(stretch) && stretch !== quoted)
        .map((stretch) => `${placeOf(spoken)}: ${stretch}`),
    )
    expect(close, '→ put a space after each phrase').toEqual([])
  })
})

/** Every line of these files that says so, outside of comments. */
function linesOf(files: string, says: RegExp): string[] {
  return globSync(files)
    .filter((file) => !/specimen|\.test\./u.test(file))
    .flatMap((file) =>
      readFileSync(file, 'utf8')
        .replace(/\/\*[^]*?\*\/|\/\/.*/gu, (comment) => comment.replace(/[^\n]/gu, ''))
        .split('\n')
        .flatMap((line, index) => (says.test(line) ? [`${file}:${index + 1}: ${line.trim()}`] : [])),
    )
}

/** No test of words looks there, and no reader could have them in another language. */
describe('Words', () => {
  const japanese = /[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u

  it('stand in no view', () => {
    // A language is called by its own name.
    const inViews = linesOf('src/portals/**/*.tsx', japanese).filter(
      (line) => !line.includes("language: 'ja'"),
    )
    expect(inViews, '→ say it in the words.ts beside it').toEqual([])
  })

  it('stand in no stylesheet', () => {
    const lettered = /content:[^;]*['"][^'"]*\p{L}/u
    expect(linesOf('src/portals/ui/styles/*.css', lettered), '→ say it in words.ts').toEqual([])
  })
})
