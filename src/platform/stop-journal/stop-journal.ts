import type { Pool, Queryable } from '../database/index.ts'
import type { Log } from '../log.ts'
import { JournalFollower } from './journal-follower.ts'
import { entrySchema, type JournalEntry, type JournalFile } from './journal-file.ts'

/** Queues an entry, in the caller's transaction: what is stopped and what will be in the journal commit together. */
export async function queueEntry(client: Queryable, entry: JournalEntry): Promise<void> {
  await client.query(
    'insert into platform.stop_journal (entry_id, entry, queued_at) values ($1, $2, clock_timestamp())',
    [entry.entryId, JSON.stringify(entrySchema.parse(entry))],
  )
}

export interface StopJournalOptions {
  database: Pool
  keystore: Pool
  file: JournalFile
  log: Log
  /**
   * Asked each time something was written into the file, before it counts as kept; where there is a second machine, that one
   * is to have it, too.
   */
  mayConfirm?: (() => Promise<boolean>) | undefined
}

/** What is written within this time is noted in the key store at once. */
const noteAfterMs = 1_000
const noteAgainAfterMs = 10_000

/** The journal of one city, as one process writes it. */
export class StopJournal {
  readonly file: JournalFile
  readonly keystore: Pool
  readonly #database: Pool
  readonly #log: Log
  readonly #mayConfirm: () => Promise<boolean>
  readonly #follower: JournalFollower
  #noting: NodeJS.Timeout | undefined
  #isClosed = false
  #isGood = true

  constructor({ database, keystore, file, log, mayConfirm }: StopJournalOptions) {
    this.#database = database
    this.keystore = keystore
    this.file = file
    this.#log = log
    this.#mayConfirm = mayConfirm ?? (() => Promise.resolve(true))
    this.#follower = new JournalFollower(keystore, file, this.#mayConfirm)
  }

  /**
   * As it was found: nothing is written into one that is not the right one, or lacks something. What waits then goes into the
   * whole copy that is put back.
   */
  found(isGood: boolean): void {
    this.#isGood = isGood
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
        if (!this.#isGood) throw new Error('the stop journal is not what it should be')
        await this.file.append(journalId, entries)
        // Before it is marked: a database on the second machine must not know of a line that its journal lacks.
        if (!(await this.#mayConfirm())) return false
        await markWritten(
          this.#database,
          entries.map(({ entryId }) => entryId),
        )
        this.#noteSoon()
        // More may wait than are written at once, and one's own among them.
        if (entries.length < atOnce) return true
      }
    } catch (error) {
      this.#log.error('a stop could not be written into the stop journal, and is not confirmed', { error })
      return false
    }
  }

  /** Tells the key store how far the journal has come. */
  note(): Promise<void> {
    return this.#follower.advance()
  }

  /** Nothing more is noted later. */
  async close(): Promise<void> {
    this.#isClosed = true
    if (this.#noting === undefined) return
    clearTimeout(this.#noting)
    await this.#noteNow()
  }

  /** Nobody who stops waits for it: until then an equally old copy of everything could pass for the newest. */
  #noteSoon(afterMs = noteAfterMs): void {
    this.#noting ??= setTimeout(() => void this.#noteNow(), afterMs).unref()
  }

  async #noteNow(): Promise<void> {
    this.#noting = undefined
    try {
      await this.note()
    } catch (error) {
      this.#log.error('the key store could not be told how far the stop journal has come', { error })
      if (!this.#isClosed) this.#noteSoon(noteAgainAfterMs)
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
