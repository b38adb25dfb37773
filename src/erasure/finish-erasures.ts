import { newId } from '../kernel/index.ts'
import { selectWritten } from '../platform/stop-journal/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import type { ResidentId } from '../residents/index.ts'
import { recordErasure } from './erase-everything.ts'
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
    for (const { residentId, erasureId, keys } of erasures)
      if (written.has(erasureId)) await tenant.keys.destroy(residentId, keys)
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
