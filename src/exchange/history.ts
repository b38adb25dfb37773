import type { Tenant } from '../platform/tenant.ts'
import type { ResidentId } from '../residents/index.ts'
import {
  selectProvisionEntries,
  selectRefusalEntries,
  type ProvisionEntry,
  type RefusalEntry,
} from './history-store.ts'

export type HistoryEntry =
  ({ kind: 'provision'; at: Date } & ProvisionEntry) | ({ kind: 'refusal'; at: Date } & RefusalEntry)

/** 利用の記録: every provision and every refusal about this resident, newest first, at most `limit` (≤ 200). */
export async function historyOf(
  tenant: Tenant,
  residentId: ResidentId,
  page: { before: Date | null; limit: number },
): Promise<HistoryEntry[]> {
  const bounded = { before: page.before, limit: Math.min(page.limit, 200) }
  const [provisions, refusals] = await Promise.all([
    selectProvisionEntries(tenant.database, residentId, bounded),
    selectRefusalEntries(tenant.database, residentId, bounded),
  ])
  const entries: HistoryEntry[] = [
    ...provisions.map((entry) => ({ kind: 'provision' as const, at: entry.openedAt, ...entry })),
    ...refusals.map((entry) => ({ kind: 'refusal' as const, at: entry.happenedAt, ...entry })),
  ]
  return entries.sort((a, b) => b.at.getTime() - a.at.getTime()).slice(0, bounded.limit)
}
