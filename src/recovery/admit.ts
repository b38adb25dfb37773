import { randomUUID } from 'node:crypto'
import { withdrawAgain } from '../consent/index.ts'
import { eraseAgain, finishErasures } from '../erasure/index.ts'
import { compareWithJournal, type JournalEntry, type JournalProblem } from '../platform/stop-journal/index.ts'
import type { Tenant } from '../platform/tenant.ts'

/** Why nothing may be delivered from this database. `journal-newer`: it tells of something this version does not know. */
export type AdmissionProblem = JournalProblem | 'journal-newer'
export type Admitted = { ok: true; again: number } | { ok: false; because: AdmissionProblem }

const doAgain: Readonly<Record<string, (tenant: Tenant, entry: JournalEntry) => Promise<void>>> = {
  withdrawn: withdrawAgain,
  erased: eraseAgain,
}

/**
 * Holds the database against its stop journal before this process may deliver. What an older database has lost is done
 * again, in the order in which it happened: `again` says how much. Safe when several processes do it at once.
 */
export async function admit(tenant: Tenant): Promise<Admitted> {
  const compared = await compareWithJournal(tenant.database, tenant.journal.file, randomUUID)
  if (!compared.ok) return compared
  for (const entry of compared.missing) {
    const again = Object.hasOwn(doAgain, entry.kind) ? doAgain[entry.kind] : undefined
    if (!again) return { ok: false, because: 'journal-newer' }
    await again(tenant, entry)
  }
  await finishErasures(tenant)
  return { ok: true, again: compared.missing.length }
}
