import type { Tenant } from '../platform/tenant.ts'
import type { ResidentId } from '../residents/index.ts'
import type { UseId } from '../review/index.ts'
import { receiptHash } from './receipt-number.ts'
import { isSamePress, undoWindowMs } from './rules.ts'
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
import { selectLastStop } from './undo-store.ts'

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

export interface ActAndEvents {
  act: Act
  events: ConsentEvent[]
}

/** What stands behind a receipt number of this resident; somebody else's number is the same as none. */
export async function findReceipt(
  tenant: Tenant,
  residentId: ResidentId,
  receiptNumber: string,
): Promise<ActAndEvents | undefined> {
  const actId = await selectActByReceipt(tenant.database, residentId, receiptHash(receiptNumber))
  const act = actId && (await selectAct(tenant.database, residentId, actId))
  if (!act) return undefined
  return { act, events: await selectEvents(tenant.database, residentId, act.actId) }
}

/**
 * The stop that these sessions (`ownSessionsOf`) made last, while もとにもどす may still be asked for and nothing of it has changed since; among
 * those that touched these uses alone, if any are named.
 */
export async function lastStopOf(
  tenant: Tenant,
  residentId: ResidentId,
  sessions: readonly Buffer[],
  useIds: readonly UseId[] | null = null,
): Promise<ActAndEvents | undefined> {
  const now = tenant.clock.now()
  const since = new Date(now.getTime() - undoWindowMs)
  const act = await selectLastStop(tenant.database, residentId, { sessions, since, useIds })
  if (!act || !isSamePress(act, sessions, now)) return undefined
  return { act, events: await selectEvents(tenant.database, residentId, act.actId) }
}
