import { z } from 'zod'
import { idSchema, type Id } from '../kernel/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import type { ResidentId } from '../residents/index.ts'

export type CopyId = Id<'copy'>

/** One after the other for a resident, until the transaction ends. */
export async function lockCopies(client: Queryable, residentId: ResidentId): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(hashtextextended('copies/' || $1::text, 0))`, [residentId])
}

export async function countCopies(client: Queryable, residentId: ResidentId, since: Date): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    'select count(*)::int as count from copies.copies where resident_id = $1 and begun_at > $2',
    [residentId, since],
  )
  return rows[0]?.count ?? Number.POSITIVE_INFINITY
}

/** Whether a process that lives is writing one. */
export async function isUnderWay(client: Queryable, residentId: ResidentId): Promise<boolean> {
  const { rowCount } = await client.query(
    `select from copies.under_way
       join platform.door_live_processes process using (process_id)
      where resident_id = $1`,
    [residentId],
  )
  return rowCount !== 0
}

export async function insertCopy(
  client: Queryable,
  residentId: ResidentId,
  copy: { copyId: CopyId; sessionHash: Buffer; begunAt: Date; processId: string },
): Promise<void> {
  await client.query(
    'insert into copies.copies (resident_id, copy_id, session_hash, begun_at) values ($1, $2, $3, $4)',
    [residentId, copy.copyId, copy.sessionHash, copy.begunAt],
  )
  await client.query(
    `insert into copies.under_way (resident_id, copy_id, process_id) values ($1, $2, $3)
     on conflict (resident_id) do update set copy_id = excluded.copy_id, process_id = excluded.process_id`,
    [residentId, copy.copyId, copy.processId],
  )
}

export async function deleteUnderWay(
  database: Queryable,
  residentId: ResidentId,
  copyId: CopyId,
): Promise<void> {
  await database.query('delete from copies.under_way where resident_id = $1 and copy_id = $2', [
    residentId,
    copyId,
  ])
}

const copySchema = z.object({ copyId: idSchema<CopyId>(), begunAt: z.date() })

/** Newest first. */
export async function selectCopies(database: Queryable, residentId: ResidentId, limit: number) {
  const { rows } = await database.query(
    `select copy_id as "copyId", begun_at as "begunAt" from copies.copies
      where resident_id = $1 order by begun_at desc, copy_id limit $2`,
    [residentId, limit],
  )
  return z.array(copySchema).parse(rows)
}
