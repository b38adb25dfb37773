import { z } from 'zod'
import { idSchema, lineSchema, type Id } from '../kernel/index.ts'

export type VendorId = Id<'vendor'>
export const vendorIdSchema = idSchema<VendorId>()

/** What a resident is told of a company, and what the record of provision must name (個人情報保護法 29, rule 20). */
export const vendorProfileSchema = profileOf((longest) => z.string().min(1).max(longest))
/** The same, as it may be written down: what residents will read. */
export const newVendorProfileSchema = profileOf(lineSchema).extend({ certificate: lineSchema(80).nullable() })

function profileOf(line: (longest: number) => z.ZodString) {
  return z.strictObject({
    name: line(80),
    nameEn: line(80),
    kind: z.enum(['pharmacy', 'retail', 'insurance', 'health-service', 'sports', 'university']),
    address: line(200),
    representative: line(80),
    department: line(80),
    /** Absent where the company has given none; English pages then show the Japanese one. */
    departmentEn: line(80).optional(),
    phone: z.string().regex(/^[0-9-]{9,15}$/),
    certificate: z.string().max(80).nullable(),
  })
}
export type VendorProfile = z.infer<typeof vendorProfileSchema>

/** `applicant`: it has registered itself, and the city has not accepted it. Its contract is over before it begins. */
export const vendorStandings = ['applicant', 'active', 'suspended', 'ended'] as const
export type VendorStanding = (typeof vendorStandings)[number]

export interface Vendor {
  vendorId: VendorId
  profile: VendorProfile
  standing: VendorStanding
  contractUntil: Date
}

/** A company may be served only while it is active and its contract runs. */
export function isActive(vendor: Pick<Vendor, 'standing' | 'contractUntil'>, now: Date): boolean {
  return vendor.standing === 'active' && vendor.contractUntil > now
}
