import { inTransaction, type Pool, type Queryable } from './database/index.ts'

/** Since when this city is in another installation; undefined while it is here. */
export async function movedAt(database: Queryable): Promise<Date | undefined> {
  const { rows } = await database.query<{ moved_at: Date }>('select moved_at from platform.moved_away')
  return rows[0]?.moved_at
}

export type EndedHere = 'ended' | 'had-ended' | 'still-running'

/**
 * Ends a city here, before it is exported for somewhere else: no process delivers or signs from then on. One that sleeps
 * finds its row gone when it wakes, and ends.
 */
export async function endHere(owner: Pool, now: Date): Promise<EndedHere> {
  return inTransaction(owner, async (client) => {
    const living = await client.query('select from platform.door_live_processes')
    if (living.rowCount !== 0) return 'still-running'
    await client.query('delete from platform.processes')
    const marked = await client.query(
      'insert into platform.moved_away (moved_at) values ($1) on conflict do nothing',
      [now],
    )
    return marked.rowCount === 1 ? 'ended' : 'had-ended'
  })
}

/** The city goes on here: the move was called off. False when it had not moved. */
export async function goOnHere(owner: Queryable): Promise<boolean> {
  return (await owner.query('delete from platform.moved_away')).rowCount === 1
}
