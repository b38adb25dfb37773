import type { Queryable } from '../platform/database/index.ts'
import type { ResidentId } from '../residents/index.ts'

/**
 * Removes whatever the resident has deposited, in the caller's transaction. Backups have it until they are too old; that
 * nobody can read it there is the business of its key.
 */
export async function removeEverything(client: Queryable, residentId: ResidentId): Promise<void> {
  await client.query(`select set_config('azukari.resident_id', $1, true)`, [residentId])
  for (const table of ['vault.envelopes', 'vault.staged_envelopes', 'vault.days', 'vault.imports'])
    await client.query(`delete from ${table} where resident_id = $1`, [residentId])
}
