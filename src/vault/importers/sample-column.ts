import type { ItemCode } from '../../catalog/index.ts'
import { dayMs, startOfDay, localDayOf, type LocalDay } from '../../kernel/index.ts'
import { importLimits } from './limits.ts'
import type { Sample, SourceKind } from './reading.ts'
import { Refused } from './refused.ts'

const firstDayMs = startOfDay(localDayOf(0)).getTime()

/** Days in Japan since 1970. */
function dayNumberOf(ms: number): number {
  return Math.floor((ms - firstDayMs) / dayMs)
}

function larger(numbers: Float64Array<ArrayBuffer>): Float64Array<ArrayBuffer> {
  return new Float64Array(numbers.buffer.transfer(Math.max(64, numbers.length * 2) * 8))
}

/** The samples of one day, as a stretch of the column's order. */
interface DayStretch {
  day: LocalDay
  from: number
  to: number
}

/**
 * All samples of one item from one device or app, 24 bytes each; as objects they would take 100.
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
  #ends = new Float64Array(0)
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
    // A night belongs to the day on which one wakes up.
    this.#dayByEnd = key.item === 'sleep.stage'
  }

  push(startMs: number, endMs: number, value: number): void {
    if (this.#length === this.#starts.length) {
      this.#starts = larger(this.#starts)
      this.#ends = larger(this.#ends)
      this.#values = larger(this.#values)
    }
    this.#starts[this.#length] = startMs
    this.#ends[this.#length] = endMs
    this.#values[this.#length] = value
    this.#length++
  }

  /** Groups by day in one pass (counting sort); a day is sorted only when it is asked for. */
  close(): void {
    const times = this.#dayByEnd ? this.#ends : this.#starts
    const counts = new Map<number, number>()
    for (let at = 0; at < this.#length; at++) {
      const day = dayNumberOf(times[at] as number)
      counts.set(day, (counts.get(day) ?? 0) + 1)
    }
    const nextOfDay = this.#layOutDays(counts)
    this.#order = new Uint32Array(this.#length)
    for (let at = 0; at < this.#length; at++) {
      const day = dayNumberOf(times[at] as number)
      const place = nextOfDay.get(day) as number
      this.#order[place] = at
      nextOfDay.set(day, place + 1)
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
      (this.#ends[a] as number) - (this.#ends[b] as number) ||
      (this.#values[a] as number) - (this.#values[b] as number)
    )
  }

  #sampleAt(at: number): Sample {
    const value = this.#values[at] as number
    const shown = this.#codes === null ? value : (this.#codes[value] as string)
    return [this.#starts[at] as number, this.#ends[at] as number, shown]
  }
}
