import type { Queryable } from '../platform/database/index.ts'
import type { By, Receipt } from './record-act.ts'
import { isSamePress } from './rules.ts'
import { selectActsBehind, type ActKind, type GrantRow } from './store.ts'

/**
 * The receipt of the answer that a second press repeats: this session's, minutes ago, one act that said this of all
 * these items, and nothing said of them since. Ask under `lockGrants`: two presses may be under way at once.
 */
export async function sameAnswer(
  client: Queryable,
  by: By,
  kind: ActKind,
  grants: readonly GrantRow[],
  now: Date,
): Promise<Receipt | undefined> {
  const eventIds = grants.map((grant) => grant.eventId)
  const [act, ...others] = await selectActsBehind(client, by.residentId, eventIds)
  const sessions = by.sessionHash ? [by.sessionHash] : []
  if (act?.kind !== kind || others.length > 0 || !isSamePress(act, sessions, now)) return undefined
  return { actId: act.actId, receiptNumber: act.receiptNumber, happenedAt: act.happenedAt }
}
