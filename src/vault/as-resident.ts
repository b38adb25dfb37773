import { inTransaction, type Queryable } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import type { ResidentId } from '../residents/index.ts'

/** A transaction that sees the envelopes of one resident and nobody else's, staged or live (row security). */
export function asResident<T>(
  { database }: Pick<Tenant, 'database'>,
  residentId: ResidentId,
  work: (client: Queryable) => Promise<T>,
): Promise<T> {
  return inTransaction(database, async (client) => {
    await client.query(`select set_config('azukari.resident_id', $1, true)`, [residentId])
    return work(client)
  })
}
