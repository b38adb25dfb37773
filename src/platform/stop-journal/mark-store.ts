import type { Queryable } from '../database/index.ts'

/** How far a journal had come: its first bytes, up to a line break, and their hash. */
export interface JournalMark {
  journalId: string
  length: number
  sha256: Buffer
}

/** undefined before the first one. `keystore`: a database that is not restored together with the other. */
export async function selectMark(keystore: Queryable): Promise<JournalMark | undefined> {
  const { rows } = await keystore.query<JournalMark & Record<string, unknown>>(
    `select journal_id as "journalId", length::float8 as length, sha256 from keystore.journal_mark`,
  )
  return rows[0]
}

/** Nothing when it is there already, or further, or of another journal. */
export async function raiseMark(
  keystore: Queryable,
  { journalId, length, sha256 }: JournalMark,
): Promise<void> {
  await keystore.query(
    `insert into keystore.journal_mark (journal_id, length, sha256) values ($1, $2, $3)
     on conflict (only_row) do update set length = excluded.length, sha256 = excluded.sha256
      where journal_mark.journal_id = excluded.journal_id and journal_mark.length < excluded.length`,
    [journalId, length, sha256],
  )
}

/** Of a journal that takes the place of another. */
export async function replaceMark(
  keystore: Queryable,
  { journalId, length, sha256 }: JournalMark,
): Promise<void> {
  await keystore.query(
    `insert into keystore.journal_mark (journal_id, length, sha256) values ($1, $2, $3)
     on conflict (only_row) do update
       set journal_id = excluded.journal_id, length = excluded.length, sha256 = excluded.sha256`,
    [journalId, length, sha256],
  )
}
