import { addDays, localDayOf, startOfDay, type LocalDay } from '../kernel/index.ts'
import { isActive, type Vendor } from '../vendors/index.ts'
import { isPlain } from '../wire/index.ts'
import type { Edge } from './cursor.ts'
import type { TrialPerson, TrialStanding } from './people.ts'
import { trialReason, type TrialUse } from './uses.ts'

/** May this company try its programs, now? Silence means no. */
export function mayTry(vendor: Pick<Vendor, 'standing' | 'contractUntil'> | undefined, now: Date): boolean {
  if (!vendor) return false
  return vendor.standing === 'applicant' || isActive(vendor, now)
}

export type TrialRefusal = 'not-found' | 'reason-not-reviewed' | 'words-not-plain'

/** The same questions as the gate asks, in the same order. `undefined` means yes. */
export function refuseTrial(
  use: TrialUse | undefined,
  request: { reasonCode: string; ownWords: string | null },
): TrialRefusal | undefined {
  if (!use) return 'not-found'
  if (request.reasonCode !== trialReason) return 'reason-not-reviewed'
  return isPlain(request.ownWords) ? undefined : 'words-not-plain'
}

/** What a request for one person alone is told where nothing of theirs may be read, in the words of the gate. */
export function refusePerson(
  standing: TrialStanding | undefined,
): 'withdrawn' | 'expired' | 'not-available' | undefined {
  if (standing === 'agreed') return undefined
  if (standing === 'stopped') return 'withdrawn'
  return standing === 'expired' ? 'expired' : 'not-available'
}

/** So many days there are at the first reading, and so far back later on. */
const firstDays = 14
const mostDays = 60

/** The last day that is over. */
export function newestDay(now: Date): LocalDay {
  return localDayOf(addDays(now, -1))
}

/** Days in order after one and up to another; at most the newest sixty. */
export function daysBetween(after: LocalDay | null, through: LocalDay): LocalDay[] {
  const days: LocalDay[] = []
  const last = startOfDay(through)
  for (let back = (after === null ? firstDays : mostDays) - 1; back >= 0; back -= 1) {
    const day = localDayOf(addDays(last, -back))
    if (after === null || day > after) days.push(day)
  }
  return days
}

/** What is to be told of one person: that they stopped, or days, each as it is now. */
export interface Told {
  stopped: boolean
  days: { day: LocalDay; is: 'as-first' | 'taken-back' | 'corrected' }[]
}

const nothing: Told = { stopped: false, days: [] }

/** What is new of one person in a window. Days that were taken back before they were read are nobody’s business. */
export function tellOf(person: TrialPerson, low: Edge | null, high: Edge): Told {
  if (person.standing === 'stopped')
    return { ...nothing, stopped: low !== null && person.standingAt > low.position }
  if (person.standing !== 'agreed') return nothing
  const known = low !== null && person.standingAt <= low.position ? low : null
  const changed = person.changedDay
  const days = daysBetween(known?.through ?? null, high.through).map((day) => ({
    day,
    is: changed?.day === day ? changed.is : ('as-first' as const),
  }))
  const fresh = days.filter(({ is }) => is !== 'taken-back')
  const isNews = known !== null && changed !== null && changed.at > known.position
  if (!isNews || changed.day > known.through) return { stopped: false, days: fresh }
  return { stopped: false, days: [{ day: changed.day, is: changed.is }, ...fresh] }
}

/** Of that, what was withdrawn. */
export function withdrawnIn({ stopped, days }: Told): Told {
  return { stopped, days: days.filter(({ is }) => is === 'taken-back') }
}

export const changes = ['stop', 'agree-again', 'take-back', 'correct'] as const
export type Change = (typeof changes)[number]

/** Somebody after a change that takes this position; of their days the newest is the one that changes. */
export function changed(person: TrialPerson, change: Change, position: number, day: LocalDay): TrialPerson {
  switch (change) {
    case 'stop':
      return { ...person, standing: 'stopped', standingAt: position }
    case 'agree-again':
      return { ...person, standing: 'agreed', standingAt: position }
    case 'take-back':
      return { ...person, changedDay: { day, is: 'taken-back', at: position } }
    case 'correct':
      return { ...person, changedDay: { day, is: 'corrected', at: position } }
  }
}
