import type { Queryable } from '../database/index.ts'

/** Until the transaction ends nobody else gives the database a journal. */
export async function lockIdentity(client: Queryable): Promise<void> {
  await client.query('lock table platform.stop_journal_identity in share row exclusive mode')
}

export interface JournalIdentity {
  journalId: string
  /** Those in whose place it began. */
  after: string[]
}

/** The journal this database belongs to; undefined when it never had one. */
export async function selectIdentity(database: Queryable): Promise<JournalIdentity | undefined> {
  const { rows } = await database.query<JournalIdentity & Record<string, unknown>>(
    'select journal_id as "journalId", after from platform.stop_journal_identity',
  )
  return rows[0]
}

export async function setIdentity(client: Queryable, { journalId, after }: JournalIdentity): Promise<void> {
  await client.query(
    `insert into platform.stop_journal_identity (journal_id, after) values ($1, $2)
     on conflict (only_row) do update set journal_id = excluded.journal_id, after = excluded.after`,
    [journalId, after],
  )
}
