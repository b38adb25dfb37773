import { newId } from '../kernel/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import { queueEntry, selectWritten } from '../platform/stop-journal/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import type { ResidentId } from '../residents/index.ts'
import { recordErasure } from './erase-everything.ts'
import { erasureEntry } from './journal-entry.ts'
import { selectErasures, selectRetentionOver, type ErasureId } from './store.ts'

const residentsAtOnce = 200

/**
 * Destroys every key that an erasure speaks of and that is still, or again, there: after a crash in between, and after an
 * older key store came back. Nothing is destroyed before the journal knows it. `since`: only of erasures from then on.
 */
export async function finishErasures(tenant: Tenant, since = new Date(0)): Promise<void> {
  await tenant.journal.keep()
  let after: ResidentId | null = null
  for (;;) {
    const erasures = await selectErasures(tenant.database, after, residentsAtOnce, since)
    const written = await selectWritten(
      tenant.database,
      erasures.map(({ erasureId }) => erasureId),
    )
    await tenant.keys.destroyMany(
      erasures
        .filter(({ erasureId }) => written.has(erasureId))
        .flatMap(({ residentId, keys }) => keys.map((kind) => ({ ownerId: residentId, kind }))),
    )
    after = erasures.at(-1)?.residentId ?? null
    if (after === null) return
  }
}

/**
 * What the law kept, and keeps no longer: the key of the records follows. Returns of how many; run it again until 0. Whose
 * last provision turns out to be later is kept as long as that.
 */
export async function endRetention(tenant: Tenant): Promise<number> {
  const over = await selectRetentionOver(tenant.database, tenant.clock.now(), residentsAtOnce)
  let ended = 0
  for (const residentId of over) {
    const keys = await tenant.keys.find(residentId)
    const { keptUntil } = await recordErasure(tenant, residentId, keys, newId<ErasureId>())
    if (keptUntil === null) ended += 1
  }
  return ended
}

/** Every erasure of this database into a journal that begins anew, in the caller's transaction. */
export async function queueErasuresAgain(client: Queryable): Promise<void> {
  let after: ResidentId | null = null
  do {
    const erasures = await selectErasures(client, after, residentsAtOnce)
    for (const erasure of erasures) await queueEntry(client, erasureEntry(erasure))
    after = erasures.at(-1)?.residentId ?? null
  } while (after !== null)
}
