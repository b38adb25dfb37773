import { z } from 'zod'
import { idSchema, type Id } from '../../kernel/index.ts'
import type { Queryable } from '../../platform/database/index.ts'
import { fields, type Field } from './rules.ts'

export type LoadId = Id<'bulk-load'>
export const loadIdSchema = idSchema<LoadId>()

/** One file of residents, and how far it is. */
export interface Load {
  loadId: LoadId
  programId: string
  dryRun: boolean
  bytes: number
  /** Lines with somebody in them, whether they could be read or not. */
  lines: number
  /** Taken in; of a dry run, would be. */
  accepted: number
  refused: number
  receivedAt: Date
  begunAt: Date | null
  /** When the last batch was worked off. */
  lastAt: Date | null
  endedAt: Date | null
}

const loadSchema: z.ZodType<Load> = z.object({
  loadId: loadIdSchema,
  programId: z.string(),
  dryRun: z.boolean(),
  bytes: z.int(),
  lines: z.int(),
  accepted: z.int(),
  refused: z.int(),
  receivedAt: z.date(),
  begunAt: z.date().nullable(),
  lastAt: z.date().nullable(),
  endedAt: z.date().nullable(),
})

const columns = `load_id as "loadId", program_id as "programId", dry_run as "dryRun", bytes, lines, accepted, refused,
                 received_at as "receivedAt", begun_at as "begunAt", last_at as "lastAt", ended_at as "endedAt"`

/** False where this program has sent one with this key; waits for one that is just being received. */
export async function insertLoad(
  database: Queryable,
  load: Pick<Load, 'loadId' | 'programId' | 'dryRun' | 'bytes' | 'receivedAt'>,
  keyHash: Buffer,
): Promise<boolean> {
  const { rowCount } = await database.query(
    `insert into residents.bulk_loads (load_id, program_id, key_hash, dry_run, bytes, received_at)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (program_id, key_hash) do nothing`,
    [load.loadId, load.programId, keyHash, load.dryRun, load.bytes, load.receivedAt],
  )
  return rowCount === 1
}

export async function selectLoadByKey(
  database: Queryable,
  programId: string,
  keyHash: Buffer,
): Promise<Load | undefined> {
  const { rows } = await database.query(
    `select ${columns} from residents.bulk_loads where program_id = $1 and key_hash = $2`,
    [programId, keyHash],
  )
  return rows.map((row) => loadSchema.parse(row))[0]
}

export async function selectLoad(database: Queryable, loadId: LoadId): Promise<Load | undefined> {
  const { rows } = await database.query(`select ${columns} from residents.bulk_loads where load_id = $1`, [
    loadId,
  ])
  return rows.map((row) => loadSchema.parse(row))[0]
}

export async function countOpenLoads(database: Queryable): Promise<number> {
  const { rows } = await database.query<{ count: number }>(
    'select count(*)::int as count from residents.bulk_loads where ended_at is null',
  )
  return rows[0]?.count ?? Number.POSITIVE_INFINITY
}

/** What is written down of a line: sealed, until it is worked off, or why it was left out, and in which column that is. */
export type WrittenLine = {
  line: number
  sealed: Buffer | null
  because: string | null
  field: Field | null
}

export async function insertLines(
  database: Queryable,
  loadId: LoadId,
  lines: readonly WrittenLine[],
): Promise<void> {
  await database.query(
    `insert into residents.bulk_lines (load_id, line, sealed, because, field)
     select $1, * from unnest($2::integer[], $3::bytea[], $4::text[], $5::text[])`,
    [
      loadId,
      lines.map(({ line }) => line),
      lines.map(({ sealed }) => sealed),
      lines.map(({ because }) => because),
      lines.map(({ field }) => field),
    ],
  )
}

export async function updateReceived(
  database: Queryable,
  loadId: LoadId,
  { lines, refused }: Pick<Load, 'lines' | 'refused'>,
): Promise<void> {
  await database.query('update residents.bulk_loads set lines = $2, refused = $3 where load_id = $1', [
    loadId,
    lines,
    refused,
  ])
}

/** One batch at a time in a city, until the transaction ends: two files with the same person make one. */
export async function lockBulk(database: Queryable): Promise<void> {
  await database.query(`select pg_advisory_xact_lock(hashtextextended('residents.bulk', 0))`)
}

const waitingSchema = z.object({ line: z.int(), sealed: z.instanceof(Buffer) })

export async function selectWaiting(
  database: Queryable,
  loadId: LoadId,
  limit: number,
): Promise<z.infer<typeof waitingSchema>[]> {
  const { rows } = await database.query(
    `select line, sealed from residents.bulk_lines
      where load_id = $1 and sealed is not null order by line limit $2`,
    [loadId, limit],
  )
  return rows.map((row) => waitingSchema.parse(row))
}

/** What was taken in needs no line any more. */
export async function deleteLines(
  database: Queryable,
  loadId: LoadId,
  lines: readonly number[],
): Promise<void> {
  await database.query('delete from residents.bulk_lines where load_id = $1 and line = any($2::integer[])', [
    loadId,
    lines,
  ])
}

export async function updateRefused(
  database: Queryable,
  loadId: LoadId,
  lines: readonly number[],
  because: string,
): Promise<void> {
  await database.query(
    `update residents.bulk_lines set sealed = null, because = $3
      where load_id = $1 and line = any($2::integer[])`,
    [loadId, lines, because],
  )
}

export async function updateWorked(
  database: Queryable,
  loadId: LoadId,
  { accepted, refused, now }: { accepted: number; refused: number; now: Date },
): Promise<void> {
  await database.query(
    `update residents.bulk_loads
        set accepted = accepted + $2, refused = refused + $3, begun_at = coalesce(begun_at, $4), last_at = $4
      where load_id = $1`,
    [loadId, accepted, refused, now],
  )
}

export async function updateEnded(database: Queryable, loadId: LoadId, now: Date): Promise<void> {
  await database.query(
    `update residents.bulk_loads set begun_at = coalesce(begun_at, $2), ended_at = $2
      where load_id = $1 and ended_at is null`,
    [loadId, now],
  )
}

/** `field` is null where it is no single column, or one that only a newer program knows. */
const refusedSchema = z.object({
  line: z.int(),
  because: z.string(),
  field: z.enum(fields).nullable().catch(null),
})
export type RefusedLine = z.infer<typeof refusedSchema>

export async function selectRefused(
  database: Queryable,
  loadId: LoadId,
  { after, limit }: { after: number; limit: number },
): Promise<RefusedLine[]> {
  const { rows } = await database.query(
    `select line, because, field from residents.bulk_lines
      where load_id = $1 and because is not null and line > $2 order by line limit $3`,
    [loadId, after, limit],
  )
  return rows.map((row) => refusedSchema.parse(row))
}

export async function deleteLoadsEndedBefore(database: Queryable, before: Date): Promise<void> {
  await database.query(
    `delete from residents.bulk_lines where load_id in
       (select load_id from residents.bulk_loads where ended_at < $1)`,
    [before],
  )
  await database.query('delete from residents.bulk_loads where ended_at < $1', [before])
}
