import type { HistoryEntry } from '../../../exchange/index.ts'
import { localDayOf, type LocalDay } from '../../../kernel/index.ts'

/** Entries of one company on one day that differ in nothing but the time and the number of days. */
export interface EntryGroup {
  day: LocalDay
  /** Newest first. */
  entries: readonly [HistoryEntry, ...HistoryEntry[]]
}

/** Groups repeats; the groups stand in the order of their newest entry. */
export function groupEntries(entries: readonly HistoryEntry[]): EntryGroup[] {
  const groups = [...Map.groupBy(entries, likeness).values()]
  return groups.flatMap(([first, ...rest]): EntryGroup[] =>
    first ? [{ day: localDayOf(first.at), entries: [first, ...rest] }] : [],
  )
}

function likeness(entry: HistoryEntry): string {
  const common = [localDayOf(entry.at), entry.vendorId, entry.useId, entry.kind]
  const own =
    entry.kind === 'refusal'
      ? [entry.because]
      : [
          entry.useVersion,
          entry.outcome,
          entry.reasonCode,
          entry.ownWords,
          entry.items.map(({ item }) => item),
        ]
  return JSON.stringify([...common, ...own])
}
