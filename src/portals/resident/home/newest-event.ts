import type { ItemCode } from '../../../catalog/index.ts'
import { historyOf } from '../../../exchange/index.ts'
import type { Tenant } from '../../../platform/tenant.ts'
import type { ResidentId } from '../../../residents/index.ts'
import { findVendor, type VendorProfile } from '../../../vendors/index.ts'

/** The last thing that happened to this resident's data. */
export interface NewestEvent {
  kind: 'handedOver' | 'notHandedOver' | 'underWay' | 'refused'
  at: Date
  company: VendorProfile | undefined
  items: readonly ItemCode[]
}

export async function newestEventOf(
  tenant: Tenant,
  residentId: ResidentId,
): Promise<NewestEvent | undefined> {
  const [entry] = await historyOf(tenant, residentId, { before: null, limit: 1 })
  if (!entry) return undefined
  const company = (await findVendor(tenant.database, entry.vendorId))?.profile
  if (entry.kind === 'refusal') return { kind: 'refused', at: entry.at, company, items: [] }
  const kinds = {
    delivered: 'handedOver',
    'held-back': 'handedOver',
    'broken-off': 'handedOver',
    'under-way': 'underWay',
    'not-delivered': 'notHandedOver',
  } as const
  const items = entry.outcome === 'not-delivered' ? entry.items : entry.given
  return { kind: kinds[entry.outcome], at: entry.at, company, items: items.map(({ item }) => item) }
}
