/** Everything the product says to a person: the word tables of the pages, and the sentences that come from elsewhere. */
import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Sentence } from '../../src/kernel/index.ts'
import type { Locale, Words } from '../../src/portals/ui/index.ts'

type Entry = string | ((given: never) => string)
export type AnyWords = Words<Record<string, Entry>>

export interface Spoken {
  file: string
  key: string
  locale: Locale
  /** Marked text, with figures where a page says something of its own. One key may have several, one for each figure. */
  text: string
}

/** What words are is described here; and the specimen is no page. */
const noWords = ['src/portals/ui/specimen.tsx', 'src/portals/ui/words/define-words.ts']
/** Files that only pass sentences on, too. */
const noSentences = [
  ...noWords,
  'src/kernel/index.ts',
  'src/kernel/refusal.ts',
  'src/platform/config/tenants.ts',
  'src/residents/terms/terms.ts',
  'src/review/use.ts',
  'src/me/read/shown-use.ts',
  'src/notices/text-parts.ts',
  'src/programs/items/routes.ts',
  'src/programs/uses/routes.ts',
  'src/portals/resident/companies/company-words.ts',
]

function filesThatSay(sign: string): string[] {
  return globSync('src/**/*.{ts,tsx}')
    .filter((file) => !file.includes('.test.') && readFileSync(file, 'utf8').includes(sign))
    .toSorted()
}

async function exportsOf(file: string): Promise<Record<string, unknown>> {
  return (await import(/* @vite-ignore */ resolve(file))) as Record<string, unknown>
}

/** The word tables by file. Throws for a file that keeps its words to itself, where no test would see them. */
export async function wordTables(): Promise<{ file: string; words: AnyWords }[]> {
  const found = []
  for (const file of filesThatSay('defineWords(').filter((each) => !noWords.includes(each))) {
    const tables = Object.values(await exportsOf(file)).filter(isWords)
    const defined = readFileSync(file, 'utf8').split('defineWords(').length - 1
    if (tables.length !== defined) throw new Error(`${file} defines words that it does not export`)
    found.push(...tables.map((words) => ({ file, words })))
  }
  return found
}

function isWords(value: unknown): value is AnyWords {
  return typeof value === 'object' && value !== null && 'tables' in value
}

/** Sentences of the kernel's kind, wherever they stand in what a file exports. */
export async function allSentences(): Promise<{ file: string; key: string; sentence: Sentence }[]> {
  const found = []
  for (const file of filesThatSay('jaEasy').filter((each) => !noSentences.includes(each))) {
    const sentences = Object.entries(await exportsOf(file)).flatMap(([name, value]) => within(name, value))
    if (sentences.length === 0) throw new Error(`${file} has sentences that it does not export`)
    found.push(...sentences.map((each) => ({ file, ...each })))
  }
  return found
}

function within(key: string, value: unknown): { key: string; sentence: Sentence }[] {
  // A function that makes a sentence is asked for one.
  if (typeof value === 'function' && String(value).includes('jaEasy'))
    return within(key, (value as (given: unknown) => unknown)(3))
  if (typeof value !== 'object' || value === null) return []
  if (isSentence(value)) return [{ key, sentence: value }]
  return Object.entries(value).flatMap(([name, inner]) => within(`${key}.${name}`, inner))
}

function isSentence(value: object): value is Sentence {
  return 'ja' in value && 'jaEasy' in value && 'en' in value && typeof value.jaEasy === 'string'
}

/** What pages put into their sentences: one figure for everything; nothing at all for what may be unknown. */
const figures = [0, 1, 2, 3, 10, 20, undefined]
const mayBeUnknown = /^(company|first)$/u
const hoursMs = 7_200_000
/** Of whatever is called something: an entry may say another thing of who has a long name. */
const aName = 'みほんドラッグ株式会社さいたま営業所'

type Given = number | string | undefined

function valueOf(name: string, given: Given): unknown {
  if (/^(day|.*Day)$/u.test(name)) return given === hoursMs ? '2026-12-24' : '2026-11-23'
  return given === undefined && !mayBeUnknown.test(name) ? 3 : given
}

/** An entry with one figure or name for each of its arguments. */
function sayWith(entry: Exclude<Entry, string>, givenFor: (name: string) => Given): string {
  const get = (_none: object, name: string) => valueOf(name, givenFor(name))
  return String(entry(new Proxy({}, { get }) as never))
}

/** One entry as it is said, with each figure. */
export function said(entry: Entry): string[] {
  if (typeof entry === 'string') return [entry]
  const texts = [...figures.map((figure) => sayWith(entry, () => figure)), ...withAName(entry)]
  return [...new Set(texts)].filter((text) => !text.includes('undefined'))
}

/** Said of a name, which then stands there as any figure does; nothing of an entry that reckons, which a name cannot. */
function withAName(entry: Exclude<Entry, string>): string[] {
  try {
    const text = sayWith(entry, () => aName)
    return text.includes('NaN') ? [] : [text.replaceAll(aName, '3')]
  } catch {
    return []
  }
}

/** One entry as it is said with one figure for everything. */
export function saidOf(entry: Entry, figure: number): string {
  return typeof entry === 'string' ? entry : sayWith(entry, () => figure)
}

/** The arguments that an entry tells: those that make a difference to what is said. */
export function toldBy(entry: Entry): string[] {
  if (typeof entry === 'string') return []
  const asked = new Set<string>()
  const usual = sayWith(entry, (name) => {
    asked.add(name)
    return 3
  })
  const others = [0, 1, hoursMs]
  return [...asked]
    .toSorted()
    .filter((one) => others.some((other) => sayWith(entry, (name) => (name === one ? other : 3)) !== usual))
}

export async function allWords(): Promise<Spoken[]> {
  const tables = (await wordTables()).flatMap(({ file, words }) =>
    (['ja', 'ja-easy', 'en'] as const).flatMap((locale) =>
      Object.entries(words.tables[locale] ?? {}).flatMap(([key, entry]) =>
        said(entry as Entry).map((text): Spoken => ({ file, key, locale, text })),
      ),
    ),
  )
  const sentences = (await allSentences()).flatMap(({ file, key, sentence }): Spoken[] => [
    ...asSaid(key, sentence.ja).map((text): Spoken => ({ file, key, locale: 'ja', text })),
    ...asSaid(key, sentence.jaEasy).map((text): Spoken => ({ file, key, locale: 'ja-easy', text })),
    { file, key, locale: 'en', text: sentence.en },
  ])
  return [...tables, ...sentences]
}

/** A unit is said after a figure, or beside an axis, and never alone. */
function asSaid(key: string, text: string): string[] {
  return key.endsWith('.unit') ? [`12${text}`, `：${text}`] : [text]
}

/** `src/…/words.ts:12 title`: where a person finds the key in this language; the file alone for what is no word table. */
export function placeOf({ file, key, locale }: Pick<Spoken, 'file' | 'key' | 'locale'>): string {
  const lines = readFileSync(file, 'utf8').split('\n')
  const from = lines.findIndex((line) => new RegExp(`^\\s+'?${locale}'?: \\{`, 'u').test(line))
  const line = lines.findIndex((text, index) => index > from && text.trimStart().startsWith(`${key}:`))
  return line < 0 ? `${file} ${key}` : `${file}:${line + 1} ${key}`
}

/** As it is read by somebody without markup: no readings, no stress. */
export function asRead(text: string): string {
  return text.replace(/\{([^|{}]+)\|[^{}]+\}/gu, '$1').replaceAll('**', '')
}
