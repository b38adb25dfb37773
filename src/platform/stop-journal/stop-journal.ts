import type { Pool, Queryable } from '../database/index.ts'
import { entrySchema, type JournalEntry, type JournalFile } from './journal-file.ts'

/** Queues an entry, in the caller's transaction: what is stopped and what will be in the journal commit together. */
export async function queueEntry(client: Queryable, entry: JournalEntry): Promise<void> {
  await client.query(
    'insert into platform.stop_journal (entry_id, entry, queued_at) values ($1, $2, clock_timestamp())',
    [entry.entryId, JSON.stringify(entrySchema.parse(entry))],
  )
}

/** The journal of one city, as one process writes it. */
export class StopJournal {
  readonly file: JournalFile
  readonly #database: Pool
  readonly #onFault: (fault: unknown) => void
  readonly #mayConfirm: () => Promise<boolean>

  /**
   * `onFault` hears why something could not be written; nobody waits for it. `mayConfirm`: asked each time something was
   * written into the file, before it counts as kept; where there is a second machine, that one is to have it, too.
   */
  constructor(
    database: Pool,
    file: JournalFile,
    onFault: (fault: unknown) => void,
    mayConfirm = () => Promise.resolve(true),
  ) {
    this.#database = database
    this.file = file
    this.#onFault = onFault
    this.#mayConfirm = mayConfirm
  }

  /**
   * Writes what waits. False when it could not: then it goes on waiting, and nothing that was stopped may be confirmed.
   * Written twice, by two processes or after a crash, an entry counts once.
   */
  async keep(): Promise<boolean> {
    try {
      for (;;) {
        const { journalId, entries } = await selectWaiting(this.#database)
        if (entries.length === 0) return true
        await this.file.append(journalId, entries)
        // Before it is marked: a database on the second machine must not know of a line that its journal lacks.
        if (!(await this.#mayConfirm())) return false
        await markWritten(
          this.#database,
          entries.map(({ entryId }) => entryId),
        )
        // More may wait than are written at once, and one's own among them.
        if (entries.length < atOnce) return true
      }
    } catch (fault) {
      this.#onFault(fault)
      return false
    }
  }
}

const atOnce = 1_000

/** And the journal that they belong into; null before the city has one. */
async function selectWaiting(
  database: Queryable,
): Promise<{ journalId: string | null; entries: JournalEntry[] }> {
  const { rows } = await database.query<{ entry: unknown; journalId: string | null }>(
    `select entry, (select journal_id from platform.stop_journal_identity) as "journalId"
       from platform.stop_journal where entry is not null order by queued_at limit $1`,
    [atOnce],
  )
  return {
    journalId: rows[0]?.journalId ?? null,
    entries: rows.map(({ entry }) => entrySchema.parse(entry)),
  }
}

/** Which of these entries stand in the journal. */
export async function selectWritten(database: Queryable, entryIds: readonly string[]): Promise<Set<string>> {
  const { rows } = await database.query<{ entryId: string }>(
    `select entry_id as "entryId" from platform.stop_journal where entry is null and entry_id = any($1::uuid[])`,
    [entryIds],
  )
  return new Set(rows.map(({ entryId }) => entryId))
}

async function markWritten(database: Queryable, entryIds: readonly string[]): Promise<void> {
  await database.query('update platform.stop_journal set entry = null where entry_id = any($1::uuid[])', [
    entryIds,
  ])
}

/** How many entries wait to be written. More than a moment, and the journal's disk is in trouble. */
export async function countWaitingEntries(database: Queryable): Promise<number> {
  const { rows } = await database.query<{ count: number }>(
    'select count(*)::float8 as count from platform.stop_journal where entry is not null',
  )
  return rows[0]?.count ?? 0
}
