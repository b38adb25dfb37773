import { itemOf, type ItemCode } from '../../catalog/index.ts'
import { dayMs } from '../../kernel/index.ts'
import { DocumentShelf } from './document-shelf.ts'
import { importLimits } from './limits.ts'
import type { LeftOutReason } from './left-out.ts'
import type { Pauses } from './pauses.ts'
import type { DayOfSamples, ItemCount, SampleDocument, SourceKind } from './reading.ts'
import { Refused } from './refused.ts'
import { SampleColumn } from './sample-column.ts'
import { ownCopy, shownText, Tally } from './tally.ts'

/** Japan's health devices do not go back further; earlier dates are clocks that were never set. */
const earliestMs = Date.UTC(1990, 0, 1)

/** Where a sample belongs, and what the file calls it. */
export interface SampleKey {
  item: ItemCode
  source: SourceKind
  origin: string
  what: string
}

/** Takes samples as a parser finds them, leaves out what cannot be, and groups the rest by day. */
export class SampleCollector {
  readonly tally = new Tally()
  readonly #documents = new DocumentShelf()
  readonly #columns = new Map<string, SampleColumn>()
  readonly #origins = new Map<string, string>()
  readonly #codes: string[] = []
  readonly #latestMs: number
  #taken = 0

  constructor(now: Date) {
    this.#latestMs = now.getTime() + dayMs
  }

  /** `value` in the item's catalogue unit, or the code of a span. */
  take(key: SampleKey, startMs: number, endMs: number, value: number | string): void {
    const because = this.#whyNot(key.item, startMs, endMs, value)
    if (because !== null) {
      this.tally.add(key.what, because)
      return
    }
    if (++this.#taken > importLimits.samples) throw new Refused('too-many-records')
    this.#columnFor(key).push(startMs, endMs, typeof value === 'number' ? value : this.#codeNumber(value))
  }

  takeDocument(key: SampleKey, document: SampleDocument): void {
    if (!this.#isPossible(document.atMs)) {
      this.tally.add(key.what, 'impossible-date')
      return
    }
    const { item, source } = key
    const name = shownText(document.name)
    const answer = this.#documents.put(
      { item, source, origin: this.#originOf(key.origin) },
      { ...document, name },
    )
    if (answer !== 'kept') this.tally.add(key.what, answer)
  }

  /** Groups and counts. Nothing may be taken afterwards. */
  async finish(pauses: Pauses): Promise<{ days: Iterable<DayOfSamples>; counts: ItemCount[] }> {
    const counts = new Map<ItemCode, ItemCount>()
    for (const column of this.#columns.values()) {
      await column.close(pauses)
      for (const { samples, repeated } of column.days()) {
        samples.forEach(([startMs, endMs]) => countIn(counts, column.item, startMs, endMs))
        if (repeated > 0) this.tally.add(column.what, 'repeated', repeated)
        await pauses.after(samples.length * 100)
      }
    }
    for (const { item, atMs } of this.#documents.times()) countIn(counts, item, atMs, atMs)
    return { days: { [Symbol.iterator]: () => this.#days() }, counts: [...counts.values()] }
  }

  /** In an order of its own, so that the same content reads the same however the file was packed. */
  *#days(): Generator<DayOfSamples> {
    const columns = [...this.#columns].sort(([a], [b]) => (a < b ? -1 : 1))
    for (const [, column] of columns)
      for (const { day, samples } of column.days()) {
        const { item, source, origin } = column
        yield { item, source, origin, day, samples, documents: [] }
      }
    yield* this.#documents.days()
  }

  #whyNot(item: ItemCode, startMs: number, endMs: number, value: number | string): LeftOutReason | null {
    const { plausible, shape } = itemOf(item)
    if (Number.isNaN(startMs) || Number.isNaN(endMs) || endMs < startMs) return 'damaged-record'
    if (!this.#isPossible(startMs) || !this.#isPossible(endMs)) return 'impossible-date'
    const longestMs = shape === 'span' ? importLimits.spanMs : importLimits.sampleMs
    if (endMs - startMs > longestMs) return 'implausible-value'
    if (typeof value === 'string' || plausible === null) return null
    if (!Number.isFinite(value)) return 'damaged-record'
    if (value < 0 && plausible.min >= 0) return 'negative-value'
    return value < plausible.min || value > plausible.max ? 'implausible-value' : null
  }

  #isPossible(ms: number): boolean {
    return ms >= earliestMs && ms <= this.#latestMs
  }

  #columnFor(key: SampleKey): SampleColumn {
    const name = `${key.item} ${key.source} ${key.origin}`
    const known = this.#columns.get(name)
    if (known !== undefined) return known
    const codes = itemOf(key.item).shape === 'span' ? this.#codes : null
    const own = { ...key, origin: this.#originOf(key.origin), what: ownCopy(key.what) }
    const column = new SampleColumn(own, codes)
    this.#columns.set(ownCopy(name), column)
    return column
  }

  #originOf(origin: string): string {
    const known = this.#origins.get(origin)
    if (known !== undefined) return known
    if (this.#origins.size >= importLimits.origins) throw new Refused('too-many-records')
    const own = ownCopy(origin)
    this.#origins.set(own, shownText(own))
    return shownText(own)
  }

  #codeNumber(code: string): number {
    const known = this.#codes.indexOf(code)
    if (known !== -1) return known
    if (this.#codes.length >= importLimits.codes) throw new Refused('too-many-records')
    return this.#codes.push(ownCopy(code)) - 1
  }
}

function countIn(counts: Map<ItemCode, ItemCount>, item: ItemCode, startMs: number, endMs: number): void {
  const line = counts.get(item)
  if (line === undefined) {
    counts.set(item, { item, count: 1, first: new Date(startMs), last: new Date(endMs) })
    return
  }
  line.count++
  if (startMs < line.first.getTime()) line.first = new Date(startMs)
  if (endMs > line.last.getTime()) line.last = new Date(endMs)
}
