import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { localDayOf } from '../kernel/index.ts'
import { inTransaction, type Queryable } from '../platform/database/index.ts'
import { knowEntry, queueEntry, type JournalEntry } from '../platform/stop-journal/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { residentIdSchema, type ResidentId } from '../residents/index.ts'
import { putNo, recordedNoes, selectNo, selectNoesAfter, type NotedNo } from './newest-no-store.ts'
import { lockGrants } from './store.ts'

const saidNoSchema = z.strictObject({
  residentId: residentIdSchema,
  saidAt: z.iso.datetime().transform((text) => new Date(text)),
})

function noEntry(entryId: string, residentId: ResidentId, saidAt: Date): JournalEntry {
  const at = saidAt.toISOString()
  return { entryId, kind: 'said-no', at, of: { residentId, saidAt: at } }
}

/**
 * That a resident has said no, where no withdrawal tells of it: nothing was allowed. In the caller's transaction, under
 * `lockGrants`. It goes into the stop journal, too, so that no older database lets a signed paper of before count.
 */
export async function noteNo(client: Queryable, residentId: ResidentId, saidAt: Date): Promise<void> {
  const isKept = isInJournal(await selectNo(client, residentId), saidAt)
  const entryId = isKept ? undefined : randomUUID()
  await putNo(client, residentId, { saidAt, entryId })
  if (entryId !== undefined) await queueEntry(client, noEntry(entryId, residentId, saidAt))
}

/** A paper counts by its day: one line a day says as much as a line for each time somebody presses. */
function isInJournal(noted: NotedNo | undefined, saidAt: Date): boolean {
  return noted !== undefined && noted.entryIds.length > 0 && localDayOf(saidAt) <= localDayOf(noted.saidAt)
}

/** Notes again what an older database has lost. Safe to repeat. */
export async function sayNoAgain(
  { database }: Pick<Tenant, 'database'>,
  { entryId, of }: JournalEntry,
): Promise<void> {
  const { residentId, saidAt } = saidNoSchema.parse(of)
  await inTransaction(database, async (client) => {
    await lockGrants(client, residentId, null)
    const isThere = (await recordedNoes(client, [entryId])).length > 0
    await putNo(client, residentId, { saidAt, entryId: isThere ? undefined : entryId })
    await knowEntry(client, entryId)
  })
}

const residentsAtOnce = 1_000

/** The newest no of everybody into a journal that begins anew, in the caller's transaction. */
export async function queueNoesAgain(client: Queryable): Promise<void> {
  let noes = await selectNoesAfter(client, null, residentsAtOnce)
  while (noes.length > 0) {
    for (const { residentId, saidAt } of noes) {
      const entryId = randomUUID()
      await putNo(client, residentId, { saidAt, entryId })
      await queueEntry(client, noEntry(entryId, residentId, saidAt))
    }
    noes = await selectNoesAfter(client, noes.at(-1)?.residentId ?? null, residentsAtOnce)
  }
}
