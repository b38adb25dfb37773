import { refuse, type Refusal } from '../kernel/index.ts'
import { leaveNotice } from '../notices/index.ts'
import { inTransaction } from '../platform/database/index.ts'
import { queueEntry } from '../platform/stop-journal/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { pauseEntry } from './journal-entry.ts'
import { noteNo } from './note-no.ts'
import { pauseNotice } from './pause-notice.ts'
import { isPauseLong, pauseOf } from './pause-rules.ts'
import { receiptOf, recordAct, type By, type Change } from './record-act.ts'
import type { ConsentActRefusal } from './refusals.ts'
import { isPaused } from './rules.ts'
import type { GrantRow } from './store.ts'
import { onlyVendorOf, useIdsOf } from './touched-uses.ts'
import { isOfItems, lockScope, type StopScope, type Withdrawal } from './withdraw-consent.ts'

/**
 * Stops it for a while: until then, or, with null, until the resident resumes it. A stop like any other: it asks for no proof, is
 * in the journal, and is confirmed by `exchange`, which alone knows what is under way: pages call its `pause`, not this.
 */
export async function pauseConsent(
  tenant: Tenant,
  by: By,
  scope: StopScope,
  pausedUntil: Date | null,
): Promise<({ ok: true } & Withdrawal) | Refusal<ConsentActRefusal>> {
  const now = tenant.clock.now()
  if (!isPauseLong(pausedUntil, now)) return refuse('no-such-pause')
  const keys = await tenant.keys.find(by.residentId)
  if (!keys) return refuse('not-found')
  return inTransaction(tenant.database, async (client) => {
    const grants = (await lockScope(client, by.residentId, scope)).filter((grant) => isOfItems(scope, grant))
    const changes = pausesOf(grants, pausedUntil, now)
    if (changes.length === 0) {
      // No act tells of it, and no signed paper that waits goes over it.
      await noteNo(client, by.residentId, now)
      return refuse(whyNothing(grants, now))
    }
    const act = { kind: 'paused' as const, useId: scope.useId, reverses: null, changes }
    const recorded = await recordAct(client, keys, by, act, now)
    await queueEntry(client, pauseEntry(by.residentId, recorded.act, recorded.events))
    const useIds = useIdsOf(changes)
    const vendorId = await onlyVendorOf(client, useIds)
    await leaveNotice(client, by.residentId, { ...pauseNotice(changes, now), vendorId }, now)
    return { ok: true, ...receiptOf(recorded), useIds }
  })
}

/** What a pause changes of these. */
export function pausesOf(grants: readonly GrantRow[], pausedUntil: Date | null, now: Date): Change[] {
  return grants.flatMap((grant): Change[] => {
    const kind = pauseOf(grant, pausedUntil, now)
    const { useId, useVersion, item, until } = grant
    if (kind === undefined) return []
    const isPause = kind === 'paused'
    return [
      {
        useId,
        useVersion,
        item,
        kind,
        until: isPause ? until : null,
        pausedUntil: isPause ? pausedUntil : null,
      },
    ]
  })
}

function whyNothing(grants: readonly GrantRow[], now: Date) {
  if (grants.length === 0) return 'not-found'
  return grants.some((grant) => isPaused(grant, now)) ? 'already-paused' : 'already-stopped'
}
