import { z } from 'zod'
import { idSchema, type Id } from '../kernel/index.ts'

export type VendorId = Id<'vendor'>
export const vendorIdSchema = idSchema<VendorId>()

/** What a resident is told of a company, and what the record of provision must name (個人情報保護法 29, rule 20). */
export const vendorProfileSchema = z.strictObject({
  name: z.string().min(1).max(80),
  nameEn: z.string().min(1).max(80),
  kind: z.enum(['pharmacy', 'retail', 'insurance', 'health-service', 'sports', 'university']),
  address: z.string().min(1).max(200),
  representative: z.string().min(1).max(80),
  department: z.string().min(1).max(80),
  /** Absent where the company has given none; English pages then show the Japanese one. */
  departmentEn: z.string().min(1).max(80).optional(),
  phone: z.string().regex(/^[0-9-]{9,15}$/),
  certificate: z.string().max(80).nullable(),
})
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
