import { counterOf, withCounter } from './counters.ts'
import { sealedStretch } from './guard.ts'
import { readings } from './readings.ts'

interface Reading {
  word: string
  marked: string
  /** Characters before the first kanji: they only tell which reading is meant. */
  lead: number
}

/** A stretch of marked text, and what stands in its place. */
interface ReadRun {
  start: number
  end: number
  marked: string
  /** The entries of the table it was read by. */
  by: readonly string[]
}

/** What is read already, what is not ours to read, and the kanji in between. */
const pieces = new RegExp(`\\{[^{}|]+\\|[^{}|]+\\}|${sealedStretch}|\\p{Script=Han}+`, 'gu')
const figure = /\d[\d,.]*$/u
const kanji = /^\p{Script=Han}+/u

const byFirstKanji = Map.groupBy(
  readings.map(readingOf).toSorted((a, b) => b.word.length - a.word.length),
  ({ word, lead }) => word.charAt(lead),
)

/** Marked text in which every word with a known reading carries it. */
export function withReadings(marked: string): string {
  let done = ''
  let end = 0
  for (const run of readRuns(marked)) {
    done += marked.slice(end, run.start) + run.marked
    end = run.end
  }
  return done + marked.slice(end)
}

/**
 * A run of kanji is read as a whole or not at all, and one kanji alone is never read out of a longer run:
 * 「人」 is ひと, but 「人口」 is not ひとくち.
 */
export function readRuns(marked: string): ReadRun[] {
  const runs: ReadRun[] = []
  let end = 0
  for (const { 0: piece, index } of marked.matchAll(pieces)) {
    if (index < end || !kanji.test(piece)) continue
    const run = readRun(marked, index, figure.exec(marked.slice(end, index))?.[0] ?? '')
    if (!run) continue
    runs.push(run)
    end = run.end
  }
  return runs
}

/** The run of kanji that begins here, with the figures before it and the kana that belong to its last word. */
function readRun(text: string, from: number, figures: string): ReadRun | undefined {
  const counter = figures && counterOf(text.slice(from))
  const start = from - figures.length
  const first = from + (counter ? counter.length : 0)
  let marked = counter ? withCounter(figures, counter) : figures
  let end = first
  const by: string[] = []
  while (end === from || isInsideRun(text, end)) {
    const found = longestAt(text, end, end === first)
    if (!found) return undefined
    marked += found.marked.slice(found.lead)
    end += found.word.length - found.lead
    by.push(found.marked)
  }
  return { start, end, marked, by }
}

function longestAt(text: string, at: number, isFirst: boolean): Reading | undefined {
  const alone = isFirst && kanjiAt(text, at) === 1
  return byFirstKanji
    .get(text.charAt(at))
    ?.find(({ word, lead }) => text.startsWith(word, at - lead) && (alone || kanjiAt(word, lead) > 1))
}

function kanjiAt(text: string, at: number): number {
  return kanji.exec(text.slice(at))?.[0].length ?? 0
}

function isInsideRun(text: string, at: number): boolean {
  return kanji.test(text.slice(at - 1, at)) && kanji.test(text.slice(at, at + 1))
}

function readingOf(marked: string): Reading {
  return { marked, word: marked.replace(/\{([^|]+)\|[^}]+\}/gu, '$1'), lead: marked.indexOf('{') }
}
