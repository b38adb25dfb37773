import { endCard, type EndedCard } from '../identity/index.ts'
import type { Refusal } from '../kernel/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { noteDeed, type Attendance } from './attendance.ts'
import { hasShownWho } from './leave-at-counter.ts'
import { otherWaysAtLoss } from './rules.ts'

/**
 * A lost card, at the word of who stands there, by one member of staff and at once: somebody may have found it, PIN and all. Nobody
 * is asked for a document, for that is mostly lost with it; where one was shown, every other way in ends, too.
 */
export async function endCardAtCounter(
  tenant: Tenant,
  attendance: Attendance,
): Promise<(EndedCard & { otherWays: 'end' | 'stay' }) | Refusal<'no-card'>> {
  const otherWays = otherWaysAtLoss(await hasShownWho(tenant, attendance))
  const did = otherWays === 'end' ? 'card-and-ways-ended' : 'card-ended'
  const ended = await endCard(tenant, attendance.residentId, {
    otherWays,
    onTheRecord: (client) => noteDeed(tenant, client, { ...attendance, reason: 'card' }, did),
  })
  return ended.ok ? { ...ended, otherWays } : ended
}
