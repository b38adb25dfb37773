import { z } from 'zod'
import type { Id, Personal } from '../kernel/index.ts'
import type { CorporateNumber } from './corporate-number.ts'
import type { Vendor } from './vendor.ts'

/** Whom the city asks about a registration. */
export const contactSchema = z.strictObject({
  email: z.email({ pattern: z.regexes.html5Email }).max(254),
  phone: z.string().regex(/^[0-9-]{9,15}$/),
})
export type Contact = z.infer<typeof contactSchema>

/** What a company says when it registers, beside its profile. */
export interface Application {
  profile: Vendor['profile']
  corporateNumber: CorporateNumber
  contact: Personal<Contact>
}

export const decisionKinds = ['accepted', 'turned-down', 'extended', 'contract-set'] as const

/** What the city made of it, each time: never changed. */
export interface Decision {
  kind: (typeof decisionKinds)[number]
  /** Who decided: a member of staff, or a program of the city, which sets contracts and nothing else. */
  staffId: Id<'staff'> | null
  programId: string | null
  reason: string | null
  contractUntil: Date | null
  decidedAt: Date
}

/** A company as the city looks at it. */
export interface RegisteredCompany extends Vendor {
  /** null for one that came another way than by its own registration. */
  registration: {
    corporateNumber: string
    contact: Personal<Contact>
    registeredAt: Date
    /** How many others have registered, or are here, under the same number. */
    others: number
  } | null
  /** The newest. */
  decision: Decision | null
}
