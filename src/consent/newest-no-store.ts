import { z } from 'zod'
import type { Queryable } from '../platform/database/index.ts'
import { residentIdSchema, type ResidentId } from '../residents/index.ts'

const noSchema = z.object({
  residentId: residentIdSchema,
  saidAt: z.date(),
  /** Of the lines of the stop journal that tell of it, and of those before. */
  entryIds: z.array(z.uuid()),
})
/** The newest no of a resident that was noted. */
export type NotedNo = z.infer<typeof noSchema>

const columns = `resident_id as "residentId", said_at as "saidAt", entry_ids as "entryIds"`

export async function selectNo(client: Queryable, residentId: ResidentId): Promise<NotedNo | undefined> {
  const { rows } = await client.query(`select ${columns} from consent.noes where resident_id = $1`, [
    residentId,
  ])
  return rows.map((row) => noSchema.parse(row))[0]
}

/** Only the newest is kept; of the lines of the journal all. */
export async function putNo(
  client: Queryable,
  residentId: ResidentId,
  { saidAt, entryId }: { saidAt: Date; entryId: string | undefined },
): Promise<void> {
  await client.query(
    `insert into consent.noes as noes (resident_id, said_at, entry_ids) values ($1, $2, $3)
     on conflict (resident_id) do update set said_at = greatest(noes.said_at, excluded.said_at),
       entry_ids = noes.entry_ids || excluded.entry_ids`,
    [residentId, saidAt, entryId === undefined ? [] : [entryId]],
  )
}

/** When this resident has last said no to anything: a stop, a refusal, leaving. Ask under `lockGrants`. */
export async function newestNo(database: Queryable, residentId: ResidentId): Promise<Date | undefined> {
  const { rows } = await database.query<{ saidAt: Date | null }>(
    `select max(said_at) as "saidAt" from (
       select said_at from consent.noes where resident_id = $1
       union all
       select happened_at from consent.acts where resident_id = $1 and kind not in ('agreed', 'undone', 'resumed')) as said`,
    [residentId],
  )
  return rows[0]?.saidAt ?? undefined
}

/** The next ones after this resident, in the order of their ids. */
export async function selectNoesAfter(
  client: Queryable,
  after: ResidentId | null,
  limit: number,
): Promise<NotedNo[]> {
  const { rows } = await client.query(
    `select ${columns} from consent.noes where $1::uuid is null or resident_id > $1
      order by resident_id limit $2`,
    [after, limit],
  )
  return z.array(noSchema).parse(rows)
}

/** Of which of these lines of the journal the database has what they tell of. */
export async function recordedNoes(database: Queryable, entryIds: readonly string[]): Promise<string[]> {
  const { rows } = await database.query<{ entryId: string }>(
    `select entry_id as "entryId" from consent.noes, unnest(entry_ids) as entry_id
      where entry_id = any($1::uuid[])`,
    [entryIds],
  )
  return rows.map(({ entryId }) => entryId)
}
