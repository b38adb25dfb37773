import type pg from 'pg'
import type { By } from '../consent/index.ts'
import { stop, type UnderWay } from '../exchange/index.ts'
import { endAppsOf, endPartnersOf, endSessionsOf, endSharesOf } from '../identity/index.ts'
import { refuse, type Refusal } from '../kernel/index.ts'
import { leaveNotice, reachAnyway, type NoticeKind } from '../notices/index.ts'
import { inTransaction } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import {
  canComeBack,
  canHappen,
  changeLife,
  saidByResident,
  standsOf,
  type DeathDocument,
  type LifeChange,
  type LifeEvent,
  type LifeEventId,
  type SaidBy,
} from '../residents/index.ts'
import type { LeavingRefusal } from './refusals.ts'

export interface Left {
  ok: true
  change: LifeChange
  /** Deliveries that had begun before and have not ended yet. Everything else is over. */
  stillUnderWay: UnderWay[]
}

type What = Exclude<LifeEvent, 'erased' | 'merged' | 'merged-in-error'>
/** What the resident is told of it. The dead are told nothing. */
const toldOf: Readonly<Record<What, NoticeKind | undefined>> = {
  left: 'left',
  'moved-away': 'left',
  'came-back': 'came-back',
  died: undefined,
  'reported-in-error': 'reported-in-error',
}
/** In the transaction that changes how somebody stands. */
export type Besides = (client: pg.PoolClient) => Promise<unknown>

/**
 * Leaves, or moves away: gives nothing any more from this moment on, and is erased on the day that is answered. `besides`:
 * what is written together with it.
 */
export function leave(
  tenant: Tenant,
  by: By,
  what: 'left' | 'moved-away',
  saidBy: SaidBy = saidByResident,
  besides?: Besides,
): Promise<Left | Refusal<LeavingRefusal>> {
  const alsoEnding: Besides = async (client) => {
    // Whoever comes back lets apps in and links partners anew, as they agree anew.
    await endAppsOf(client, by.residentId)
    await endPartnersOf(client, by.residentId)
    await endSharesOf(client, by.residentId)
    await besides?.(client)
  }
  return stopAndChange(tenant, by, what, saidBy, { besides: alsoEnding })
}

/** もどる: before the day on which everything is erased. Nothing is allowed by it. */
export async function comeBack(
  tenant: Tenant,
  by: By,
  saidBy: SaidBy = saidByResident,
  besides?: Besides,
): Promise<Left | Refusal<LeavingRefusal>> {
  const stands = await standsOf(tenant.database, by.residentId)
  if (stands?.eraseAt && !canComeBack(stands.eraseAt, tenant.clock.now())) return refuse('too-late')
  return stopAndChange(tenant, by, 'came-back', saidBy, { besides })
}

export interface TwoOfTheStaff {
  staffId: string
  secondStaffId: string
}

/** Two of the staff, and what they were shown. `eventId`: of what was asked for, so that it is done once. */
export function recordDeath(
  tenant: Tenant,
  by: By,
  { staffId, secondStaffId, document }: TwoOfTheStaff & { document: DeathDocument },
  eventId?: LifeEventId,
): Promise<Left | Refusal<LeavingRefusal>> {
  const saidBy = { staffId, secondStaffId, evidence: document }
  const besides: Besides = (client) => endSessionsOf(client, by.residentId)
  return stopAndChange(tenant, by, 'died', saidBy, { besides, eventId })
}

/** It was somebody else, or nobody. Two of the staff. */
export function recordDeathInError(
  tenant: Tenant,
  by: By,
  { staffId, secondStaffId }: TwoOfTheStaff,
  eventId?: LifeEventId,
): Promise<Left | Refusal<LeavingRefusal>> {
  const saidBy = { staffId, secondStaffId, evidence: null }
  return stopAndChange(tenant, by, 'reported-in-error', saidBy, { eventId })
}

/**
 * Stopped first, so that whoever breaks off here has stopped. Then they stand otherwise, and after that nobody agrees any
 * more; what was agreed to in between is stopped as well, so that coming back brings nothing back.
 */
async function stopAndChange(
  tenant: Tenant,
  by: By,
  what: What,
  saidBy: SaidBy,
  { besides, eventId }: { besides?: Besides | undefined; eventId?: LifeEventId | undefined },
): Promise<Left | Refusal<LeavingRefusal>> {
  const before = await standsOf(tenant.database, by.residentId)
  if (!canHappen(before?.standing, what)) return refuse('not-as-you-stand')
  const everything = { useId: null, items: null }
  // Of no session: it is no press that もとにもどす takes back.
  const byLife: By = { ...by, sessionHash: null }
  const first = await stop(tenant, byLife, everything)
  const changed = await inTransaction(tenant.database, async (client) => {
    const outcome = await changeLife(tenant, client, by.residentId, what, saidBy, eventId)
    if (outcome.ok) {
      await besides?.(client)
      const kind = toldOf[what]
      const { happenedAt } = outcome.change
      if (kind) await leaveNotice(client, by.residentId, { kind }, happenedAt)
      // It ends in erasure: whoever reads no notice is not to learn of it when all is gone.
      if (kind === 'left') await reachAnyway(tenant, client, by.residentId, happenedAt)
    }
    return outcome
  })
  if (!changed.ok) return changed
  const second = await stop(tenant, byLife, everything)
  if (!second.ok && second.because === 'not-kept') return refuse('not-kept')
  const stillUnderWay = [first, second].flatMap((stopped) => (stopped.ok ? stopped.stillUnderWay : []))
  return { ok: true, change: changed.change, stillUnderWay }
}
