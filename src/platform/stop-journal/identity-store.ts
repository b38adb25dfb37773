import type { Queryable } from '../database/index.ts'

/** Until the transaction ends nobody else gives the database a journal. */
export async function lockIdentity(client: Queryable): Promise<void> {
  await client.query('lock table platform.stop_journal_identity in share row exclusive mode')
}

/** The journal this database belongs to; undefined when it never had one. */
export async function selectIdentity(database: Queryable): Promise<string | undefined> {
  const { rows } = await database.query<{ journal_id: string }>(
    'select journal_id from platform.stop_journal_identity',
  )
  return rows[0]?.journal_id
}

export async function setIdentity(client: Queryable, journalId: string): Promise<void> {
  await client.query(
    `insert into platform.stop_journal_identity (journal_id) values ($1)
     on conflict (only_row) do update set journal_id = excluded.journal_id`,
    [journalId],
  )
}
