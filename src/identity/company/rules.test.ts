import { describe, expect, it } from 'vitest'
import { newId } from '../../kernel/index.ts'
import type { VendorId, VendorStanding } from '../../vendors/index.ts'
import type { PersonId, PersonStanding } from './company-person.ts'
import { decideOnInviting, decideOnPerson, mayActForCompany, mostPersons } from './rules.ts'

const company = newId<VendorId>()
const acting = (standing: PersonStanding, companyStanding: VendorStanding, vendorId = company) => ({
  personId: newId<PersonId>(),
  vendorId,
  standing,
  companyStanding,
})
const by = acting('active', 'active')
const outcomeOf = (decision: { ok: true } | { ok: false; because: string }) => decision.ok || decision.because

describe('A person changes something of their company', () => {
  it.each([
    ['active', 'active', true],
    ['active', 'applicant', true],
    ['active', 'suspended', false],
    ['active', 'ended', false],
    ['invited', 'active', false],
    ['ended', 'active', false],
    ['', 'active', false],
    ['active', '', false],
  ])('being %s, of a company that is %s: %s', (standing, companyStanding, may) => {
    expect(mayActForCompany(acting(standing as PersonStanding, companyStanding as VendorStanding))).toBe(may)
  })

  it('and nobody who is not on file', () => expect(mayActForCompany(undefined)).toBe(false))
})

describe('A person ends another or invites them again', () => {
  it.each([
    ['a colleague', by, acting('active', 'active'), true],
    ['a colleague who was invited', by, acting('invited', 'active'), true],
    ['a colleague who has ended', by, acting('ended', 'active'), 'unknown-person'],
    ['themselves', by, by, 'only-another-person'],
    ['nobody', by, undefined, 'unknown-person'],
    ['somebody of another company', by, acting('active', 'active', newId<VendorId>()), 'unknown-person'],
    ['a colleague, having ended', acting('ended', 'active'), acting('active', 'active'), 'company-at-rest'],
    ['a colleague, of a company at rest', acting('active', 'ended'), by, 'company-at-rest'],
    ['a colleague, not being on file', undefined, by, 'company-at-rest'],
  ])('%s', (_whom, who, person, answer) => {
    expect(outcomeOf(decideOnPerson(who, person))).toBe(answer)
  })
})

it.each([
  [mostPersons - 1, true],
  [mostPersons, 'too-many-persons'],
])('A company of %i persons may invite one more: %s', (persons, answer) => {
  expect(outcomeOf(decideOnInviting(by, persons))).toBe(answer)
  expect(outcomeOf(decideOnInviting(undefined, 0))).toBe('company-at-rest')
})
