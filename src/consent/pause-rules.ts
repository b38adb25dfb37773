import { isSensitive } from '../catalog/index.ts'
import { addDays, localDayOf, monthsAfter, startOfDay, type LocalDay } from '../kernel/index.ts'
import type { Life } from '../residents/index.ts'
import { isPaused, type Grant } from './rules.ts'
import { leadsTo } from './transitions.ts'

/** How long a page offers to pause; `resumed`: until the resident says that it may be used again. */
export const pauseChoices = ['week', 'month', 'resumed'] as const
export type PauseChoice = (typeof pauseChoices)[number]

/**
 * The last day of the pause that is chosen now, and never a shorter time than its name says; null where it waits for the
 * resident.
 */
export function lastDayOfPause(choice: PauseChoice, now: Date): LocalDay | null {
  switch (choice) {
    case 'week':
      return localDayOf(addDays(now, 7))
    case 'month':
      return localDayOf(monthsAfter(now, 1))
    case 'resumed':
      return null
  }
}

/** The moment from which it may be used again: the first after its last day. */
export function endOfPause(lastDay: LocalDay): Date {
  return addDays(startOfDay(lastDay), 1)
}

/** No pause is longer: whoever wants that has no day in mind. */
const mostYears = 10

/** May a pause last until then? One that would be over at once is none, and `null` is until it is resumed. */
export function isPauseLong(pausedUntil: Date | null, now: Date): boolean {
  return pausedUntil === null || (pausedUntil > now && pausedUntil <= monthsAfter(now, 12 * mostYears))
}

/**
 * What a pause makes of an answer: `paused`, `withdrawn` where it is not understood what it is, or nothing. It gives nothing
 * more than there was: of what is paused already, only a later day or none changes anything; an earlier one is a resumption,
 * and needs its proof.
 */
export function pauseOf(
  grant: Pick<Grant, 'state' | 'until' | 'pausedUntil'>,
  wantedUntil: Date | null,
  now: Date,
): 'paused' | 'withdrawn' | undefined {
  if (leadsTo(grant.state, 'pause') === 'withdrawn') return 'withdrawn'
  if (grant.state !== 'granted' && grant.state !== 'paused') return undefined
  if (grant.until !== null && grant.until <= now) return undefined
  if (!isPaused(grant, now)) return 'paused'
  return isLater(wantedUntil, grant.pausedUntil) ? 'paused' : undefined
}

function isLater(wanted: Date | null, standing: Date | null): boolean {
  if (standing === null) return false
  return wanted === null || wanted > standing
}

export type ResumeRefusal =
  'not-paused' | 'not-taking-part' | 'too-young' | 'terms-not-agreed' | 'ask-anew' | 'sensitive-not-alone'

/**
 * May these be used again? All of them together, or none. `stands`: use and version are those agreed to, the company is active,
 * and the consent has not run out; where they do not, the resident is asked anew.
 */
export function refuseResume(
  paused: readonly Pick<Grant, 'item'>[],
  who: { life: Life; oldEnough: boolean; termsAgreed: boolean; stands: boolean },
): ResumeRefusal | undefined {
  if (!who.life.takesPart) return 'not-taking-part'
  if (!who.oldEnough) return 'too-young'
  if (!who.termsAgreed) return 'terms-not-agreed'
  if (paused.length === 0) return 'not-paused'
  if (!who.stands) return 'ask-anew'
  if (paused.length > 1 && paused.some(({ item }) => isSensitive(item))) return 'sensitive-not-alone'
  return undefined
}
