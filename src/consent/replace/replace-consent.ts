import type pg from 'pg'
import { refuse, type Refusal } from '../../kernel/index.ts'
import { inTransaction } from '../../platform/database/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { findUse, usesOf } from '../../review/index.ts'
import type { VendorId } from '../../vendors/index.ts'
import { giveConsentWithin, type ProvenBy } from '../give-consent.ts'
import type { Answer } from '../question.ts'
import type { Receipt } from '../record-act.ts'
import type { ConsentActRefusal } from '../refusals.ts'
import { isStoppable } from '../rules.ts'
import { sameAnswer } from '../same-answer.ts'
import { lockGrants, type GrantRow } from '../store.ts'
import { useIdsOf } from '../touched-uses.ts'
import { withdraw, type Withdrawal } from '../withdraw-consent.ts'
import { heldBy } from './held-by.ts'
import { mayReplace } from './rules.ts'

/** Two acts of one transaction: the new company was agreed to, and the old one stopped altogether. */
export interface Replaced {
  agreed: Receipt
  stopped: Withdrawal
}

/**
 * 提供先の変更: another company is agreed to, and this one is stopped. Both or neither, in one transaction: whoever wants it stopped
 * whatever becomes of the other one stops it, which needs no proof. What is under way is the business of `exchange`, as of any stop.
 */
export function replaceConsent(
  tenant: Tenant,
  by: ProvenBy,
  from: VendorId,
  answer: Answer,
): Promise<({ ok: true } & Replaced) | Refusal<ConsentActRefusal>> {
  return inTransaction(tenant.database, async (client) => {
    const now = tenant.clock.now()
    const keys = await tenant.keys.find(by.residentId)
    const to = await findUse(client, answer.useId)
    if (!to || !keys) return refuse('not-found')
    const uses = await usesOf(client, from)
    const all = await lockGrants(client, by.residentId, null)
    const before = await sameReplacement(client, by, { from: ofUses(all, uses), to: all, answer }, now)
    if (before) return { ok: true, ...before }
    const because = mayReplace({ from, held: heldBy(uses, all), to })
    if (because) return refuse(because)
    const given = await giveConsentWithin(tenant, client, by, answer)
    if (!given.ok) return given
    const { actId, receiptNumber, happenedAt } = given
    const stopped = ofUses(all, uses).filter(isStoppable)
    const withdrawal = await withdraw(client, keys, by, { useId: null, stopped }, now)
    return { ok: true, agreed: { actId, receiptNumber, happenedAt }, stopped: withdrawal }
  })
}

function ofUses(grants: readonly GrantRow[], uses: readonly { useId: GrantRow['useId'] }[]): GrantRow[] {
  return grants.filter((grant) => uses.some(({ useId }) => useId === grant.useId))
}

/** The same pressed twice: this session agreed to just this, minutes ago, and last of all stopped this company. */
async function sameReplacement(
  client: pg.PoolClient,
  by: ProvenBy,
  { from, to, answer }: { from: readonly GrantRow[]; to: readonly GrantRow[]; answer: Answer },
  now: Date,
): Promise<Replaced | undefined> {
  if (from.some(isStoppable)) return undefined
  const chosen = to.filter(({ useId, item }) => useId === answer.useId && answer.items.includes(item))
  const agreed =
    chosen.length === new Set(answer.items).size && (await sameAnswer(client, by, 'agreed', chosen, now))
  if (!agreed) return undefined
  const last = Math.max(...from.map(({ changedAt }) => changedAt.getTime()))
  const then = from.filter(({ changedAt }) => changedAt.getTime() === last)
  const stopped = await sameAnswer(client, by, 'stopped', then, now)
  return stopped && { agreed, stopped: { ...stopped, useIds: useIdsOf(then) } }
}
