import { globSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { missingWords, type Words } from './ui/index.ts'

type AnyWords = Words<Record<string, string | ((given: never) => string)>>

const files = globSync('src/portals/**/*words.ts').filter((file) => !file.includes('/ui/words/'))

async function tablesOf(file: string): Promise<AnyWords[]> {
  const module = (await import(/* @vite-ignore */ resolve(file))) as Record<string, unknown>
  return Object.values(module).filter(
    (value): value is AnyWords => typeof value === 'object' && value !== null && 'tables' in value,
  )
}

/** Every argument is a small number, which reads as one figure, unless its name says that it is a day. */
const anyArgument = new Proxy({}, { get: (_none, name) => (name === 'day' ? '2026-11-23' : 3) }) as never

/** Sentences as they are read: without readings and stress, without the spaces between words. */
function sentencesOf(words: AnyWords): string[] {
  return Object.values(words.tables['ja-easy'] ?? {}).flatMap((entry) => {
    const text = typeof entry === 'function' ? entry(anyArgument) : (entry ?? '')
    const read = text.replace(/\{([^|{}]+)\|[^{}]+\}/gu, '$1').replace(/\*\*|\s/gu, '')
    return read.split('。').filter((sentence) => sentence !== '')
  })
}

describe.each(files)('The words of %s', (file) => {
  it('are there in all three languages', async () => {
    const tables = await tablesOf(file)
    expect(tables.flatMap(missingWords)).toEqual([])
  })

  it('are short in plain Japanese: 50 characters and 13 kanji a sentence at most', async () => {
    const sentences = (await tablesOf(file)).flatMap(sentencesOf)
    const kanji = (sentence: string) => sentence.match(/\p{Script=Han}/gu)?.length ?? 0
    expect(sentences.filter((sentence) => sentence.length > 50 || kanji(sentence) > 13)).toEqual([])
  })

  it('give every kanji of plain Japanese its reading', async () => {
    const unread = (await tablesOf(file)).flatMap((words) =>
      Object.entries(words.tables['ja-easy'] ?? {}).filter(([, entry]) => {
        const text = typeof entry === 'function' ? entry(anyArgument) : (entry ?? '')
        return /\p{Script=Han}/u.test(text.replace(/\{[^{}]+\}/gu, ''))
      }),
    )
    expect(unread.map(([key]) => key)).toEqual([])
  })
})

it('No folder of words is forgotten', () => {
  expect(files.length).toBeGreaterThan(8)
})
