import type { ItemCode } from '../catalog/index.ts'
import { isSensitive } from '../catalog/index.ts'
import { assertNever } from '../kernel/index.ts'
import type { Life } from '../residents/index.ts'
import type { Use, UseId } from '../review/index.ts'
import type { GrantState } from './grant-states.ts'
import { leadsTo } from './transitions.ts'

/** What a resident last said about one item of one use. */
export interface Grant {
  useId: UseId
  useVersion: number
  item: ItemCode
  state: GrantState
  /** The end of a granted consent; null when there never was one. It goes on running while it is paused. */
  until: Date | null
  /** Of what is paused: when it may be used again; null while it waits for the resident to resume it. */
  pausedUntil: Date | null
}

export interface ConsentRequest {
  useId: UseId
  useVersion: number
  item: ItemCode
}

export const consentReasons = [
  'never-asked',
  'refused',
  'withdrawn',
  'paused',
  'expired',
  'other-use',
  'other-version',
  'not-taking-part',
] as const
export type ConsentRefusal = (typeof consentReasons)[number]

export type ConsentDecision = { allowed: true; under: Grant } | { allowed: false; because: ConsentRefusal }

/** May this use have this item of this resident, now? Silence means no. */
export function decideConsent(grant: Grant | undefined, request: ConsentRequest, now: Date): ConsentDecision {
  if (!grant) return { allowed: false, because: 'never-asked' }
  if (grant.useId !== request.useId || grant.item !== request.item)
    return { allowed: false, because: 'other-use' }
  switch (grant.state) {
    case 'unknown':
      return { allowed: false, because: 'never-asked' }
    case 'refused':
      return { allowed: false, because: 'refused' }
    case 'withdrawn':
      return { allowed: false, because: 'withdrawn' }
    // It ended, and not by the person's stop: to be asked again.
    case 'frozen':
      return { allowed: false, because: 'expired' }
    case 'granted':
    case 'paused':
      if (!grant.until || !(grant.until > now)) return { allowed: false, because: 'expired' }
      if (isPaused(grant, now)) return { allowed: false, because: 'paused' }
      if (grant.useVersion !== request.useVersion) return { allowed: false, because: 'other-version' }
      return { allowed: true, under: grant }
    default:
      return assertNever(grant.state)
  }
}

/** Does the pause still hold? A pause whose day is not known holds until it is resumed. */
export function isPaused({ state, pausedUntil }: Pick<Grant, 'state' | 'pausedUntil'>, now: Date): boolean {
  return state === 'paused' && !(pausedUntil !== null && pausedUntil <= now)
}

/** Is there something to stop? What is not understood is stopped too: it may be a yes to a newer version. */
export function isStoppable({ state }: Pick<Grant, 'state'>): boolean {
  return leadsTo(state, 'withdraw') === 'withdrawn'
}

/**
 * Of two entries that are one person, what stands with who remains and was refused, stopped or paused on the other one: whenever that was,
 * the stricter answer holds, and they are asked again. What the city ended (`frozen`) and what ran out is nobody's no.
 */
export function stoppedByTheOther<Standing extends Pick<Grant, 'useId' | 'item' | 'state'>>(
  remaining: readonly Standing[],
  other: readonly Pick<Grant, 'useId' | 'item' | 'state'>[],
): Standing[] {
  return remaining.filter(
    (grant) =>
      isStoppable(grant) &&
      other.some(
        ({ useId, item, state }) =>
          useId === grant.useId && item === grant.item && state !== 'granted' && state !== 'frozen',
      ),
  )
}

/** A resident who refused twice is not asked again (they may still agree of their own accord). */
export const refusalsUntilSilence = 2

export type AgreementRefusal =
  | 'use-changed'
  | 'use-not-open'
  | 'company-not-active'
  | 'too-young'
  | 'terms-not-agreed'
  | 'nothing-chosen'
  | 'item-not-in-use'
  | 'sensitive-not-alone'

/** What is answered, whether yes or no. */
export interface Agreement {
  /** The version of the terms that was on the page. */
  versionShown: number
  items: readonly ItemCode[]
}

interface Agreeing {
  oldEnough: boolean
  termsAgreed: boolean
}

/** Why this resident can agree to nothing now, whatever it is. `undefined` means that they can. */
export function whyNothingIsOpen({ oldEnough, termsAgreed }: Agreeing) {
  if (!oldEnough) return 'too-young' as const
  if (!termsAgreed) return 'terms-not-agreed' as const
  return undefined
}

/** Why nobody can agree to this use now. `undefined` means that they can. */
export function whyNotOpen({ standing }: Pick<Use, 'standing'>, companyActive: boolean) {
  if (!companyActive) return 'company-not-active' as const
  return standing === 'approved' ? undefined : ('use-not-open' as const)
}

/** May this agreement be entered? `undefined` means yes. What is offered to choose is asked by the same two rules. */
export function refuseAgreement(
  agreement: Agreement,
  use: Use,
  { companyActive, ...who }: Agreeing & { companyActive: boolean },
): AgreementRefusal | undefined {
  const closed = whyNothingIsOpen(who) ?? whyNotOpen(use, companyActive)
  if (closed) return closed
  if (agreement.versionShown !== use.version) return 'use-changed'
  if (agreement.items.length === 0) return 'nothing-chosen'
  if (agreement.items.some((item) => !use.terms.items.includes(item))) return 'item-not-in-use'
  if (agreement.items.length > 1 && agreement.items.some(isSensitive)) return 'sensitive-not-alone'
  return undefined
}

/**
 * May this question be answered ことわる? `undefined` means yes. A no is taken whatever the standing of the company and
 * the use, but only to terms that were on the page.
 */
export function refuseDenial(
  { versionShown, items }: Agreement,
  use: Use,
): Extract<AgreementRefusal, 'use-changed' | 'item-not-in-use'> | undefined {
  if (versionShown !== use.version) return 'use-changed'
  if (items.length === 0 || items.some((item) => !use.terms.items.includes(item))) return 'item-not-in-use'
  return undefined
}

export const undoWindowMs = 10 * 60 * 1000

export type UndoRefusal = 'not-a-stop' | 'not-taking-part' | 'another-session' | 'too-late' | 'changed-since'

export interface Stop {
  kind: string
  sessionHash: Buffer | null
  happenedAt: Date
}

/**
 * May this stop, or this pause, be undone by one of these sessions, now? Ten minutes, same session or the one that took its place when
 * its resident proved again, nothing changed since: neither what it stopped nor how the resident stands. Leaving and merging stop
 * everything of before for good, also for who has come back.
 */
export function refuseUndo(
  stop: Stop,
  sessions: readonly Buffer[],
  { unchanged, life }: { unchanged: boolean; life: Life },
  now: Date,
): UndoRefusal | undefined {
  if (!life.takesPart) return 'not-taking-part'
  if (stop.kind !== 'stopped' && stop.kind !== 'paused') return 'not-a-stop'
  if (life.changedAt && !(life.changedAt < stop.happenedAt)) return 'changed-since'
  if (!isOfOne(stop, sessions)) return 'another-session'
  if (!isRecent(stop, now)) return 'too-late'
  if (!unchanged) return 'changed-since'
  return undefined
}

/** Did one of these sessions do it, minutes ago? Then the same asked again is a button pressed twice, not another act. */
export function isSamePress(
  act: Pick<Stop, 'sessionHash' | 'happenedAt'>,
  sessions: readonly Buffer[],
  now: Date,
): boolean {
  return isOfOne(act, sessions) && isRecent(act, now)
}

function isOfOne({ sessionHash }: Pick<Stop, 'sessionHash'>, sessions: readonly Buffer[]): boolean {
  return sessionHash !== null && sessions.some((session) => sessionHash.equals(session))
}

/** Who is signed in, by the session they are in and the one it took the place of when they proved again. */
export interface InSession {
  sessionHash: Buffer
  replacedHash?: Buffer | null | undefined
}

/** Those two, and never an older one. */
export function ownSessionsOf({ sessionHash, replacedHash }: InSession): Buffer[] {
  return replacedHash ? [sessionHash, replacedHash] : [sessionHash]
}

/** Asked as "is it within", so that a time that is none, or before the act, is a no. */
function isRecent({ happenedAt }: Pick<Stop, 'happenedAt'>, now: Date): boolean {
  const elapsedMs = now.getTime() - happenedAt.getTime()
  return elapsedMs >= 0 && elapsedMs < undoWindowMs
}
