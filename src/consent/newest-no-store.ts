import type { Queryable } from '../platform/database/index.ts'
import type { ResidentId } from '../residents/index.ts'

/** That a resident has said no, where no act tells of it: nothing was allowed. Only the newest is kept. */
export async function noteNo(client: Queryable, residentId: ResidentId, saidAt: Date): Promise<void> {
  await client.query(
    `insert into consent.noes as noes (resident_id, said_at) values ($1, $2)
     on conflict (resident_id) do update set said_at = greatest(noes.said_at, excluded.said_at)`,
    [residentId, saidAt],
  )
}

/** When this resident has last said no to anything: a stop, a refusal, leaving. Ask under `lockGrants`. */
export async function newestNo(database: Queryable, residentId: ResidentId): Promise<Date | undefined> {
  const { rows } = await database.query<{ saidAt: Date | null }>(
    `select max(said_at) as "saidAt" from (
       select said_at from consent.noes where resident_id = $1
       union all
       select happened_at from consent.acts where resident_id = $1 and kind not in ('agreed', 'undone')) as said`,
    [residentId],
  )
  return rows[0]?.saidAt ?? undefined
}
