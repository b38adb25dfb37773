import type pg from 'pg'
import { inTransaction, type Queryable } from '../platform/database/index.ts'
import type { OwnerKeys } from '../platform/keys/index.ts'
import { isKnownEntry, knowEntry, type JournalEntry } from '../platform/stop-journal/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { queueLeavesAgain } from '../proof/index.ts'
import type { ResidentId } from '../residents/index.ts'
import { findUses, type UseId } from '../review/index.ts'
import { withdrawalSchema } from './journal-entry.ts'
import { putNo } from './newest-no-store.ts'
import { receiptHash } from './receipt-number.ts'
import { leavesOf, recordAct, type Recorded } from './record-act.ts'
import { isStoppable } from './rules.ts'
import { insertAct, lockGrants, selectAct, selectHolders, type GrantRow } from './store.ts'

export type City = Pick<Tenant, 'database' | 'keys' | 'clock'>

/**
 * Writes a withdrawal of the stop journal again that this database has lost: as it was, so that its receipt holds and its
 * leaves are those of the log. What was agreed to after it is lost, too, and stays a no. Safe to repeat.
 */
export async function withdrawAgain(tenant: City, { entryId, of }: JournalEntry): Promise<void> {
  const { residentId, act, events } = withdrawalSchema.parse(of)
  const ownKeys = await tenant.keys.find(residentId)
  const withdrawal: Recorded = {
    act: {
      ...act,
      appId: null,
      programId: null,
      sessionHash: null,
      reverses: null,
      evidence: null,
      signedOn: null,
    },
    events: events.map((event) => ({ ...event, kind: 'withdrawn', until: null, pausedUntil: null })),
  }
  const canBeWritten = await areKnown(tenant.database, events)
  await inTransaction(tenant.database, async (client) => {
    await lockGrants(client, residentId, null)
    const isThere = (await selectAct(client, residentId, act.actId)) !== undefined
    // Another process has done it meanwhile, and the resident may have agreed anew.
    if (isThere && (await isKnownEntry(client, entryId))) return
    if (canBeWritten && !isThere) {
      await insertAct(client, residentId, withdrawal.act, withdrawal.events, {
        receiptHash: receiptHash(act.receiptNumber),
      })
      if (ownKeys?.has('records') === true)
        await queueLeavesAgain(client, leavesOf(ownKeys, residentId, withdrawal))
    }
    // Where no act can tell of it, its moment does.
    if (!canBeWritten) await putNo(client, residentId, { saidAt: act.happenedAt, entryId: undefined })
    await end(client, residentId, ownKeys, 'withdrawn', tenant.clock.now(), ({ useId, item }) =>
      events.some((event) => event.useId === useId && event.item === item),
    )
    await knowEntry(client, entryId)
  })
}

/** Terms of which this database knows nothing cannot be spoken of in it. */
export async function areKnown(
  database: Queryable,
  events: readonly { useId: UseId; useVersion: number }[],
): Promise<boolean> {
  const uses = await findUses(database, [...new Set(events.map(({ useId }) => useId))])
  const newest = new Map(uses.map(({ useId, version }) => [useId, version]))
  return events.every(({ useId, useVersion }) => useVersion <= (newest.get(useId) ?? 0))
}

const residentsAtOnce = 200

/** Ends every consent that stands, because nobody knows any more which were stopped. Each resident is asked again. */
export async function freezeConsents(tenant: City, onProgress: (residents: number) => void): Promise<number> {
  let frozen = 0
  let after: ResidentId | null = null
  for (;;) {
    const holders: ResidentId[] = await selectHolders(tenant.database, after, residentsAtOnce)
    for (const residentId of holders) await freeze(tenant, residentId)
    frozen += holders.length
    onProgress(frozen)
    after = holders.at(-1) ?? null
    if (after === null) return frozen
  }
}

async function freeze({ database, keys, clock }: City, residentId: ResidentId): Promise<void> {
  const ownKeys = await keys.find(residentId)
  await inTransaction(database, (client) => end(client, residentId, ownKeys, 'frozen', clock.now()))
}

/** Ends what of it still stands, by a new act. Whose keys are gone has nothing left to give. */
export async function end(
  client: pg.PoolClient,
  residentId: ResidentId,
  keys: OwnerKeys | undefined,
  kind: 'withdrawn' | 'frozen',
  now: Date,
  which: (grant: GrantRow) => boolean = () => true,
): Promise<void> {
  const grants = await lockGrants(client, residentId, null)
  const standing = grants.filter((grant) => isStoppable(grant) && which(grant))
  if (standing.length === 0 || !keys?.has('records')) return
  const changes = standing.map(({ useId, useVersion, item }) => ({
    useId,
    useVersion,
    item,
    kind,
    until: null,
  }))
  const by = { residentId, sessionHash: null, channel: 'restore' as const }
  const act = kind === 'frozen' ? kind : ('stopped' as const)
  await recordAct(client, keys, by, { kind: act, useId: null, reverses: null, changes }, now)
}
