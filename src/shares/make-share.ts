import {
  lockWaysIn,
  makeShareCode,
  openSharesOf,
  type RecentProof,
  type ShareCode,
} from '../identity/index.ts'
import { newId, refuse, type Personal, type Refusal } from '../kernel/index.ts'
import { inTransaction } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { isTakingPart, mayAgreeAlone } from '../residents/index.ts'
import type { ShareRefusal } from './refusals.ts'
import { endOf, inOrder, refuseShare, type Wish } from './rules.ts'
import { sealText } from './seals.ts'
import { insertShare, type ShareId } from './store.ts'

export interface ShareWish extends Wish {
  once: boolean
  /** The resident's own word for whom it is for, at most `atMost.noteLength` characters; null for none. */
  note: Personal<string> | null
}

/** By their session, or by an app that they have let in. */
export type MadeBy = { sessionHash: Buffer } | { linkHash: Buffer; appId: string }

export interface MadeShare {
  ok: true
  shareId: ShareId
  /** Told once, here. */
  code: Personal<ShareCode>
  until: Date
}

/** A resident who has just shown who they are lets whoever has the code read this, for so long. */
export async function makeShare(
  tenant: Pick<Tenant, 'database' | 'keys' | 'clock' | 'joinAloneAge'>,
  { residentId }: RecentProof<'agree'>,
  wish: ShareWish,
  by: MadeBy,
): Promise<MadeShare | Refusal<ShareRefusal>> {
  const keys = await tenant.keys.find(residentId)
  if (!keys?.has('values')) return refuse('share-not-now')
  const oldEnough = await mayAgreeAlone(tenant, residentId)
  return inTransaction(tenant.database, async (client) => {
    // One after the other, so that two at the same moment are not one too many.
    await lockWaysIn(client, residentId)
    const now = tenant.clock.now()
    const because = refuseShare(wish, {
      takesPart: await isTakingPart(client, residentId),
      oldEnough,
      open: (await openSharesOf(client, residentId, now)).size,
      now,
    })
    if (because) return refuse(because)
    const { once, from, to, note } = wish
    const shareId = newId<ShareId>()
    const opens = { shareId, once, madeAt: now, until: endOf(now, wish.period) }
    const code = await makeShareCode(client, { ...opens, residentId }, by)
    if (!code) return refuse('share-not-now')
    const sealed = note && sealText(keys, note, `share/${shareId}`)
    const share = { ...opens, items: inOrder(wish.items), from, to, note: sealed }
    await insertShare(client, residentId, share, by)
    return { ok: true, shareId, code, until: opens.until } as const
  })
}
