import type { HistoryEntry } from '../../../../exchange/index.ts'
import type { UseState } from '../switchboard.ts'

/** How often this use asked after it was stopped, and was refused: the proof that stop means stop. */
export function deniedSinceStop({ use, items }: UseState, history: readonly HistoryEntry[]): number {
  const stops = items.flatMap(({ grant }) =>
    grant?.state === 'withdrawn' ? [grant.changedAt.getTime()] : [],
  )
  if (stops.length === 0) return 0
  const since = Math.min(...stops)
  // What was refused as withdrawn was asked after a stop, also in an entry that began before the latest one.
  return history.reduce(
    (times, entry) =>
      entry.kind === 'refusal' &&
      entry.useId === use.useId &&
      entry.because === 'withdrawn' &&
      entry.lastAt.getTime() >= since
        ? times + entry.times
        : times,
    0,
  )
}
