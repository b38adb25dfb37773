import type { ItemCode, Shape } from '../catalog/index.ts'
import type { LocalDay } from '../kernel/index.ts'
import type { Reading, Sample, SampleDocument, SourceKind } from './importers/index.ts'

/** What one source said about one item on one day, in one import. */
export interface Statement {
  source: SourceKind
  /** Place of `source` in the order of priority; 0 is believed first. */
  rank: number
  /** The device's own name: two watches are two sources. */
  origin: string
  /** Later statements of the same source correct earlier ones. */
  added: bigint
  samples: readonly Sample[]
  documents: readonly SampleDocument[]
}

export interface ResolvedDay {
  samples: Sample[]
  documents: SampleDocument[]
}

/**
 * One day as it is to be read, out of everything all imports say about it. Nothing is merged when data arrives, so
 * that undoing an import hurts no other.
 *
 * The statements are taken in order of belief: the more trusted source first and, within a source, the later import
 * first. What overlaps something that was taken already is dropped: two devices that counted the same steps must not
 * count them twice, and a later export corrects an earlier one. A `level` overlaps only at the very same moment.
 * What one source says in one import is never dropped for its own sake.
 *
 * One statement of one source at a time, so that a day of many exports can be resolved with pauses.
 */
export function* resolveDay(
  shape: Shape,
  statements: readonly Statement[],
): Generator<undefined, ResolvedDay> {
  const samples: Sample[] = []
  const covered: [number, number][] = []
  for (const told of inOrderOfBelief(statements)) {
    const kept = told.filter((sample) => !overlaps(covered, extentOf(shape, sample)))
    samples.push(...kept)
    cover(
      covered,
      kept.map((sample) => extentOf(shape, sample)),
    )
    yield
  }
  return { samples: samples.sort(byTime), documents: resolveDocuments(statements) }
}

/** What each source said in each import, the most believed first. */
function inOrderOfBelief(statements: readonly Statement[]): Sample[][] {
  const groups = Map.groupBy(
    statements,
    ({ source, origin, added }) => `${source}\0${origin}\0${String(added)}`,
  )
  return [...groups.values()]
    .sort(([a], [b]) => (a && b ? byBelief(a, b) : 0))
    .map((group) => group.flatMap(({ samples }) => samples))
}

function byBelief(a: Statement, b: Statement): number {
  if (a.rank !== b.rank) return a.rank - b.rank
  if (a.origin !== b.origin) return a.origin < b.origin ? -1 : 1
  return a.added === b.added ? 0 : a.added > b.added ? -1 : 1
}

/** A level holds at its moment only; everything else covers its interval, and at least one millisecond. */
function extentOf(shape: Shape, [start, end]: Sample): [number, number] {
  return [start, shape === 'level' ? start + 1 : Math.max(end, start + 1)]
}

/** `covered` is sorted and without overlaps, so the last interval that begins before `end` decides. */
function overlaps(covered: readonly [number, number][], [start, end]: readonly [number, number]): boolean {
  let low = 0
  let high = covered.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const interval = covered[middle]
    if (interval && interval[0] < end) low = middle + 1
    else high = middle
  }
  const before = covered[low - 1]
  return before !== undefined && before[1] > start
}

/** Both are in order of time once `added` is sorted: merged in one pass, since a day may be told by 150 exports. */
function cover(covered: [number, number][], added: readonly [number, number][]): void {
  if (added.length === 0) return
  const before = covered.splice(0)
  const fresh = added.toSorted((a, b) => a[0] - b[0])
  let next = 0
  for (const interval of before) {
    for (let one = fresh[next]; one && one[0] < interval[0]; one = fresh[++next]) extend(covered, one)
    extend(covered, interval)
  }
  for (const one of fresh.slice(next)) extend(covered, one)
}

function extend(covered: [number, number][], [start, end]: readonly [number, number]): void {
  const last = covered.at(-1)
  if (last && last[1] >= start) last[1] = Math.max(last[1], end)
  else covered.push([start, end])
}

function resolveDocuments(statements: readonly Statement[]): SampleDocument[] {
  const documents = new Map<string, SampleDocument>()
  for (const statement of statements) {
    for (const document of statement.documents)
      documents.set(`${String(document.atMs)}\0${document.text}`, document)
  }
  return [...documents.values()].sort((a, b) => a.atMs - b.atMs || (a.text < b.text ? -1 : 1))
}

function byTime(a: Sample, b: Sample): number {
  return a[0] - b[0] || a[1] - b[1]
}

/** What a resident reads for one day: the total of amounts, the mean of levels, the minutes asleep. */
export interface DayFigure {
  value: number
  lowest: number
  highest: number
  count: number
}

/** States of a sleep span in which the person is not asleep. */
const notAsleep = new Set(['in-bed', 'awake'])

export function figureOf(shape: Shape, { samples, documents }: ResolvedDay): DayFigure | undefined {
  const count = samples.length + documents.length
  if (count === 0) return undefined
  if (shape === 'span') return spanFigure(samples)
  const numbers = samples.map((sample) => sample[2]).filter((value) => typeof value === 'number')
  if (numbers.length === 0) return { value: count, lowest: count, highest: count, count }
  const total = numbers.reduce((sum, value) => sum + value, 0)
  return {
    value: shape === 'level' ? total / numbers.length : total,
    lowest: numbers.reduce((lowest, value) => Math.min(lowest, value)),
    highest: numbers.reduce((highest, value) => Math.max(highest, value)),
    count,
  }
}

/** Minutes that lie in at least one span: a night that is told as a whole and by its stages is one night. */
function spanFigure(samples: readonly Sample[]): DayFigure {
  const asleep: [number, number][] = []
  cover(
    asleep,
    samples.filter(([, , state]) => !notAsleep.has(String(state))).map(([start, end]) => [start, end]),
  )
  const minutes = asleep.reduce((sum, [start, end]) => sum + (end - start) / 60_000, 0)
  return { value: minutes, lowest: minutes, highest: minutes, count: samples.length }
}

/** Read together at most, unless one day alone is more; opened, it takes as much again. */
const pieceAtMost = { envelopes: 1_000, bytes: 16 * 1024 * 1024 }

/** Days in order, cut into pieces each of which is read at once. */
export function piecesOf(
  days: readonly { day: LocalDay; envelopes: number; bytes: number }[],
): { from: LocalDay; to: LocalDay }[] {
  const pieces: { from: LocalDay; to: LocalDay; envelopes: number; bytes: number }[] = []
  for (const { day, envelopes, bytes } of days) {
    const last = pieces.at(-1)
    if (
      last &&
      last.envelopes + envelopes <= pieceAtMost.envelopes &&
      last.bytes + bytes <= pieceAtMost.bytes
    ) {
      last.to = day
      last.envelopes += envelopes
      last.bytes += bytes
    } else pieces.push({ from: day, to: day, envelopes, bytes })
  }
  return pieces.map(({ from, to }) => ({ from, to }))
}

export type OwnerDoubt = 'birth-date-differs' | 'name-differs'

/**
 * Does the file say it belongs to somebody else? A file that says nothing raises no doubt. One birth date that differs
 * is enough; of the names one must be the resident's, for a person is written in kanji, in kana and in Roman letters.
 */
export function doubtOwner(
  says: { birthDates: readonly string[]; names: readonly string[] },
  resident: { birthDate: string; name: string; kana: string },
): OwnerDoubt | undefined {
  if (says.birthDates.some((birthDate) => birthDate !== resident.birthDate)) return 'birth-date-differs'
  const known = new Set([resident.name, resident.kana].map(foldName))
  if (says.names.length > 0 && !says.names.some((name) => known.has(foldName(name)))) return 'name-differs'
  return undefined
}

function foldName(name: string): string {
  return name.normalize('NFKC').replace(/\s/gu, '').toLowerCase()
}

/** A reading without what is not of these items; how much that was is counted. */
export function keepOnly(reading: Reading, items: readonly ItemCode[]): Reading {
  const isWanted = ({ item }: { item: ItemCode }) => items.includes(item)
  const leftOut = reading.counts
    .filter((count) => !isWanted(count))
    .map(({ item, count }) => ({ what: item, because: 'not-chosen' as const, count }))
  return {
    ...reading,
    days: {
      *[Symbol.iterator]() {
        for (const day of reading.days) if (isWanted(day)) yield day
      },
    },
    counts: reading.counts.filter(isWanted),
    leftOut: [...reading.leftOut, ...leftOut],
  }
}
