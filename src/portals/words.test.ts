import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { missingWords, type Words } from './ui/index.ts'

type Entry = string | ((given: unknown) => string)
type AnyWords = Words<Record<string, Entry>>

const files = globSync('src/portals/**/*words.ts').filter((file) => !file.includes('/ui/words/'))

async function tablesOf(file: string): Promise<AnyWords[]> {
  const module = (await import(/* @vite-ignore */ resolve(file))) as Record<string, unknown>
  return Object.values(module).filter(
    (value): value is AnyWords => typeof value === 'object' && value !== null && 'tables' in value,
  )
}

/** Every argument is a small number, which reads as one figure, unless its name says that it is a day. */
const anyArgument = new Proxy(
  {},
  { get: (_none, name) => (/^(day|.*Day)$/u.test(String(name)) ? '2026-11-23' : 3) },
)

async function plainJapaneseOf(file: string): Promise<{ key: string; text: string }[]> {
  return (await tablesOf(file)).flatMap(({ tables }) =>
    Object.entries((tables['ja-easy'] ?? {}) as Record<string, Entry>).map(([key, entry]) => ({
      key,
      text: String(typeof entry === 'function' ? entry(anyArgument) : entry),
    })),
  )
}

/** `src/…/words.ts:12 title`: where the key stands in this language. */
function placeOf(file: string, language: string, key: string): string {
  const lines = readFileSync(file, 'utf8').split('\n')
  const from = lines.findIndex((line) => new RegExp(`^\\s+'?${language}'?: \\{`, 'u').test(line))
  const line = lines.findIndex((text, index) => index > from && new RegExp(`^\\s+${key}:`, 'u').test(text))
  return `${file}:${line + 1} ${key}`
}

/** As they are read: without readings and stress, without the spaces between words. */
function sentencesOf({ text }: { text: string }): string[] {
  const read = text.replace(/\{([^|{}]+)\|[^{}]+\}/gu, '$1').replace(/\*\*|\s/gu, '')
  return read.split('。').filter((sentence) => sentence !== '')
}

describe.each(files)('The words of %s', (file) => {
  it('are there in all three languages', async () => {
    const missing = (await tablesOf(file))
      .flatMap((words) => missingWords(words as never))
      .map((gap) => `${placeOf(file, 'ja', gap.split(': ')[1] ?? '')} is not said in ${gap.split(': ')[0]}`)
    expect(missing, '→ say each of these words in ja-easy and en, too').toEqual([])
  })

  it('are short in plain Japanese: 50 characters and 13 kanji a sentence at most', async () => {
    const kanji = (sentence: string) => sentence.match(/\p{Script=Han}/gu)?.length ?? 0
    const tooLong = (await plainJapaneseOf(file)).flatMap(({ key, text }) =>
      sentencesOf({ text })
        .filter((sentence) => sentence.length > 50 || kanji(sentence) > 13)
        .map(
          (sentence) =>
            `${placeOf(file, 'ja-easy', key)}: ${sentence.length} characters, ${kanji(sentence)} kanji: ${sentence}`,
        ),
    )
    expect(tooLong, '→ make two sentences of each, or write a word in kana').toEqual([])
  })

  it('give every kanji of plain Japanese its reading', async () => {
    const unread = (await plainJapaneseOf(file))
      .filter(({ text }) => /\p{Script=Han}/u.test(text.replace(/\{[^{}]+\}/gu, '')))
      .map(({ key, text }) => `${placeOf(file, 'ja-easy', key)}: ${text}`)
    expect(unread, '→ write each kanji with its reading, as in {言葉|ことば}').toEqual([])
  })
})

it('No folder of words is forgotten', () => {
  expect(files.length).toBeGreaterThan(8)
})
