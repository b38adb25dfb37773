import { z } from 'zod'
import type { Queryable } from '../../platform/database/index.ts'

/** What must not come back with an older database. A new sort is a line here, one in end-again.ts, and a migration. */
export const endable = [
  ...(['passkey', 'mailbox', 'outside-link'] as const),
  ...(['staff', 'company-person', 'program', 'program-key', 'client', 'client-key'] as const),
  ...(['app', 'app-link', 'partner-link', 'share'] as const),
]

/**
 * `which`: its id; of a passkey, of a link to an app or a partner, and of what opens a share, the hash in hex; of a mailbox or a link to a provider whose
 * it was; of a key whose it was and its id, or of the city's its thumbprint.
 */
export interface Ended {
  what: (typeof endable)[number]
  which: string
}

export interface End extends Ended {
  endId: string
  endedAt: Date
}

/** False when it had ended before. */
export async function insertEnd(client: Queryable, { endId, what, which, endedAt }: End): Promise<boolean> {
  const { rowCount } = await client.query(
    `insert into identity.ends (end_id, what, which, ended_at) values ($1, $2, $3, $4) on conflict do nothing`,
    [endId, what, which, endedAt],
  )
  return rowCount === 1
}

const endSchema: z.ZodType<End> = z.object({
  endId: z.uuid(),
  what: z.enum(endable),
  which: z.string(),
  endedAt: z.date(),
})

/** The next ends after this one, in the order of their ids; none when there are no more. */
export async function selectEnds(database: Queryable, after: string, limit: number): Promise<End[]> {
  const { rows } = await database.query(
    `select end_id as "endId", what, which, ended_at as "endedAt"
       from identity.ends where end_id > $1 order by end_id limit $2`,
    [after, limit],
  )
  return z.array(endSchema).parse(rows)
}

/** Which of these ends there are. */
export async function recordedEnds(database: Queryable, endIds: readonly string[]): Promise<string[]> {
  const { rows } = await database.query<{ endId: string }>(
    'select end_id as "endId" from identity.ends where end_id = any($1::uuid[])',
    [endIds],
  )
  return rows.map(({ endId }) => endId)
}
