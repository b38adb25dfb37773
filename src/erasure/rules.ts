import { monthsAfter } from '../kernel/index.ts'
import type { KeyKind } from '../platform/keys/index.ts'

/** 個人情報保護法30条4項・施行規則21条: three years, counted from the last provision. */
const recordsKeptMonths = 36

export interface ErasurePlan {
  /** Which keys are destroyed now. */
  keys: KeyKind[]
  /** When the key of the records follows; null when nothing was ever provided, or it was long ago: then it goes now. */
  keptUntil: Date | null
}

/** What the erasure of everything destroys at `now`, and what the law keeps until when. */
export function planErasure(lastProvision: Date | null, now: Date): ErasurePlan {
  const keptUntil = lastProvision && monthsAfter(lastProvision, recordsKeptMonths)
  return keptUntil && keptUntil > now
    ? { keys: ['values', 'identity'], keptUntil }
    : { keys: ['values', 'identity', 'records'], keptUntil: null }
}
