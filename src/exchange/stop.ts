import { setTimeout as sleep } from 'node:timers/promises'
import {
  withdrawConsent,
  type By,
  type ConsentActRefusal,
  type StopScope,
  type Withdrawal,
} from '../consent/index.ts'
import { refuse, type Refusal } from '../kernel/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { selectOpenSendings, type UnderWay } from './history-store.ts'

/** A stop waits this long for deliveries that had begun to come to their end; what is still open then is named. */
export const drainMs = 2_000
/** Most deliveries of one resident end within milliseconds; one that does not is asked after less and less often. */
const pausesMs = { first: 1, longest: 25 }

export interface Stopped extends Withdrawal {
  /** Deliveries that had begun before the stop and have not ended yet. Everything else is over. */
  stillUnderWay: UnderWay[]
}

/**
 * Stops. The withdrawal commits first; then every delivery that could have seen the old consent is either visible as
 * an open sending, or will look again and find nothing. Nobody waits for a lock (blueprint §6). It is confirmed once it is
 * in the stop journal, too: else `not-kept`, and it is stopped all the same.
 */
export async function stop(
  tenant: Tenant,
  by: By,
  scope: StopScope,
): Promise<({ ok: true } & Stopped) | Refusal<ConsentActRefusal>> {
  const withdrawal = await withdrawConsent(tenant, by, scope)
  // Whoever presses again after it could not be kept hears "already stopped", and that is confirmed no earlier.
  if (!(await tenant.journal.keep())) return refuse('not-kept')
  if (!withdrawal.ok) return withdrawal
  const giveUpAt = performance.now() + drainMs
  for (let pauseMs = pausesMs.first; ; pauseMs = Math.min(2 * pauseMs, pausesMs.longest)) {
    const stillUnderWay = await selectOpenSendings(tenant.database, by.residentId, withdrawal.useIds)
    if (stillUnderWay.length === 0 || performance.now() >= giveUpAt) return { ...withdrawal, stillUnderWay }
    await sleep(pauseMs)
  }
}
