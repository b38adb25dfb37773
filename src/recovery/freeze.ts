import { randomUUID } from 'node:crypto'
import { freezeConsents } from '../consent/index.ts'
import { inTransaction } from '../platform/database/index.ts'
import { beginAnew } from '../platform/stop-journal/index.ts'
import type { Tenant } from '../platform/tenant.ts'

export interface Frozen {
  /** Whose consents were frozen: they are asked again. */
  residents: number
  /** Where the old journal lies, if there was one. */
  aside: string | null
}

/**
 * For when the stop journal is lost for good: nobody knows what was stopped since this database was written, so every
 * consent is frozen, and only then does a new journal begin. Broken off, it is run again.
 */
export async function freezeEverything(
  tenant: Tenant,
  onProgress: (residents: number) => void,
): Promise<Frozen> {
  const residents = await freezeConsents(tenant, onProgress)
  const aside = await inTransaction(tenant.database, (client) =>
    beginAnew(client, tenant.journal.file, randomUUID()),
  )
  return { residents, aside }
}
