import { inTransaction } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { endLife, residentsDue } from '../residents/index.ts'
import { eraseEverything } from './erase-everything.ts'

/** So many in one turn; the others have theirs the next time. */
const atOnce = 50

/**
 * Erases everything of those who left, moved away or died, once their day has come. Broken off, the next turn goes on: whoever
 * is erased is due no more. Returns of how many.
 */
export async function eraseDue(tenant: Tenant, stopping: AbortSignal): Promise<number> {
  let erased = 0
  for (const residentId of await residentsDue(tenant, atOnce)) {
    if (stopping.aborted) break
    const outcome = await eraseEverything(tenant, { residentId, sessionHash: null, channel: 'time-over' })
    // Their keys were destroyed before: there is nothing left to erase, and they would be due for ever.
    if (!outcome.ok)
      await inTransaction(tenant.database, (client) => endLife(client, residentId, tenant.clock.now()))
    erased += 1
  }
  return erased
}
