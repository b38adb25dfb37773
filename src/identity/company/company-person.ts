import { idSchema, lineSchema, type Id, type Personal } from '../../kernel/index.ts'
import type { VendorId, VendorStanding } from '../../vendors/index.ts'

export type PersonId = Id<'company-person'>
export const personIdSchema = idSchema<PersonId>()

/** A person who was invited has no passkey yet; who has ended is let in nowhere, and never again. */
export const personStandings = ['invited', 'active', 'ended'] as const
export type PersonStanding = (typeof personStandings)[number]

/** Somebody who is responsible for a company's programs here. All of one company may the same. */
export interface CompanyPerson {
  personId: PersonId
  vendorId: VendorId
  name: Personal<string>
  standing: PersonStanding
}

/** With how the company itself stands, as of this request. */
export interface PersonOnFile extends CompanyPerson {
  companyStanding: VendorStanding
}

export const personNameSchema = lineSchema(60)
