import type { ItemCode } from '../../catalog/index.ts'
import type { LocalDay } from '../../kernel/index.ts'
import type { LeftOutReason } from './left-out.ts'

/**
 * Class of device a sample came from. The order is the priority where sources overlap: the first wins.
 * What a person typed was meant (Apple Health also puts it first); a scale does one thing and does it well;
 * a watch is worn all day; another device is on for an hour; a phone is often left on a table;
 * an app mostly repeats what one of the others measured.
 */
export const sourceKinds = ['manual', 'scale', 'watch', 'device', 'phone', 'app'] as const

export type SourceKind = (typeof sourceKinds)[number]

/**
 * Start and end in ms since 1970 (equal for a measurement at a moment), then the value:
 * a number in the item's catalogue unit, or a code for spans (`asleep-deep`).
 */
export type Sample = readonly [startMs: number, endMs: number, value: number | string]

/** A text kept whole: a route, an electrocardiogram. */
export interface SampleDocument {
  /** ms since 1970 */
  atMs: number
  name: string
  text: string
}

/** What one device recorded of one item on one day in Japan. */
export interface DayOfSamples {
  item: ItemCode
  source: SourceKind
  /** Name of the device or app as the file gives it: personal. */
  origin: string
  day: LocalDay
  /** Sorted by start; exact duplicates dropped. */
  samples: Sample[]
  documents: SampleDocument[]
}

/** How much of one item a file holds, and from when to when. */
export interface ItemCount {
  item: ItemCode
  count: number
  first: Date
  last: Date
}

/** Something in the file that is not taken, and why. */
export interface LeftOut {
  /** Name of the type or entry in the file, at most 80 characters, without control characters. */
  what: string
  because: LeftOutReason
  count: number
}

/** What the file says about whose it is, in one place or in several, for comparison with the account. */
export interface Owner {
  birthDates: LocalDay[]
  /** One person may be written in several ways. */
  names: string[]
}

/** Everything a file says that the catalogue knows. Nothing is stored yet. */
export interface Reading {
  format: 'apple-health' | 'fit'
  owner: Owner
  /**
   * May be iterated many times. Holds every item of the catalogue, also those that are
   * `leftOutUnlessChosen`: the caller lets the resident choose.
   */
  days: Iterable<DayOfSamples>
  counts: ItemCount[]
  leftOut: LeftOut[]
}
