import type { Queryable } from '../platform/database/index.ts'
import { findUses, type Use, type UseId } from '../review/index.ts'
import { findVendors, isActive } from '../vendors/index.ts'
import type { GrantRow } from './store.ts'

/** Of these uses those that are approved and whose company is active. What is not there stands in no way. */
export async function usesThatStand(
  database: Queryable,
  useIds: readonly UseId[],
  now: Date,
): Promise<Map<UseId, Use>> {
  const approved = (await findUses(database, useIds)).filter(({ standing }) => standing === 'approved')
  const vendors = await findVendors(
    database,
    approved.map(({ vendorId }) => vendorId),
  )
  const active = new Set(vendors.filter((vendor) => isActive(vendor, now)).map(({ vendorId }) => vendorId))
  return new Map(approved.filter(({ vendorId }) => active.has(vendorId)).map((use) => [use.useId, use]))
}

/** True when each use stands in the version agreed to, and the consent has not run out. */
export async function everyUseStands(
  database: Queryable,
  grants: readonly GrantRow[],
  now: Date,
): Promise<boolean> {
  const standing = await usesThatStand(
    database,
    grants.map(({ useId }) => useId),
    now,
  )
  return grants.every(
    ({ useId, useVersion, until }) =>
      standing.get(useId)?.version === useVersion && until !== null && until > now,
  )
}
