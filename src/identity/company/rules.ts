import { refuse, type Refusal } from '../../kernel/index.ts'
import type { PersonOnFile } from './company-person.ts'

export type PersonRefusal =
  'company-at-rest' | 'unknown-person' | 'only-another-person' | 'too-many-persons' | 'invited-already'

/** More do not share the keys of a company's programs. */
export const mostPersons = 20

type Acting = Pick<PersonOnFile, 'personId' | 'vendorId' | 'standing' | 'companyStanding'>

/** May this person change anything of their company here? Of one that is suspended or at its end nothing is changed. */
export function mayActForCompany(by: Acting | undefined): boolean {
  if (by?.standing !== 'active') return false
  return by.companyStanding === 'applicant' || by.companyStanding === 'active'
}

export function decideOnInviting(
  by: Acting | undefined,
  persons: number,
): { ok: true } | Refusal<PersonRefusal> {
  if (!mayActForCompany(by)) return refuse('company-at-rest')
  return persons < mostPersons ? { ok: true } : refuse('too-many-persons')
}

/**
 * May this person end or invite again that one? One of another company is, to them, nobody at all. Nobody does it to
 * themselves; and as only a person who is still there may do it, there is always one left.
 */
export function decideOnPerson<Person extends Acting>(
  by: Acting | undefined,
  person: Person | undefined,
): { ok: true; person: Person } | Refusal<PersonRefusal> {
  if (!by || !mayActForCompany(by)) return refuse('company-at-rest')
  if (!person || person.vendorId !== by.vendorId || person.standing === 'ended')
    return refuse('unknown-person')
  return person.personId === by.personId ? refuse('only-another-person') : { ok: true, person }
}
