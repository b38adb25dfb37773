import { inTransaction, type Queryable } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import type { ResidentId } from '../residents/index.ts'
import { leaveNotice } from './leave-notice.ts'
import { releaseLetter } from './letter-store.ts'
import type { Way } from './rules.ts'
import { lockWish, selectWish, upsertWish } from './mail-store.ts'

export interface Wish {
  by: Way
  /** Since when no mail has arrived; null while they do. */
  failedAt: Date | null
}

/** How somebody wants to be told besides their own pages. Silence means not at all. */
export async function wishOf({ database }: Pick<Tenant, 'database'>, residentId: ResidentId): Promise<Wish> {
  return (await selectWish(database, residentId)) ?? { by: 'here', failedAt: null }
}

/** Changes it, and says so the way it was until then: whoever turns mails off for somebody else is told on. */
export async function changeWish(
  { database, clock }: Pick<Tenant, 'database' | 'clock'>,
  residentId: ResidentId,
  by: Way,
): Promise<void> {
  await inTransaction(database, async (client) => {
    await lockWish(client, residentId)
    const before = (await selectWish(client, residentId))?.by ?? 'here'
    if (before !== by) {
      await leaveNotice(client, residentId, { kind: 'telling-changed' }, clock.now())
      await upsertWish(client, residentId, by)
    }
    // A letter that came back is tried again by who says once more that they want letters.
    await releaseLetter(client, residentId)
  })
}

/**
 * How somebody wants to be told from now on, in the caller's transaction, which tells them. `insteadOf`: only where that is what
 * they wanted until now.
 */
export async function putWish(
  client: Queryable,
  residentId: ResidentId,
  { by, insteadOf }: { by: Way; insteadOf?: Way },
): Promise<void> {
  await lockWish(client, residentId)
  if (insteadOf !== undefined && (await selectWish(client, residentId))?.by !== insteadOf) return
  await upsertWish(client, residentId, by)
  await releaseLetter(client, residentId)
}
