import { addDays } from '../kernel/index.ts'
import { inTransaction } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { erasuresAhead, type ErasureAhead } from '../residents/index.ts'
import { leaveNotice } from './leave-notice.ts'
import { reachAnyway } from './reach-anyway.ts'
import { daysLeft, erasureToldDays } from './rules.ts'
import { countSince } from './store.ts'

const atOnce = 200

/** Tells who left or moved away, once, when the day on which everything is erased is near. */
export async function tellErasures(tenant: Tenant, stopping: AbortSignal): Promise<void> {
  const until = addDays(tenant.clock.now(), erasureToldDays)
  let after: ErasureAhead | null = null
  do {
    const page: ErasureAhead[] = await erasuresAhead(tenant, { until, after, limit: atOnce })
    await tellThese(tenant, page)
    after = page.at(-1) ?? null
  } while (after !== null && !stopping.aborted)
}

function tellThese(tenant: Tenant, page: readonly ErasureAhead[]): Promise<void> {
  const { database, clock } = tenant
  return inTransaction(database, async (client) => {
    const now = clock.now()
    const ids = page.map(({ residentId }) => residentId)
    // Whoever came back since and left again has another day, and that is more than a day later.
    const told = await countSince(client, ids, 'erasure-near', addDays(now, -erasureToldDays - 1))
    for (const { residentId, eraseAt } of page.filter((one) => !told.has(one.residentId))) {
      await leaveNotice(client, residentId, { kind: 'erasure-near', count: daysLeft(eraseAt, now) }, now)
      await reachAnyway(tenant, client, residentId, now)
    }
  })
}
