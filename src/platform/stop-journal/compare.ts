import { inTransaction, type Pool, type Queryable } from '../database/index.ts'
import type { JournalEntry, JournalFile } from './journal-file.ts'

/** Why it cannot be known whether this database is the one that was last at work. */
export type JournalProblem =
  /** This database had a journal, and it is not where it should be. */
  | 'journal-missing'
  /** The file there is the journal of another database. */
  | 'another-journal'
  /** A line of it was changed. */
  | 'journal-damaged'
  /** It lacks what this database knows to have written: an older copy, or lines were taken out. */
  | 'journal-incomplete'

/**
 * Holds the database against its journal. `missing`: what was written into the journal and is not known to the database,
 * which therefore is older than it; in the order in which it happened.
 */
export async function compareWithJournal(
  database: Pool,
  file: JournalFile,
  newJournalId: () => string,
): Promise<{ ok: true; missing: JournalEntry[] } | { ok: false; because: JournalProblem }> {
  const journalId = await identityOf(database, file, newJournalId)
  // In this order: whatever is written meanwhile is then in the file, and after that in the database.
  const written = await selectIds(database, 'entry is null')
  const content = await file.read()
  const known = new Set(await selectIds(database, 'true'))
  if (content === undefined) return { ok: false, because: 'journal-missing' }
  if (content === 'damaged') return { ok: false, because: 'journal-damaged' }
  if (content.journalId !== journalId) return { ok: false, because: 'another-journal' }
  const inFile = new Set(content.entries.map(({ entryId }) => entryId))
  if (!written.every((entryId) => inFile.has(entryId))) return { ok: false, because: 'journal-incomplete' }
  return { ok: true, missing: content.entries.filter(({ entryId }) => !known.has(entryId)) }
}

/** Takes an entry of the journal for known, in the transaction that does it again. */
export async function knowEntry(client: Queryable, entryId: string): Promise<void> {
  await client.query(
    `insert into platform.stop_journal (entry_id, entry, queued_at) values ($1, null, clock_timestamp())
     on conflict (entry_id) do nothing`,
    [entryId],
  )
}

/** A new journal in the place of one that is lost. What it knew is not known any more: the caller sees to that. */
export async function beginAnew(
  client: Queryable,
  file: JournalFile,
  journalId: string,
): Promise<string | null> {
  const aside = await file.putAside()
  await file.create(journalId)
  await client.query('delete from platform.stop_journal')
  await client.query(
    `insert into platform.stop_journal_identity (journal_id) values ($1)
     on conflict (only_row) do update set journal_id = excluded.journal_id`,
    [journalId],
  )
  return aside
}

/** The journal this database belongs to. The first process of a new city begins it. */
async function identityOf(
  database: Pool,
  file: JournalFile,
  newJournalId: () => string,
): Promise<string | undefined> {
  return inTransaction(database, async (client) => {
    await client.query('lock table platform.stop_journal_identity in share row exclusive mode')
    const { rows } = await client.query<{ journal_id: string }>(
      'select journal_id from platform.stop_journal_identity',
    )
    if (rows[0]) return rows[0].journal_id
    const found = await file.read()
    if (found === 'damaged') return undefined
    const journalId = found?.journalId ?? newJournalId()
    if (!found) await file.create(journalId)
    await client.query('insert into platform.stop_journal_identity (journal_id) values ($1)', [journalId])
    return journalId
  })
}

async function selectIds(database: Queryable, where: string): Promise<string[]> {
  const { rows } = await database.query<{ entryId: string }>(
    `select entry_id as "entryId" from platform.stop_journal where ${where}`,
  )
  return rows.map(({ entryId }) => entryId)
}
