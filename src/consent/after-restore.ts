import { inTransaction } from '../platform/database/index.ts'
import { knowEntry, type JournalEntry } from '../platform/stop-journal/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import type { ResidentId } from '../residents/index.ts'
import { withdrawalSchema } from './journal-entry.ts'
import { recordAct } from './record-act.ts'
import { isStoppable } from './rules.ts'
import { lockGrants, selectHolders, type GrantRow } from './store.ts'

type City = Pick<Tenant, 'database' | 'keys' | 'clock'>

/**
 * Does a withdrawal of the stop journal again that this database has lost. What was agreed to again after it is lost, too,
 * and stays a no: its resident is asked. Safe to repeat.
 */
export async function withdrawAgain(tenant: City, { entryId, of }: JournalEntry): Promise<void> {
  const { residentId, changes } = withdrawalSchema.parse(of)
  await end(tenant, residentId, 'stopped', {
    which: ({ useId, item }) => changes.some((change) => change.useId === useId && change.item === item),
    entryId,
  })
}

const residentsAtOnce = 200

/** Ends every consent that stands, because nobody knows any more which were stopped. Each resident is asked again. */
export async function freezeConsents(tenant: City, onProgress: (residents: number) => void): Promise<number> {
  let frozen = 0
  let after: ResidentId | null = null
  for (;;) {
    const holders: ResidentId[] = await selectHolders(tenant.database, after, residentsAtOnce)
    for (const residentId of holders) await end(tenant, residentId, 'frozen', { which: () => true })
    frozen += holders.length
    onProgress(frozen)
    after = holders.at(-1) ?? null
    if (after === null) return frozen
  }
}

async function end(
  { database, keys, clock }: City,
  residentId: ResidentId,
  kind: 'stopped' | 'frozen',
  { which, entryId }: { which: (grant: GrantRow) => boolean; entryId?: string },
): Promise<void> {
  const ownKeys = await keys.find(residentId)
  await inTransaction(database, async (client) => {
    const standing = (await lockGrants(client, residentId, null)).filter(
      (grant) => isStoppable(grant) && which(grant),
    )
    if (ownKeys?.has('records') === true && standing.length > 0) {
      const changes = standing.map(({ useId, useVersion, item }) => ({
        useId,
        useVersion,
        item,
        kind: kind === 'stopped' ? ('withdrawn' as const) : kind,
        until: null,
      }))
      const by = { residentId, sessionHash: null, channel: 'restore' as const }
      await recordAct(client, ownKeys, by, { kind, useId: null, reverses: null, changes }, clock.now())
    }
    if (entryId !== undefined) await knowEntry(client, entryId)
  })
}
