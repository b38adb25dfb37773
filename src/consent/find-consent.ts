import type { Tenant } from '../platform/tenant.ts'
import type { ResidentId } from '../residents/index.ts'
import { receiptHash } from './receipt-number.ts'
import {
  selectAct,
  selectActByReceipt,
  selectActs,
  selectEvents,
  selectEventsOfActs,
  selectGrants,
  type Act,
  type ActId,
  type ConsentEvent,
  type GrantRow,
} from './store.ts'

/** What this resident has said, one row per use and item. */
export function grantsOf(tenant: Tenant, residentId: ResidentId): Promise<GrantRow[]> {
  return selectGrants(tenant.database, residentId)
}

/** The last `limit` acts (≤ 200) before `before`, newest first. */
export function actsOf(
  tenant: Tenant,
  residentId: ResidentId,
  page: { before: Date | null; limit: number },
): Promise<Act[]> {
  return selectActs(tenant.database, residentId, { ...page, limit: Math.min(page.limit, 200) })
}

/** The events of these acts, each with the act it belongs to. */
export function eventsOf(tenant: Tenant, residentId: ResidentId, actIds: readonly ActId[]) {
  return selectEventsOfActs(tenant.database, residentId, actIds)
}

/** What stands behind a receipt number of this resident; somebody else's number is the same as none. */
export async function findReceipt(
  tenant: Tenant,
  residentId: ResidentId,
  receiptNumber: string,
): Promise<{ act: Act; events: ConsentEvent[] } | undefined> {
  const actId = await selectActByReceipt(tenant.database, residentId, receiptHash(receiptNumber))
  const act = actId && (await selectAct(tenant.database, residentId, actId))
  if (!act) return undefined
  return { act, events: await selectEvents(tenant.database, residentId, act.actId) }
}
