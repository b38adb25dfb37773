import { refuse, type Refusal } from '../kernel/index.ts'
import { leaveNotice } from '../notices/index.ts'
import { inTransaction, type Queryable } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { lifeOf } from '../residents/index.ts'
import { receiptOf, recordAct, type By, type Change, type Receipt } from './record-act.ts'
import type { ConsentActRefusal } from './refusals.ts'
import { ownSessionsOf, refuseUndo, type InSession, type UndoRefusal } from './rules.ts'
import {
  lockGrants,
  selectAct,
  selectEvents,
  type Act,
  type ActId,
  type ConsentEvent,
  type GrantRow,
} from './store.ts'
import { pauseNotice } from './pause-notice.ts'
import { onlyVendorOf, useIdsOf } from './touched-uses.ts'
import { selectBefore, type Before } from './undo-store.ts'
import { everyUseStands } from './uses-that-stand.ts'

/**
 * もとにもどす: what was before the stop or the pause, linked to what it reverses; what was paused then is paused again until
 * the same day. Ten minutes, same session or the one that took its place, same versions.
 */
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
    const before = await selectBefore(client, by.residentId, actId)
    const changes = leftBy(events, grants).flatMap((grant) => givenBack(grant, before))
    const act = { kind: 'undone' as const, useId: stop.useId, reverses: actId, changes }
    const vendorId = await onlyVendorOf(client, useIdsOf(changes))
    const given = changes.some(({ kind }) => kind === 'granted')
    const notice = given ? { kind: 'consent-given' as const } : pauseNotice(changes, now)
    await leaveNotice(client, by.residentId, { ...notice, vendorId }, now)
    return { ok: true, ...receiptOf(await recordAct(client, keys, by, act, now)) }
  })
}

/** No more than there was; of what is not known, nothing. */
function givenBack({ useId, useVersion, item, until }: GrantRow, before: readonly Before[]): Change[] {
  const was = before.find((one) => one.useId === useId && one.item === item)
  const of = { useId, useVersion, item, until }
  switch (was?.kind) {
    case 'granted':
    case 'resumed':
      return [{ ...of, kind: 'granted' }]
    case 'paused':
      return [{ ...of, kind: 'paused', pausedUntil: was.pausedUntil }]
    case 'unknown':
    case undefined:
      return []
  }
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
  const before = await selectBefore(database, residentId, act.actId)
  const isKnown =
    left.length === events.length && left.every((grant) => givenBack(grant, before).length === 1)
  const unchanged = isKnown && (await everyUseStands(database, left, now))
  return refuseUndo(act, ownSessionsOf(inSession), { unchanged, life }, now)
}

/** What stands as these events left it. */
function leftBy(events: readonly ConsentEvent[], grants: readonly GrantRow[]): GrantRow[] {
  const eventIds = new Set(events.map((event) => event.eventId))
  return grants.filter((grant) => eventIds.has(grant.eventId))
}
