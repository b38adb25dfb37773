import type { ComponentChildren } from 'preact'
import type { Sentence } from '../../../kernel/index.ts'
import { useView, type Locale, type View } from '../view.ts'
import { guarded, sealed } from './guard.ts'
import { plain, shown } from './marked-text.tsx'

type Entry = string | ((given: never) => string)
type Entries = Record<string, Entry>

/** What the other languages may write for a Japanese table: the same keys, the same arguments. */
type LikeJapanese<Ja extends Entries> = {
  [Key in keyof Ja]: Ja[Key] extends (given: infer Given) => string
    ? string | ((given: Given) => string)
    : string
}

export interface WordTables<Ja extends Entries> {
  ja: Ja
  'ja-easy': LikeJapanese<Ja>
  en: LikeJapanese<Ja>
}

/**
 * Where a word takes a text, it takes a sentence of ours, too: that one is said in the reader's language, and its
 * kanji are read. A plain text is somebody's own words (a name, a file's name), and is left as it is.
 */
type TextOrSentence<Args> = {
  [Name in keyof Args]: string extends Args[Name] ? Args[Name] | Sentence : Args[Name]
}
type Given<Word> = Word extends (given: infer Args) => string ? [given: TextOrSentence<Args>] : []

/** Says a word to this reader: `say('title')` for the page, `say.text('title')` where only text can go. */
export interface Say<Ja extends Entries> {
  <Key extends keyof Ja & string>(key: Key, ...given: Given<Ja[Key]>): ComponentChildren
  text: <Key extends keyof Ja & string>(key: Key, ...given: Given<Ja[Key]>) => string
}

export interface Words<Ja extends Entries> {
  tables: WordTables<Ja>
  in: (view: Pick<View, 'locale' | 'ruby'>) => Say<Ja>
}

/** The words of one page. Japanese gives the keys and the arguments; without a word in another language nothing compiles. */
export function defineWords<const Ja extends Entries>(tables: WordTables<Ja>): Words<Ja> {
  return {
    tables,
    in: (view) => {
      const marked = (key: string, given: unknown[]) => lookUp(tables, view.locale, key, given[0])
      const say = (key: string, ...given: unknown[]) => shown(marked(key, given), view.ruby)
      return Object.assign(say, { text: (key: string, ...given: unknown[]) => plain(marked(key, given)) })
    },
  }
}

/** For components below `<Page>`: the words for whoever reads it. */
export function useWords<Ja extends Entries>(words: Words<Ja>): Say<Ja> {
  return words.in(useView())
}

function lookUp(tables: WordTables<Entries>, locale: Locale, key: string, given: unknown): string {
  const entry = tables[locale][key]
  if (entry === undefined) throw new Error(`no such word: ${key}`)
  return typeof entry === 'string' ? entry : entry(argumentsFor(locale, given) as never)
}

function argumentsFor(locale: Locale, given: unknown): unknown {
  if (typeof given !== 'object' || given === null) return given
  return Object.fromEntries(Object.entries(given).map(([name, value]) => [name, argumentFor(locale, value)]))
}

function argumentFor(locale: Locale, value: unknown): unknown {
  if (typeof value === 'string') return sealed(value)
  return isSentence(value) ? guarded(inLocale(locale, value)) : value
}

function isSentence(value: unknown): value is Sentence {
  return typeof value === 'object' && value !== null && 'jaEasy' in value
}

/** A sentence of ours (a refusal, the name of an item, reviewed terms) as this reader's pages show it. */
export function sentenceIn(
  { locale, ruby }: Pick<View, 'locale' | 'ruby'>,
  sentence: Sentence,
): ComponentChildren {
  return shown(guarded(inLocale(locale, sentence)), ruby)
}

function inLocale(locale: Locale, sentence: Sentence): string {
  return { ja: sentence.ja, 'ja-easy': sentence.jaEasy, en: sentence.en }[locale]
}
