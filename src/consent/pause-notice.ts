import { dayMs, localDayOf, startOfDay } from '../kernel/index.ts'
import type { Change } from './record-act.ts'

/** What a resident is told of a pause: in how many days it may be used again, where that is the same for all of it. */
export function pauseNotice(changes: readonly Pick<Change, 'pausedUntil'>[], now: Date) {
  const kind = 'consent-paused' as const
  const [first, ...others] = new Set(changes.map(({ pausedUntil }) => pausedUntil?.getTime()))
  if (first === undefined || others.length > 0) return { kind }
  return { kind, count: Math.round((first - startOfDay(localDayOf(now)).getTime()) / dayMs) }
}
