import pg from 'pg'
import { inTransaction, type Queryable } from '../platform/database/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import type { ResidentId } from '../residents/index.ts'

/** A transaction that sees the envelopes of one resident and nobody else's, staged or live (row security). */
export function asResident<T>(
  { database }: Pick<Tenant, 'database'>,
  residentId: ResidentId,
  work: (client: Queryable) => Promise<T>,
): Promise<T> {
  // In one go: a setting takes no parameters, and asking for it apart costs a fourth of a short transaction.
  const begin = `begin; set local azukari.resident_id = ${pg.escapeLiteral(residentId)}`
  return inTransaction(database, work, begin)
}
