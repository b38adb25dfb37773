import { z } from 'zod'
import { idSchema, localDaySchema, type Id, type LocalDay } from '../kernel/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import { cohortIdSchema, columnsOf, type CohortId, type MadeBy } from './cohort-store.ts'

export type SheetId = Id<'code-sheet'>
export const sheetIdSchema = idSchema<SheetId>()

export interface NewCodes {
  sheetId: SheetId
  cohortId: CohortId
  codeHashes: readonly Buffer[]
  goodFor: number
  untilDay: LocalDay
  madeBy: MadeBy
  madeAt: Date
}

export async function insertCodes(client: Queryable, codes: NewCodes): Promise<void> {
  await client.query(
    `insert into joining.codes (code_hash, sheet_id, cohort_id, good_for, until_day, made_at, made_by, made_by_program)
     select code_hash, $2, $3, $4, $5, $6, $7, $8 from unnest($1::bytea[]) as code_hash`,
    [
      codes.codeHashes,
      codes.sheetId,
      codes.cohortId,
      codes.goodFor,
      codes.untilDay,
      codes.madeAt,
      ...columnsOf(codes.madeBy),
    ],
  )
}

const codeSchema = z.object({
  codeHash: z.instanceof(Buffer),
  cohortId: cohortIdSchema,
  goodFor: z.int(),
  used: z.int(),
  untilDay: localDaySchema,
  revokedAt: z.date().nullable(),
})
export type Code = z.infer<typeof codeSchema>

const columns = `code_hash as "codeHash", cohort_id as "cohortId", good_for as "goodFor", used,
  until_day::text as "untilDay", revoked_at as "revokedAt"`

export async function selectCode(database: Queryable, codeHash: Buffer): Promise<Code | undefined> {
  const { rows } = await database.query(`select ${columns} from joining.codes where code_hash = $1`, [
    codeHash,
  ])
  return rows.map((row) => codeSchema.parse(row))[0]
}

/** Nobody else uses or revokes it until the transaction ends. */
export async function lockCode(client: Queryable, codeHash: Buffer): Promise<Code | undefined> {
  const { rows } = await client.query(
    `select ${columns} from joining.codes where code_hash = $1 for update`,
    [codeHash],
  )
  return rows.map((row) => codeSchema.parse(row))[0]
}

export async function updateUsed(client: Queryable, codeHash: Buffer): Promise<void> {
  await client.query('update joining.codes set used = used + 1 where code_hash = $1', [codeHash])
}

/** The codes that were made and printed together. */
export interface Sheet {
  sheetId: SheetId
  codes: number
  goodFor: number
  used: number
  untilDay: LocalDay
  madeAt: Date
  revokedAt: Date | null
}

const sheetSchema: z.ZodType<Sheet> = z.object({
  sheetId: sheetIdSchema,
  codes: z.int(),
  goodFor: z.int(),
  used: z.int(),
  untilDay: localDaySchema,
  madeAt: z.date(),
  revokedAt: z.date().nullable(),
})

/** The newest first. */
export async function selectSheets(database: Queryable, cohortId: CohortId): Promise<Sheet[]> {
  const { rows } = await database.query(
    `select sheet_id as "sheetId", count(*)::int as codes, min(good_for) as "goodFor", sum(used)::int as used,
            min(until_day)::text as "untilDay", min(made_at) as "madeAt", min(revoked_at) as "revokedAt"
       from joining.codes where cohort_id = $1
      group by sheet_id order by min(made_at) desc, sheet_id limit 1000`,
    [cohortId],
  )
  return z.array(sheetSchema).parse(rows)
}

/** False when this cohort has no such sheet, or it is revoked already. */
export async function updateRevoked(
  database: Queryable,
  sheet: { cohortId: CohortId; sheetId: SheetId; revokedBy: MadeBy; revokedAt: Date },
): Promise<boolean> {
  const { rowCount } = await database.query(
    `update joining.codes set revoked_at = $3, revoked_by = $4, revoked_by_program = $5
      where cohort_id = $1 and sheet_id = $2 and revoked_at is null`,
    [sheet.cohortId, sheet.sheetId, sheet.revokedAt, ...columnsOf(sheet.revokedBy)],
  )
  return (rowCount ?? 0) > 0
}

/** Counts one more that was none, and gives how many there were in this minute before. */
export async function countWrong(database: Queryable, minute: Date): Promise<void> {
  await database.query(
    `insert into joining.wrong_codes (minute, shown) values ($1, 1)
     on conflict (minute) do update set shown = wrong_codes.shown + 1`,
    [minute],
  )
}

export async function selectWrong(database: Queryable, minute: Date): Promise<number> {
  const { rows } = await database.query<{ shown: number }>(
    'select shown from joining.wrong_codes where minute = $1',
    [minute],
  )
  return rows[0]?.shown ?? 0
}

export async function deleteWrongBefore(database: Queryable, moment: Date): Promise<void> {
  await database.query('delete from joining.wrong_codes where minute < $1', [moment])
}
