export { typedCorporateNumberSchema } from './corporate-number.ts'
export {
  acceptCompany,
  extendContract,
  saveVendorWith,
  turnDownCompany,
  type SavedBefore,
} from './decide-on-company.ts'
export { companiesThat, registeredCompany } from './find-companies.ts'
export { quotasOf, quotasOfMany } from './quota-store.ts'
export {
  allowanceOf,
  quotasSchema,
  usualAllowance,
  usualQuotas,
  type Allowance,
  type Quota,
  type Quotas,
} from './quotas.ts'
export { vendorRefusals } from './refusals.ts'
export { registerApplicant } from './register-applicant.ts'
export { contactSchema, type Application, type RegisteredCompany } from './registration.ts'
export { setQuotas, setQuotasWith } from './set-quotas.ts'
export { findVendor, findVendors, listVendors, saveVendor } from './store.ts'
export {
  isActive,
  newVendorProfileSchema,
  vendorIdSchema,
  vendorProfileSchema,
  vendorStandings,
  type Vendor,
  type VendorId,
  type VendorProfile,
  type VendorStanding,
} from './vendor.ts'
