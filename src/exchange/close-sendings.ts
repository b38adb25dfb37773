import { setTimeout as sleep } from 'node:timers/promises'
import type { Tenant } from '../platform/tenant.ts'
import { insertClosings, type Closing } from './provision-store.ts'

/** An hour. After that the process that cannot reach its database has other troubles. */
const attempts = 3_600

/** SQLSTATE classes of a statement that is wrong, and so will be the next time. */
const ourMistakes = ['22', '23', '42']

function isOurMistake(fault: unknown): boolean {
  const code = typeof fault === 'object' && fault !== null && 'code' in fault ? fault.code : undefined
  return typeof code === 'string' && code.length === 5 && ourMistakes.includes(code.slice(0, 2))
}

/**
 * Closes sendings. While the database is away this waits for it: an open sending makes every stop of its resident wait,
 * and saying how it ended is owed to them.
 */
export async function closeSendings(tenant: Tenant, closings: readonly Closing[]): Promise<void> {
  if (closings.length === 0) return
  for (let attempt = 0; ; attempt += 1) {
    try {
      await insertClosings(tenant.database, closings, tenant.clock.now())
      return
    } catch (fault) {
      if (attempt === attempts || isOurMistake(fault)) throw fault
      await sleep(1_000)
    }
  }
}
