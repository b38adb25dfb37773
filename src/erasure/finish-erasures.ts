import { newId } from '../kernel/index.ts'
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
  if (!(await tenant.journal.keep())) return
  let after: ResidentId | null = null
  for (;;) {
    const erasures = await selectErasures(tenant.database, after, residentsAtOnce, since)
    for (const { residentId, keys } of erasures) await tenant.keys.destroy(residentId, keys)
    after = erasures.at(-1)?.residentId ?? null
    if (after === null) return
  }
}

/** What the law kept, and keeps no longer: the key of the records follows. Returns how many; run it again until 0. */
export async function endRetention(tenant: Tenant): Promise<number> {
  const over = await selectRetentionOver(tenant.database, tenant.clock.now(), residentsAtOnce)
  for (const residentId of over) {
    const keys = await tenant.keys.find(residentId)
    await recordErasure(tenant, residentId, keys, newId<ErasureId>())
  }
  return over.length
}
