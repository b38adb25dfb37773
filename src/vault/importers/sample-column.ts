import type { ItemCode } from '../../catalog/index.ts'
import { dayMs, startOfDay, localDayOf, type LocalDay } from '../../kernel/index.ts'
import { importLimits } from './limits.ts'
import type { Pauses } from './pauses.ts'
import type { Sample, SourceKind } from './reading.ts'
import { Refused } from './refused.ts'

/** Grouping one sample takes about as long as reading this many bytes of XML. */
const bytesOfWork = 20

const firstDayMs = startOfDay(localDayOf(0)).getTime()

/** Days in Japan since 1970. */
function dayNumberOf(ms: number): number {
  return Math.floor((ms - firstDayMs) / dayMs)
}

type Numbers = Float64Array<ArrayBuffer> | Uint32Array<ArrayBuffer>

/** Grows in place where the system can: the old bytes are given back at once, not when the collector comes. */
function larger<N extends Numbers>(numbers: N): N {
  const length = Math.max(64, Math.ceil(numbers.length * 1.5))
  const grown = numbers.buffer.transfer(length * numbers.BYTES_PER_ELEMENT)
  return new (numbers.constructor as new (buffer: ArrayBuffer) => N)(grown)
}

/** Neighbours in the order of the file that fall on the same day. */
interface Run {
  dayNumber: number
  from: number
  to: number
}

/** The samples of one day, as a stretch of the column's order. */
interface DayStretch {
  day: LocalDay
  from: number
  to: number
}

/**
 * All samples of one item from one device or app, 20 bytes each (28 for spans); as objects they would take 100.
 * First `push`, then `close` once, then `days` as often as wanted.
 */
export class SampleColumn {
  readonly item: ItemCode
  readonly source: SourceKind
  readonly origin: string
  /** What the file calls this type. */
  readonly what: string
  readonly #codes: readonly string[] | null
  readonly #dayByEnd: boolean
  #starts = new Float64Array(0)
  /** A span may last longer than the 49 days that fit into 32 bits of milliseconds. */
  #durations: Numbers
  #values = new Float64Array(0)
  #length = 0
  #order = new Uint32Array(0)
  #days: DayStretch[] = []

  /** `codes`: for spans, where values are positions in this list. */
  constructor(
    key: { item: ItemCode; source: SourceKind; origin: string; what: string },
    codes: string[] | null,
  ) {
    this.item = key.item
    this.source = key.source
    this.origin = key.origin
    this.what = key.what
    this.#codes = codes
    this.#durations = codes === null ? new Uint32Array(0) : new Float64Array(0)
    // A night belongs to the day on which one wakes up.
    this.#dayByEnd = key.item === 'sleep.stage'
  }

  push(startMs: number, endMs: number, value: number): void {
    if (this.#length === this.#starts.length) {
      this.#starts = larger(this.#starts)
      this.#durations = larger(this.#durations)
      this.#values = larger(this.#values)
    }
    this.#starts[this.#length] = startMs
    this.#durations[this.#length] = endMs - startMs
    this.#values[this.#length] = value
    this.#length++
  }

  /** Groups by day (counting sort); a day is sorted only when it is asked for. */
  async close(pauses: Pauses): Promise<void> {
    const counts = new Map<number, number>()
    for (const { dayNumber, from, to } of this.#runs()) {
      counts.set(dayNumber, (counts.get(dayNumber) ?? 0) + to - from)
      await pauses.after((to - from) * bytesOfWork)
    }
    const nextOfDay = this.#layOutDays(counts)
    this.#order = new Uint32Array(this.#length)
    for (const { dayNumber, from, to } of this.#runs()) {
      const place = nextOfDay.get(dayNumber) as number
      for (let at = from; at < to; at++) this.#order[place + at - from] = at
      nextOfDay.set(dayNumber, place + to - from)
      await pauses.after((to - from) * bytesOfWork)
    }
  }

  *days(): Generator<{ day: LocalDay; samples: Sample[]; repeated: number }> {
    for (const { day, from, to } of this.#days) {
      const order = this.#order.subarray(from, to).sort((a, b) => this.#compare(a, b))
      const samples: Sample[] = []
      order.forEach((at, place) => {
        const before = order[place - 1]
        if (before === undefined || this.#compare(before, at) !== 0) samples.push(this.#sampleAt(at))
      })
      yield { day, samples, repeated: order.length - samples.length }
    }
  }

  *#runs(): Generator<Run> {
    for (let from = 0, to = 0; from < this.#length; from = to) {
      const dayNumber = this.#dayNumberAt(from)
      while (to < this.#length && this.#dayNumberAt(to) === dayNumber) to++
      yield { dayNumber, from, to }
    }
  }

  #dayNumberAt(at: number): number {
    const startMs = this.#starts[at] as number
    return dayNumberOf(this.#dayByEnd ? startMs + (this.#durations[at] as number) : startMs)
  }

  #layOutDays(counts: Map<number, number>): Map<number, number> {
    const next = new Map<number, number>()
    let from = 0
    for (const [number, count] of [...counts].sort(([a], [b]) => a - b)) {
      if (count > importLimits.samplesPerDay) throw new Refused('too-many-records')
      this.#days.push({ day: localDayOf(firstDayMs + number * dayMs), from, to: from + count })
      next.set(number, from)
      from += count
    }
    return next
  }

  #compare(a: number, b: number): number {
    return (
      (this.#starts[a] as number) - (this.#starts[b] as number) ||
      (this.#durations[a] as number) - (this.#durations[b] as number) ||
      (this.#values[a] as number) - (this.#values[b] as number)
    )
  }

  #sampleAt(at: number): Sample {
    const value = this.#values[at] as number
    const shown = this.#codes === null ? value : (this.#codes[value] as string)
    const startMs = this.#starts[at] as number
    return [startMs, startMs + (this.#durations[at] as number), shown]
  }
}
