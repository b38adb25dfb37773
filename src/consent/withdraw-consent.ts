import type pg from 'pg'
import type { ItemCode } from '../catalog/index.ts'
import { refuse, type Refusal } from '../kernel/index.ts'
import { leaveNotice } from '../notices/index.ts'
import { inTransaction, type Queryable } from '../platform/database/index.ts'
import type { OwnerKeys } from '../platform/keys/index.ts'
import { queueEntry } from '../platform/stop-journal/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { lifeOf } from '../residents/index.ts'
import { findUses, type UseId } from '../review/index.ts'
import type { VendorId } from '../vendors/index.ts'
import { receiptOf, recordAct, type By, type Receipt } from './record-act.ts'
import type { ConsentActRefusal } from './refusals.ts'
import { withdrawalEntry } from './journal-entry.ts'
import { newestNo } from './newest-no-store.ts'
import { noteNo } from './note-no.ts'
import {
  isStoppable,
  ownSessionsOf,
  refuseUndo,
  stoppedByTheOther,
  type InSession,
  type UndoRefusal,
} from './rules.ts'
import {
  lockGrants,
  selectAct,
  selectEvents,
  type Act,
  type ActId,
  type ConsentEvent,
  type GrantRow,
} from './store.ts'
import { usesThatStand } from './uses-that-stand.ts'

/** What to stop: everything (both null), one use, items of a use, or all uses of a company. */
export interface StopScope {
  useId: UseId | null
  items: readonly ItemCode[] | null
  /** Of several uses, only these: those of one company. */
  amongUses?: readonly UseId[]
}

export interface Withdrawal extends Receipt {
  /** The uses in which something was stopped. */
  useIds: UseId[]
}

/**
 * Withdraws consent. After this has returned, every read looks again and finds nothing; what had begun before is the
 * business of `exchange`, which alone knows what is under way: pages call its `stop`, not this.
 */
export async function withdrawConsent(
  tenant: Tenant,
  by: By,
  scope: StopScope,
): Promise<({ ok: true } & Withdrawal) | Refusal<ConsentActRefusal>> {
  const now = tenant.clock.now()
  const keys = await tenant.keys.find(by.residentId)
  if (!keys) return refuse('not-found')
  return inTransaction(tenant.database, async (client) => {
    const all = await lockGrants(client, by.residentId, scope.useId)
    const grants = all.filter((grant) => scope.amongUses?.includes(grant.useId) ?? true)
    const stopped = grants.filter(
      (grant) => isStoppable(grant) && (scope.items?.includes(grant.item) ?? true),
    )
    if (stopped.length === 0) {
      // No act tells of it, and no signed paper that waits goes over it.
      await noteNo(client, by.residentId, now)
      return refuse(grants.length === 0 ? 'not-found' : 'already-stopped')
    }
    return { ok: true, ...(await withdraw(client, keys, by, { useId: scope.useId, stopped }, now)) }
  })
}

/**
 * Of two entries that are one person: the duplicate allows nothing any more, and what it had refused or stopped is stopped of who
 * remains, too. Nothing is allowed by it. In the caller's transaction, so that no answer of either falls in between; the
 * journal, and what is under way, are the caller's.
 */
export async function withdrawMerged(
  { clock, keys: store }: Pick<Tenant, 'clock' | 'keys'>,
  client: pg.PoolClient,
  { remaining, duplicate }: { remaining: By; duplicate: By },
): Promise<Record<'remaining' | 'duplicate', UseId[]>> {
  const ofRemaining = await lockGrants(client, remaining.residentId, null)
  const ofDuplicate = await lockGrants(client, duplicate.residentId, null)
  const stopped = {
    remaining: stoppedByTheOther(ofRemaining, ofDuplicate),
    duplicate: ofDuplicate.filter(isStoppable),
  }
  for (const [by, which] of [
    [remaining, stopped.remaining],
    [duplicate, stopped.duplicate],
  ] as const) {
    const keys = await store.find(by.residentId)
    if (!keys) throw new Error('of whoever takes part the keys are there')
    if (which.length > 0) await withdraw(client, keys, by, { useId: null, stopped: which }, clock.now())
  }
  const said = await newestNo(client, duplicate.residentId)
  if (said) await noteNo(client, remaining.residentId, said)
  return { remaining: useIdsOf(stopped.remaining), duplicate: useIdsOf(stopped.duplicate) }
}

async function withdraw(
  client: pg.PoolClient,
  keys: OwnerKeys,
  by: By,
  { useId, stopped }: { useId: UseId | null; stopped: readonly GrantRow[] },
  now: Date,
): Promise<Withdrawal> {
  const changes = stopped.map(({ useId, useVersion, item }) => ({
    useId,
    useVersion,
    item,
    kind: 'withdrawn' as const,
    until: null,
  }))
  const act = { kind: 'stopped' as const, useId, reverses: null, changes }
  const recorded = await recordAct(client, keys, by, act, now)
  await queueEntry(client, withdrawalEntry(by.residentId, recorded.act, recorded.events))
  const useIds = useIdsOf(stopped)
  const notice = { vendorId: await onlyVendorOf(client, useIds), count: useIds.length }
  await leaveNotice(client, by.residentId, { kind: 'consent-withdrawn', ...notice }, now)
  return { ...receiptOf(recorded), useIds }
}

/** もとにもどす: a new grant, linked to the withdrawal it reverses. Ten minutes, same session, same versions. */
export async function undoWithdrawal(
  tenant: Tenant,
  by: By & InSession,
  actId: ActId,
): Promise<({ ok: true } & Receipt) | Refusal<ConsentActRefusal>> {
  const now = tenant.clock.now()
  const keys = await tenant.keys.find(by.residentId)
  const stop = await selectAct(tenant.database, by.residentId, actId)
  if (!stop || !keys) return refuse('not-found')
  return inTransaction(tenant.database, async (client) => {
    const events = await selectEvents(client, by.residentId, actId)
    const grants = await lockGrants(client, by.residentId, stop.useId)
    const because = await whyNotUndone(client, by, { act: stop, events }, grants, now)
    if (because) return refuse(because)
    const changes = leftBy(events, grants).map(({ useId, useVersion, item, until }) => ({
      useId,
      useVersion,
      item,
      kind: 'granted' as const,
      until,
    }))
    const act = { kind: 'undone' as const, useId: stop.useId, reverses: actId, changes }
    const vendorId = await onlyVendorOf(client, useIdsOf(changes))
    await leaveNotice(client, by.residentId, { kind: 'consent-given', vendorId }, now)
    return { ok: true, ...receiptOf(await recordAct(client, keys, by, act, now)) }
  })
}

function useIdsOf(grants: readonly Pick<GrantRow, 'useId'>[]): UseId[] {
  return [...new Set(grants.map(({ useId }) => useId))]
}

/** The company all of these are of, where it is one. */
async function onlyVendorOf(client: Queryable, useIds: readonly UseId[]): Promise<VendorId | undefined> {
  const vendorIds = new Set((await findUses(client, useIds)).map(({ vendorId }) => vendorId))
  return vendorIds.size === 1 ? [...vendorIds][0] : undefined
}

/** The resident, in the session that wants to undo it. */
type Asking = Pick<By, 'residentId'> & InSession

interface Done {
  act: Act
  events: readonly ConsentEvent[]
}

/** Only whether to offer もとにもどす: the grants may change until it is pressed, and `undoWithdrawal` decides. */
export async function isUndoable(
  { database, clock }: Tenant,
  by: Asking,
  stop: Done,
  grants: readonly GrantRow[],
): Promise<boolean> {
  return (await whyNotUndone(database, by, stop, grants, clock.now())) === undefined
}

async function whyNotUndone(
  database: Queryable,
  { residentId, ...inSession }: Asking,
  { act, events }: Done,
  grants: readonly GrantRow[],
  now: Date,
): Promise<UndoRefusal | undefined> {
  const life = await lifeOf(database, residentId)
  const left = leftBy(events, grants)
  const unchanged = left.length === events.length && (await everyUseStands(database, left, now))
  return refuseUndo(act, ownSessionsOf(inSession), { unchanged, life }, now)
}

/** What stands as these events left it. */
function leftBy(events: readonly ConsentEvent[], grants: readonly GrantRow[]): GrantRow[] {
  const eventIds = new Set(events.map((event) => event.eventId))
  return grants.filter((grant) => eventIds.has(grant.eventId))
}

/** True when each use stands in the version agreed to, and the consent has not run out. */
async function everyUseStands(database: Queryable, grants: readonly GrantRow[], now: Date): Promise<boolean> {
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
