export { findVendor, listVendors, saveVendor } from './store.ts'
export {
  vendorIdSchema,
  vendorProfileSchema,
  type Vendor,
  type VendorId,
  type VendorProfile,
  type VendorStanding,
} from './vendor.ts'
