import { expect, test } from 'vitest'
import { newId } from '../kernel/index.ts'
import { isActive, type Vendor, type VendorId } from './vendor.ts'

const now = new Date('2026-11-23T01:00:00Z')
const later = new Date(now.getTime() + 1)

test.each([
  // standing    contract until  may be served
  ['active', later, true],
  ['active', now, false],
  ['active', new Date(0), false],
  ['active', new Date('?'), false],
  ['applicant', later, false],
  ['suspended', later, false],
  ['ended', later, false],
  ['', later, false],
])('A company that is %s until %s may be served: %s', (standing, contractUntil, served) => {
  const vendor = { vendorId: newId<VendorId>(), standing, contractUntil } as Vendor
  expect(isActive(vendor, now)).toBe(served)
})
