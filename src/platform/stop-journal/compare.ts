import { createHash } from 'node:crypto'
import type { Pool, Queryable } from '../database/index.ts'
import { selectIdentity } from './identity-store.ts'
import type { JournalEntry } from './journal-file.ts'
import { selectMark, type JournalMark } from './mark-store.ts'
import type { StopJournal } from './stop-journal.ts'

/** Why it cannot be known whether this database is the one that was last at work. */
export type JournalProblem =
  /** This database had a journal, and it is not where it should be. */
  | 'journal-missing'
  /** The file there is the journal of another database, or one that began when this database's own was lost. */
  | 'another-journal'
  /** A line of it was changed. */
  | 'journal-damaged'
  /** It lacks what database or key store know to have been written: an older copy, or lines were taken out. */
  | 'journal-incomplete'

export interface Compared {
  /** Why it cannot be known; undefined when all is well. */
  because?: JournalProblem
  /**
   * What stands in the journal and is not known to the database, which therefore is older than it; in the order in which it
   * happened. Of a journal that is not whole, or began in the place of this database's own: what can still be read.
   */
  missing: JournalEntry[]
}

/**
 * Holds the database, and what the key store remembers, against the journal. Read line by line; in memory are the numbers
 * of the entries, about 100 bytes each.
 */
export async function compareWithJournal(database: Pool, journal: StopJournal): Promise<Compared> {
  const journalId = await selectIdentity(database)
  const mark = await selectMark(journal.keystore)
  // In this order: whatever is written meanwhile is then in the file, and after that in the database.
  const unseen = new Set(await selectIds(database, 'entry is null'))
  const before = new Set(await selectIds(database, 'true'))
  const unknown = new Map<string, JournalEntry>()
  const beginning = new Beginning(mark)
  const scanned = await journal.file.scan(
    (entry) => {
      unseen.delete(entry.entryId)
      if (!before.has(entry.entryId)) unknown.set(entry.entryId, entry)
    },
    (bytes) => beginning.take(bytes),
  )
  if (!scanned || journalId === undefined) return { because: 'journal-missing', missing: [] }
  const isOther = [scanned.journalId, mark?.journalId].some((id) => id !== undefined && id !== journalId)
  const isOurs = scanned.journalId === journalId || scanned.after.includes(journalId)
  const known = new Set(await selectKnown(database, [...unknown.keys()]))
  const missing = isOurs ? [...unknown.values()].filter(({ entryId }) => !known.has(entryId)) : []
  if (isOther) return { because: 'another-journal', missing }
  if (scanned.damaged > 0 || beginning.differs) return { because: 'journal-damaged', missing }
  if (unseen.size > 0 || beginning.isMissing) return { because: 'journal-incomplete', missing }
  return { missing }
}

/** Whether a journal begins with what the key store remembers of it. */
class Beginning {
  readonly #mark: JournalMark | undefined
  readonly #hash = createHash('sha256')
  #length = 0
  differs = false

  constructor(mark: JournalMark | undefined) {
    this.#mark = mark
  }

  get isMissing(): boolean {
    return this.#length < (this.#mark?.length ?? 0)
  }

  take(bytes: Buffer): void {
    if (!this.#mark || !this.isMissing) return
    this.#hash.update(bytes)
    this.#length += bytes.length
    this.differs = !this.isMissing && !this.#hash.digest().equals(this.#mark.sha256)
  }
}

/** Takes an entry of the journal for known, in the transaction that does it again. */
export async function knowEntry(client: Queryable, entryId: string): Promise<void> {
  await client.query(
    `insert into platform.stop_journal (entry_id, entry, queued_at) values ($1, null, clock_timestamp())
     on conflict (entry_id) do nothing`,
    [entryId],
  )
}

async function selectIds(database: Queryable, where: string): Promise<string[]> {
  const { rows } = await database.query<{ entryId: string }>(
    `select entry_id as "entryId" from platform.stop_journal where ${where}`,
  )
  return rows.map(({ entryId }) => entryId)
}

async function selectKnown(database: Queryable, entryIds: readonly string[]): Promise<string[]> {
  const { rows } = await database.query<{ entryId: string }>(
    'select entry_id as "entryId" from platform.stop_journal where entry_id = any($1::uuid[])',
    [entryIds],
  )
  return rows.map(({ entryId }) => entryId)
}
