import { setTimeout as sleep } from 'node:timers/promises'
import { drainMs, stop } from '../../../exchange/index.ts'
import { findStoppedBy, noAfterMs, type PaperCard } from '../../../identity/index.ts'
import type { Tenant } from '../../../platform/tenant.ts'

/** A stop may wait for what is under way; the answer comes when the slowest has, so that it tells nothing. */
export const answerAfterMs = drainMs + noAfterMs

/**
 * Stops everything of whoever has this card, locked or not, without a PIN: nobody may be kept from stopping. A thief does no
 * more harm with it than a stop, after which the resident agrees again. Whether there is such a card is not told: false
 * only means that the stop journal could not be written.
 */
export async function stopByCard(tenant: Tenant, number: PaperCard['number']): Promise<boolean> {
  const answerAt = performance.now() + answerAfterMs
  const isKept = await stopEverything(tenant, number)
  await sleep(Math.max(0, answerAt - performance.now()))
  return isKept
}

async function stopEverything(tenant: Tenant, number: PaperCard['number']): Promise<boolean> {
  const residentId = await findStoppedBy(tenant, number)
  if (!residentId) return tenant.journal.keep()
  const by = { residentId, sessionHash: null, channel: 'card' as const }
  const stopped = await stop(tenant, by, { useId: null, items: null })
  return stopped.ok || stopped.because !== 'not-kept'
}
