import type pg from 'pg'
import { inTransaction } from '../platform/database/index.ts'
import type { OwnerKeys } from '../platform/keys/index.ts'
import { isKnownEntry, knowEntry, type JournalEntry } from '../platform/stop-journal/index.ts'
import { queueLeavesAgain } from '../proof/index.ts'
import type { ResidentId } from '../residents/index.ts'
import { areKnown, end, type City } from './after-restore.ts'
import { pauseSchema } from './journal-entry.ts'
import { putNo } from './newest-no-store.ts'
import { isPaused } from './rules.ts'
import { receiptHash } from './receipt-number.ts'
import { leavesOf, type Recorded } from './record-act.ts'
import { insertAct, lockGrants, selectAct, type ConsentEvent, type GrantRow } from './store.ts'

/**
 * Writes a pause of the stop journal again that this database has lost: as it was, so that its receipt holds, and until the
 * same day. A restore is no yes: where what was paused does not stand here as the pause found it, nothing comes back by that day, but
 * it is stopped. Safe to repeat.
 */
export async function pauseAgain(tenant: City, { entryId, of }: JournalEntry): Promise<void> {
  const { residentId, act, events } = pauseSchema.parse(of)
  const ownKeys = await tenant.keys.find(residentId)
  const ofNobody = { appId: null, programId: null, sessionHash: null, reverses: null, evidence: null }
  const pause: Recorded = { act: { ...act, ...ofNobody, signedOn: null }, events }
  const canBeWritten = await areKnown(tenant.database, events)
  await inTransaction(tenant.database, async (client) => {
    const grants = await lockGrants(client, residentId, null)
    const isThere = (await selectAct(client, residentId, act.actId)) !== undefined
    // Another process has done it meanwhile, and the resident may have resumed it.
    if (isThere && (await isKnownEntry(client, entryId))) return
    const writes = canBeWritten && !isThere
    if (writes) await writeAgain(client, residentId, ownKeys, pause)
    // Where no act can tell of it, its moment does.
    if (!canBeWritten) await putNo(client, residentId, { saidAt: act.happenedAt, entryId: undefined })
    const stands = (event: ConsentEvent) =>
      isThere ? isLast(event, grants) : writes && isFoundBy(event, grants, act.happenedAt)
    const ended = events.filter((event) => !stands(event))
    await end(client, residentId, ownKeys, 'withdrawn', tenant.clock.now(), (grant) =>
      ended.some((event) => isOf(event, grant)),
    )
    await knowEntry(client, entryId)
  })
}

async function writeAgain(
  client: pg.PoolClient,
  residentId: ResidentId,
  keys: OwnerKeys | undefined,
  pause: Recorded,
): Promise<void> {
  const { act, events } = pause
  await insertAct(client, residentId, act, events, { receiptHash: receiptHash(act.receiptNumber) })
  if (keys?.has('records') === true) await queueLeavesAgain(client, leavesOf(keys, residentId, pause))
}

/** Does the yes that was paused stand here? Of a pause, one that is no stricter: nobody has resumed it in the journal. */
function isFoundBy(event: ConsentEvent, grants: readonly GrantRow[], at: Date): boolean {
  const grant = grants.find((one) => isOf(event, one))
  if (event.kind !== 'paused' || grant?.useVersion !== event.useVersion) return false
  if (grant.state === 'granted') return true
  if (grant.state !== 'paused') return false
  return !isPaused(grant, at) || isNoLater(grant.pausedUntil, event.pausedUntil)
}

function isLast({ eventId }: ConsentEvent, grants: readonly GrantRow[]): boolean {
  return grants.some((grant) => grant.eventId === eventId)
}

function isNoLater(standing: Date | null, event: Date | null): boolean {
  return event === null || (standing !== null && standing <= event)
}

const isOf = (
  event: Pick<ConsentEvent, 'useId' | 'item'>,
  grant: Pick<ConsentEvent, 'useId' | 'item'>,
): boolean => event.useId === grant.useId && event.item === grant.item
