export { findVendor, findVendors, saveVendor } from './store.ts'
export {
  isActive,
  vendorIdSchema,
  vendorProfileSchema,
  vendorStandings,
  type Vendor,
  type VendorId,
  type VendorProfile,
  type VendorStanding,
} from './vendor.ts'
