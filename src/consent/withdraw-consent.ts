import type pg from 'pg'
import type { ItemCode } from '../catalog/index.ts'
import { refuse, type Refusal } from '../kernel/index.ts'
import { leaveNotice } from '../notices/index.ts'
import { inTransaction } from '../platform/database/index.ts'
import type { OwnerKeys } from '../platform/keys/index.ts'
import { queueEntry } from '../platform/stop-journal/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import type { UseId } from '../review/index.ts'
import { receiptOf, recordAct, type By, type Receipt } from './record-act.ts'
import type { ConsentActRefusal } from './refusals.ts'
import { withdrawalEntry } from './journal-entry.ts'
import { newestNo } from './newest-no-store.ts'
import { noteNo } from './note-no.ts'
import { isStoppable, stoppedByTheOther } from './rules.ts'
import { lockGrants, type GrantRow } from './store.ts'
import { onlyVendorOf, useIdsOf } from './touched-uses.ts'

/** What to stop: everything (both null), one use, items of a use, or all uses of a company. */
export interface StopScope {
  useId: UseId | null
  items: readonly ItemCode[] | null
  /** Of several uses, only these: those of one company. */
  amongUses?: readonly UseId[]
}

/** What the resident has said of the uses in this scope, under the lock. */
export async function lockScope(
  client: pg.PoolClient,
  residentId: By['residentId'],
  { useId, amongUses }: StopScope,
): Promise<GrantRow[]> {
  const all = await lockGrants(client, residentId, useId)
  return all.filter((grant) => amongUses?.includes(grant.useId) ?? true)
}

export function isOfItems({ items }: StopScope, { item }: Pick<GrantRow, 'item'>): boolean {
  return items?.includes(item) ?? true
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
    const grants = await lockScope(client, by.residentId, scope)
    const stopped = grants.filter((grant) => isStoppable(grant) && isOfItems(scope, grant))
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

/** Stops these, in the caller's transaction and under its lock; the journal, and what is under way, are the caller's. */
export async function withdraw(
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
