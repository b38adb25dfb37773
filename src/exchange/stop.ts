import { setTimeout as sleep } from 'node:timers/promises'
import {
  pauseConsent,
  withdrawConsent,
  type By,
  type ConsentActRefusal,
  type StopScope,
  type Withdrawal,
} from '../consent/index.ts'
import { endSharesOf, lockWaysIn } from '../identity/index.ts'
import { refuse, type Refusal } from '../kernel/index.ts'
import { inTransaction } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import type { ResidentId } from '../residents/index.ts'
import type { UseId } from '../review/index.ts'
import { selectOpenSendings, type UnderWay } from './history-store.ts'

/** A stop waits this long for deliveries that had begun to come to their end; what is still open then is named. */
export const drainMs = 2_000
/** Most deliveries of one resident end within milliseconds; one that does not is asked after less and less often. */
const pausesMs = { first: 1, longest: 25 }

export interface Stopped extends Withdrawal {
  /** Deliveries that had begun before the stop and have not ended yet. Everything else is over. */
  stillUnderWay: UnderWay[]
}

/** `sharesEnded`: no company had anything to be stopped, but what was shown to somebody (データを見せる) was ended by it. */
type Confirmed = ({ ok: true } & Stopped) | (Refusal<ConsentActRefusal> & { sharesEnded?: boolean })

/**
 * Stops. The withdrawal commits first; then every delivery that could have seen the old consent is either visible as
 * an open sending, or will look again and find nothing. Nobody waits for a lock (blueprint §6). It is confirmed once it is
 * in the stop journal, too: else `not-kept`, and it is stopped all the same.
 */
export async function stop(tenant: Tenant, by: By, scope: StopScope): Promise<Confirmed> {
  return confirm(tenant, by, scope, await withdrawConsent(tenant, by, scope))
}

/** Stops for a while: until then, or, with null, until the resident resumes it. What is promised of a stop, holds. */
export async function pause(
  tenant: Tenant,
  by: By,
  scope: StopScope,
  pausedUntil: Date | null,
): Promise<Confirmed> {
  return confirm(tenant, by, scope, await pauseConsent(tenant, by, scope, pausedUntil))
}

async function confirm(
  tenant: Tenant,
  by: By,
  scope: StopScope,
  withdrawal: ({ ok: true } & Withdrawal) | Refusal<ConsentActRefusal>,
): Promise<Confirmed> {
  const isNoStop = !withdrawal.ok && withdrawal.because === 'no-such-pause'
  const sharesEnded = isEverything(scope) && !isNoStop && (await endShares(tenant, by, withdrawal.ok))
  // Whoever presses again after it could not be kept hears "already stopped", and that is confirmed no earlier.
  if (!(await tenant.journal.keep())) return refuse('not-kept')
  if (!withdrawal.ok) return { ...withdrawal, sharesEnded }
  return { ...withdrawal, stillUnderWay: await drain(tenant, by.residentId, withdrawal.useIds) }
}

function isEverything({ useId, items, amongUses }: StopScope): boolean {
  return useId === null && items === null && amongUses === undefined
}

/**
 * What they have shared with somebody of their own choice is not a use of a company: it ends with everything alone, also
 * where everything is only paused: nothing is shown then, and it is not opened again by itself. After the
 * consents, which wait for nobody; a share that is being made at this moment is waited for, and ended, too. Returns whether
 * there was any.
 */
function endShares(
  { database }: Pick<Tenant, 'database'>,
  { residentId, onTheRecord }: By,
  isOnTheRecord: boolean,
): Promise<boolean> {
  return inTransaction(database, async (client) => {
    await lockWaysIn(client, residentId)
    const hasEnded = await endSharesOf(client, residentId)
    if (hasEnded && !isOnTheRecord) await onTheRecord?.(client)
    return hasEnded
  })
}

/** Waits for what had begun of these uses before they were stopped, and names what has not ended by then. */
export async function drain(
  { database }: Pick<Tenant, 'database'>,
  residentId: ResidentId,
  useIds: readonly UseId[],
): Promise<UnderWay[]> {
  const giveUpAt = performance.now() + drainMs
  for (let pauseMs = pausesMs.first; ; pauseMs = Math.min(2 * pauseMs, pausesMs.longest)) {
    const stillUnderWay = await selectOpenSendings(database, residentId, useIds)
    if (stillUnderWay.length === 0 || performance.now() >= giveUpAt) return stillUnderWay
    await sleep(pauseMs)
  }
}
