import type pg from 'pg'
import { withdrawMerged } from '../consent/index.ts'
import { drain, stop } from '../exchange/index.ts'
import { closeWaysIn, forgetFormer, lockWaysIn } from '../identity/index.ts'
import { refuse, type Refusal } from '../kernel/index.ts'
import { leaveNotice, writeAnyway } from '../notices/index.ts'
import { inTransaction } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import {
  findResident,
  mergeLives,
  undoMergedLives,
  whyNotUndoneNow,
  type LifeEventId,
  type ResidentId,
  type TwoPeopleShownBy,
} from '../residents/index.ts'
import type { Besides, Left, TwoOfTheStaff } from './leave.ts'
import type { LeavingRefusal } from './refusals.ts'

/** Two entries of one person. */
export interface TwoEntries {
  remaining: ResidentId
  duplicate: ResidentId
}

/**
 * 統合: the duplicate is merged into who remains, at the word of two of the staff. In one transaction, whoever dies: everything
 * that the duplicate had allowed and every way in of it ends, and what it had refused or stopped is stopped of who remains. What
 * it has deposited stays under its own key and counts for nobody. `eventId`: of what was asked for, so that it is done once.
 */
export async function merge(
  tenant: Tenant,
  entries: TwoEntries,
  { staffId, secondStaffId }: TwoOfTheStaff,
  { besides, eventId }: { besides?: Besides; eventId?: LifeEventId } = {},
): Promise<Left | Refusal<LeavingRefusal>> {
  const { remaining, duplicate } = entries
  const saidBy = { staffId, secondStaffId, evidence: null }
  const merged = await inTransaction(tenant.database, async (client) => {
    // Before any row of theirs, as whoever changes a way in does.
    await lockWaysIn(client, duplicate)
    const outcome = await mergeLives(tenant, client, entries, saidBy, eventId)
    if (!outcome.ok) return outcome
    const stopped = await withdrawMerged(tenant, client, {
      remaining: by(remaining),
      duplicate: by(duplicate),
    })
    await closeWaysIn(tenant, client, duplicate)
    await besides?.(client)
    const { happenedAt } = outcome.change
    await leaveNotice(client, remaining, { kind: 'merged' }, happenedAt)
    await leaveNotice(client, duplicate, { kind: 'merged-away' }, happenedAt)
    await writeToWhose(tenant, client, duplicate, happenedAt)
    return { ...outcome, stopped }
  })
  if (!merged.ok) return merged
  if (!(await tenant.journal.keep())) return refuse('not-kept')
  const stillUnderWay = [
    ...(await drain(tenant, duplicate, merged.stopped.duplicate)),
    ...(await drain(tenant, remaining, merged.stopped.remaining)),
  ]
  return { ok: true, change: merged.change, stillUnderWay }
}

/**
 * まちがった統合: they were two people, at the word of two of the staff who have seen what shows it. The duplicate stands by itself
 * again and reads its own history; who remains reads nothing of it from this moment on. Nothing is allowed by it, and no way in
 * that was closed is opened: whose entry it is gets a card at the counter.
 */
export async function undoMerge(
  tenant: Tenant,
  entries: TwoEntries,
  { staffId, secondStaffId, shownBy }: TwoOfTheStaff & { shownBy: TwoPeopleShownBy },
  eventId?: LifeEventId,
): Promise<Left | Refusal<LeavingRefusal>> {
  const { remaining, duplicate } = entries
  const saidBy = { staffId, secondStaffId, evidence: shownBy }
  // Of whom this is not true nothing is stopped by it.
  const because = await whyNotUndoneNow(tenant, entries)
  if (because) return refuse(because)
  // Before they stand again, so that whatever should still be allowed is not.
  const stopped = await stop(tenant, by(duplicate), { useId: null, items: null })
  const undone = await inTransaction(tenant.database, async (client) => {
    await lockWaysIn(client, duplicate)
    const outcome = await undoMergedLives(tenant, client, entries, saidBy, eventId)
    if (!outcome.ok) return outcome
    // What was still to be mailed of the merging is not true any more.
    await forgetFormer(client, duplicate)
    await closeWaysIn(tenant, client, duplicate, 'merged-in-error')
    const { happenedAt } = outcome.change
    await leaveNotice(client, remaining, { kind: 'merged-in-error' }, happenedAt)
    await leaveNotice(client, duplicate, { kind: 'stands-again' }, happenedAt)
    await writeToWhose(tenant, client, duplicate, happenedAt)
    return outcome
  })
  if (!undone.ok) return undone
  if (!(await tenant.journal.keep())) return refuse('not-kept')
  return { ok: true, change: undone.change, stillUnderWay: stopped.ok ? stopped.stillUnderWay : [] }
}

/** A letter, whatever they wished: whose entry it is, if it is somebody else's, can sign in nowhere to read of it. */
async function writeToWhose(
  tenant: Tenant,
  client: pg.PoolClient,
  residentId: ResidentId,
  now: Date,
): Promise<void> {
  const whose = await findResident({ ...tenant, database: client }, residentId)
  if (whose?.identity.reveal().address) await writeAnyway(client, residentId, now)
}

function by(residentId: ResidentId) {
  return { residentId, sessionHash: null, channel: 'counter' } as const
}
