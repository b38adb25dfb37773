import type { HistoryEntry } from '../../../../exchange/index.ts'
import type { UseState } from '../switchboard.ts'

export interface Denied {
  times: number
  /** On some day more was asked than is written down one by one. */
  orMore: boolean
}

/** How often this use asked after it was stopped, and was refused: the proof that stop means stop. */
export function deniedSinceStop({ use, items }: UseState, history: readonly HistoryEntry[]): Denied {
  const stops = items.flatMap(({ grant }) =>
    grant?.state === 'withdrawn' || grant?.state === 'paused' ? [grant.changedAt.getTime()] : [],
  )
  const since = Math.min(...stops)
  // What was refused as withdrawn or paused was asked after a stop, also in an entry that began before the latest one.
  return history
    .filter((entry) => entry.kind === 'refusal')
    .filter(
      ({ useId, because, lastAt }) =>
        useId === use.useId && (because === 'withdrawn' || because === 'paused') && lastAt.getTime() >= since,
    )
    .reduce<Denied>(
      (sum, { times, orMore }) => ({ times: sum.times + times, orMore: sum.orMore || orMore }),
      {
        times: 0,
        orMore: false,
      },
    )
}
