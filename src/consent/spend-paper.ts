import type pg from 'pg'
import { leaveNotice } from '../notices/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import type { PaperProof } from './evidence.ts'
import { insertSpentPaper } from './paper-store.ts'
import { loadQuestion, seenBy, type Answer } from './question.ts'
import { paperHashOf } from './record-act.ts'
import type { ActId } from './store.ts'

/**
 * A paper that two have seen and of which nothing came is used up like one that counted, and its resident is told alike: neither
 * shown again nor printed in a letter does it say which it was. In the transaction that refused it, and so under its lock.
 */
export async function spendPaper(
  tenant: Tenant,
  client: pg.PoolClient,
  { residentId, seen }: PaperProof,
  answer: Answer,
  actId: ActId,
): Promise<void> {
  const question = await loadQuestion(seenBy(client, tenant), answer)
  const keys = await tenant.keys.find(residentId)
  if (!question || !keys) throw new Error('of this paper nothing could have come')
  const { use, now } = question
  const spent = { actId, paperHash: paperHashOf(keys, seen.paperHash), spentAt: now }
  await insertSpentPaper(client, residentId, spent)
  await leaveNotice(client, residentId, { kind: 'paper-confirmed', vendorId: use.vendorId }, now)
}
