import type { Queryable } from '../platform/database/index.ts'
import { findUses, type UseId } from '../review/index.ts'
import type { VendorId } from '../vendors/index.ts'
import type { GrantRow } from './store.ts'

export function useIdsOf(grants: readonly Pick<GrantRow, 'useId'>[]): UseId[] {
  return [...new Set(grants.map(({ useId }) => useId))]
}

/** The company all of these are of, where it is one. */
export async function onlyVendorOf(
  client: Queryable,
  useIds: readonly UseId[],
): Promise<VendorId | undefined> {
  const vendorIds = new Set((await findUses(client, useIds)).map(({ vendorId }) => vendorId))
  return vendorIds.size === 1 ? [...vendorIds][0] : undefined
}
