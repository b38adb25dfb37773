import type pg from 'pg'
import { refuse, type Refusal } from '../../kernel/index.ts'
import { leaveNotice } from '../../notices/index.ts'
import { inTransaction } from '../../platform/database/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import type { ResidentId } from '../../residents/index.ts'
import type { RecentProof } from '../recent-proof/proof.ts'
import type { SignedIn } from '../session.ts'
import { lockCard } from './store.ts'
import { takeCard, takeCardAlone } from './take-card.ts'

export interface LostCard {
  /** Whether every other way in ends with it. They stay where nobody knows whose word it is: it must lock nobody out. */
  otherWays?: 'end' | 'stay'
  /** Their own session, which goes on where the other ways in stay. */
  ownSession?: Buffer
  /** In the same transaction, where there was a card. */
  onTheRecord?: (client: pg.PoolClient) => Promise<void>
}

export interface EndedCard {
  ok: true
  /** False while the stop journal does not have it. */
  kept: boolean
}

/** Ends the card of a resident, and whoever is in: it was lost. Whoever has none is told so, and nothing is changed. */
export async function endCard(
  tenant: Tenant,
  residentId: ResidentId,
  { otherWays = 'end', ownSession, onTheRecord }: LostCard = {},
): Promise<EndedCard | Refusal<'no-card'>> {
  const now = tenant.clock.now()
  const ended = await inTransaction(tenant.database, async (client) => {
    if (!(await lockCard(client, residentId))) return false
    if (otherWays === 'stay') await takeCardAlone(client, residentId, now, ownSession)
    else await takeCard(client, residentId, now)
    await onTheRecord?.(client)
    await leaveNotice(client, residentId, { kind: 'card-ended' }, now)
    return true
  })
  if (!ended) return refuse('no-card')
  return { ok: true, kept: await tenant.journal.keep() }
}

/**
 * By its holder, who is in by another way and has just shown who they are. Every other session ends, and what apps and partners
 * may; the other ways in are theirs to look through.
 */
export function endOwnCard(
  tenant: Tenant,
  { residentId }: RecentProof<'change-ways-in'>,
  { sessionHash }: Pick<SignedIn, 'sessionHash'>,
): Promise<EndedCard | Refusal<'no-card'>> {
  return endCard(tenant, residentId, { otherWays: 'stay', ownSession: sessionHash })
}
