import { putAside } from '../durable-file.ts'
import { inTransaction, type Pool, type Queryable } from '../database/index.ts'
import { lockIdentity, selectIdentity, setIdentity } from './identity-store.ts'
import type { JournalFile } from './journal-file.ts'
import { replaceMark } from './mark-store.ts'
import type { StopJournal } from './stop-journal.ts'

/** A new journal in the place of one that is lost. What it knew is not known any more: the caller sees to that. */
export async function beginAnew(
  client: Queryable,
  { file, keystore }: StopJournal,
  journalId: string,
): Promise<string | null> {
  const lost = await selectIdentity(client)
  const before = await file.scan(() => undefined)
  const aside = await putAside(file.path)
  await file.create(journalId, [
    ...new Set([...(before?.after ?? []), ...(lost === undefined ? [] : [lost])]),
  ])
  await client.query('delete from platform.stop_journal')
  await setIdentity(client, journalId)
  await replaceMark(keystore, { journalId, ...(await file.beginning()) })
  return aside
}

/**
 * The journal of a city in which nothing can have been stopped yet, or the one that lies there for it. Safe when two do it
 * at once, and when it was broken off.
 */
export async function beginFirst(
  database: Pool,
  file: JournalFile,
  newJournalId: () => string,
): Promise<void> {
  await inTransaction(database, async (client) => {
    await lockIdentity(client)
    if ((await selectIdentity(client)) !== undefined) return
    const found = await file.scan(() => undefined)
    const journalId = found ? found.journalId : newJournalId()
    // What is no journal lies where one should: it is left to be told of when the service asks.
    if (journalId === undefined) return
    if (!found) await file.create(journalId)
    await setIdentity(client, journalId)
  })
}
