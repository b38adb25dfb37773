import type { Id, LocalDay } from '../kernel/index.ts'
import type { VendorId } from '../vendors/index.ts'
import { madeUpId } from './chance.ts'

export const mostPeople = 20

/** `expired`: their yes has run out. `never`: they were never asked, and a program never hears of them. */
export type TrialStanding = 'agreed' | 'stopped' | 'expired' | 'never'

/** One of the people of a company’s sandbox, as the company has made them. */
export interface TrialPerson {
  number: number
  standing: TrialStanding
  /** Positions on the change cursor; 0 is where everything begins. */
  standingAt: number
  /** The one day that was changed last. */
  changedDay: { day: LocalDay; is: 'taken-back' | 'corrected'; at: number } | null
}

/** As everybody is before a company has changed anything. */
export function untouched(number: number): TrialPerson {
  const standing = number === mostPeople ? 'never' : number === mostPeople - 1 ? 'expired' : 'agreed'
  return { number, standing, standingAt: 0, changedDay: null }
}

/** Everybody, with what the company has changed. */
export function everybody(changed: readonly TrialPerson[]): TrialPerson[] {
  return Array.from({ length: mostPeople }, (_, index) => {
    const number = index + 1
    return changed.find((person) => person.number === number) ?? untouched(number)
  })
}

/** The pseudonym under which one use of one company knows somebody. */
export function pseudonymOf(vendorId: VendorId, useId: string, number: number): Id<'pseudonym'> {
  return madeUpId('sandbox/pseudonym', vendorId, useId, String(number))
}

/** Who somebody is, for making up their days: another one in every company’s sandbox. */
export function nameOfPerson(vendorId: VendorId, number: number): string {
  return `sandbox/person/${vendorId}/${number.toFixed()}`
}
