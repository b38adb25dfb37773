import { z } from 'zod'
import { pauseAgain, sayNoAgain, withdrawAgain } from '../consent/index.ts'
import { eraseAgain, finishErasures } from '../erasure/index.ts'
import { endAgain, endCardAgain, endLinksAgain } from '../identity/index.ts'
import { compareWithJournal, type JournalEntry, type JournalProblem } from '../platform/stop-journal/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { isBehindKept } from '../proof/index.ts'
import { changeLifeAgain, residentIdSchema } from '../residents/index.ts'
import { recordedIn } from './recorded.ts'

/** Why nothing may be delivered from this database. */
export type AdmissionProblem =
  | JournalProblem
  /** The journal tells of something this version does not know. */
  | 'journal-newer'
  /** Somebody outside was shown more of the log than database and leaf journal have together. */
  | 'log-behind'
export type Admitted = { ok: true; again: number } | { ok: false; because: AdmissionProblem }

/** `checkpoints`: the file into which checkpoints go that leave the house. */
export interface AdmitOptions {
  checkpoints?: string
}

/**
 * Holds the database against its stop journal, and the log against the last checkpoint that left the house, before this
 * process may deliver. What an older database has lost is done again, in the order in which it happened: `again` says how
 * much. Safe when several processes do it at once.
 */
export async function admit(tenant: Tenant, { checkpoints }: AdmitOptions = {}): Promise<Admitted> {
  const { because, missing } = await compareWithJournal(tenant.database, tenant.journal, recordedIn(tenant))
  tenant.journal.found(because === undefined)
  if (because) return { ok: false, because }
  if (checkpoints !== undefined && (await isBehindKept(tenant, checkpoints)))
    return { ok: false, because: 'log-behind' }
  if (!(await doAgain(tenant, missing))) return { ok: false, because: 'journal-newer' }
  await finishErasures(tenant)
  // From here on an older copy of all that was looked at is known to be one.
  await tenant.journal.note()
  return { ok: true, again: missing.length }
}

const again: Readonly<Record<string, (tenant: Tenant, entry: JournalEntry) => Promise<void>>> = {
  withdrawn: withdrawAgain,
  paused: pauseAgain,
  'said-no': sayNoAgain,
  erased: eraseAgain,
  'card-ended': endCardAgain,
  'life-changed': liveAgain,
  ended: endAgain,
}

/** Passes over what this version does not know; false when there was any. */
export async function doAgain(tenant: Tenant, entries: readonly JournalEntry[]): Promise<boolean> {
  let isEachKnown = true
  for (const entry of entries) {
    const act = Object.hasOwn(again, entry.kind) ? again[entry.kind] : undefined
    await act?.(tenant, entry)
    isEachKnown &&= act !== undefined
  }
  return isEachKnown
}

const changedSchema = z.object({
  residentId: residentIdSchema,
  standing: z.string(),
  happenedAt: z.iso.datetime().transform((text) => new Date(text)),
})

/** Whoever did not take part from then on has let no app in and linked no partner: first, so that it is known once both is done. */
async function liveAgain(tenant: Tenant, entry: JournalEntry): Promise<void> {
  const { residentId, standing, happenedAt } = changedSchema.parse(entry.of)
  if (standing !== 'active') await endLinksAgain(tenant, residentId, happenedAt)
  await changeLifeAgain(tenant, entry)
}
