import { withdrawMerged } from '../consent/index.ts'
import { drain } from '../exchange/index.ts'
import { closeWaysIn, lockWaysIn } from '../identity/index.ts'
import { refuse, type Refusal } from '../kernel/index.ts'
import { leaveNotice, writeAnyway } from '../notices/index.ts'
import { inTransaction } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { findResident, mergeLives, type LifeEventId, type ResidentId } from '../residents/index.ts'
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
    // Whose entry it was, if it was somebody else's, reads no page of it any more.
    const whose = await findResident({ ...tenant, database: client }, duplicate)
    if (whose?.identity.reveal().address) await writeAnyway(client, duplicate, happenedAt)
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

function by(residentId: ResidentId) {
  return { residentId, sessionHash: null, channel: 'counter' } as const
}
