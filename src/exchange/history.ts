import { grantsOf } from '../consent/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import type { ResidentId } from '../residents/index.ts'
import type { UseId } from '../review/index.ts'
import { lastOpeningOf } from '../shares/index.ts'
import type { VendorId } from '../vendors/index.ts'
import {
  selectLastProvision,
  selectLastUses,
  selectOpenSendings,
  selectProvisionEntries,
  selectRefusalEntries,
  type ProvisionEntry,
  type RefusalEntry,
  type UnderWay,
} from './history-store.ts'

export type HistoryEntry =
  ({ kind: 'provision'; at: Date } & ProvisionEntry) | ({ kind: 'refusal'; at: Date } & RefusalEntry)

/**
 * 利用の記録: every provision about this resident and every refusal, counted by day, or those of one company, newest
 * first, at most `limit` (≤ 200).
 */
export async function historyOf(
  tenant: Tenant,
  residentId: ResidentId,
  page: { before: Date | null; limit: number; vendorId?: VendorId },
): Promise<HistoryEntry[]> {
  const { before, vendorId = null } = page
  const bounded = { before, vendorId, limit: Math.min(page.limit, 200) }
  const [provisions, refusals] = await Promise.all([
    selectProvisionEntries(tenant.database, residentId, bounded),
    selectRefusalEntries(tenant.database, residentId, bounded),
  ])
  const entries: HistoryEntry[] = [
    ...provisions.map((entry) => ({ kind: 'provision' as const, at: entry.openedAt, ...entry })),
    ...refusals.map((entry) => ({ kind: 'refusal' as const, at: entry.lastAt, ...entry })),
  ]
  return entries.sort((a, b) => b.at.getTime() - a.at.getTime()).slice(0, bounded.limit)
}

/** Deliveries of this resident's data under these uses that have begun and not ended. */
export function underWay(
  tenant: Tenant,
  residentId: ResidentId,
  useIds: readonly UseId[],
): Promise<UnderWay[]> {
  return selectOpenSendings(tenant.database, residentId, useIds)
}

/** The same, under whatever use they have ever answered. */
export async function isAnythingUnderWay(tenant: Tenant, residentId: ResidentId): Promise<boolean> {
  const useIds = (await grantsOf(tenant, residentId)).map(({ useId }) => useId)
  return (await underWay(tenant, residentId, useIds)).length > 0
}

/** When something of this resident was last provided to anybody; null when never. */
export async function lastProvisionOf(database: Queryable, residentId: ResidentId): Promise<Date | null> {
  const toCompany = await selectLastProvision(database, residentId)
  const shown = await lastOpeningOf(database, residentId)
  return toCompany && shown ? new Date(Math.max(toCompany.getTime(), shown.getTime())) : (toCompany ?? shown)
}

/** 最後に使った日: when each company last began to receive something of this resident. */
export async function lastUsesOf(tenant: Tenant, residentId: ResidentId): Promise<Map<VendorId, Date>> {
  const uses = await selectLastUses(tenant.database, residentId)
  return new Map(uses.map(({ vendorId, at }) => [vendorId, at]))
}
