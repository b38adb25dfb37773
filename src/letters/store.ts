import { z } from 'zod'
import { staffIdSchema, type StaffId } from '../identity/index.ts'
import { newId, type Id } from '../kernel/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import { residentIdSchema, type ResidentId } from '../residents/index.ts'

/** One print after the other, until the transaction ends. Gives the number of the last; 0 where there is none. */
export async function lockPrints(client: Queryable): Promise<number> {
  await client.query(`select pg_advisory_xact_lock(hashtextextended('letters.prints', 0))`)
  const { rows } = await client.query<{ last: number }>(
    'select coalesce(max(number), 0) as last from letters.prints',
  )
  return rows[0]?.last ?? 0
}

export async function insertPrint(
  client: Queryable,
  print: { number: number; staffId: StaffId; letters: number; printedAt: Date },
): Promise<void> {
  await client.query(
    'insert into letters.prints (number, staff_id, letters, printed_at) values ($1, $2, $3, $4)',
    [print.number, print.staffId, print.letters, print.printedAt],
  )
}

export async function insertPrinted(
  client: Queryable,
  number: number,
  letters: readonly { residentId: ResidentId; since: Date }[],
): Promise<void> {
  await client.query(
    `insert into letters.printed (resident_id, number, place, since)
     select resident_id, $1, place, since
       from unnest($2::uuid[], $3::timestamptz[]) with ordinality as one (resident_id, since, place)`,
    [number, letters.map(({ residentId }) => residentId), letters.map(({ since }) => since)],
  )
}

const printedSchema = z.object({ residentId: residentIdSchema, place: z.int(), since: z.date() })
export type Printed = z.infer<typeof printedSchema>

export async function selectPrinted(database: Queryable, number: number): Promise<Printed[]> {
  const { rows } = await database.query(
    `select resident_id as "residentId", place, since from letters.printed where number = $1 order by place`,
    [number],
  )
  return z.array(printedSchema).parse(rows)
}

/** When addresses were read for it last: as it was printed, or printed again. */
export async function selectSent(database: Queryable, number: number): Promise<Date | undefined> {
  const { rows } = await database.query<{ sent: Date }>(
    `select greatest(printed_at, (select max(happened_at) from letters.acts act
              where act.number = print.number and kind = 'printed-again')) as sent
       from letters.prints print where number = $1`,
    [number],
  )
  return rows[0]?.sent
}

/** False when that one has come back already. */
export async function insertAct(
  client: Queryable,
  act: {
    number: number
    kind: 'printed-again' | 'came-back'
    place: number | null
    staffId: StaffId
    at: Date
  },
): Promise<boolean> {
  const { rowCount } = await client.query(
    `insert into letters.acts (act_id, number, kind, place, staff_id, happened_at) values ($1, $2, $3, $4, $5, $6)
     on conflict do nothing`,
    [newId<Id<'letter-act'>>(), act.number, act.kind, act.place, act.staffId, act.at],
  )
  return rowCount === 1
}

const printSchema = z.object({
  number: z.int(),
  staffId: staffIdSchema,
  letters: z.int(),
  printedAt: z.date(),
  /** How often it was printed once more, and how many letters of it came back. */
  again: z.int(),
  cameBack: z.int(),
})
export type Print = z.infer<typeof printSchema>

/** The newest first. */
export async function selectPrints(database: Queryable, limit: number): Promise<Print[]> {
  const { rows } = await database.query(
    `select number, staff_id as "staffId", letters, printed_at as "printedAt",
            (select count(*) from letters.acts act
              where act.number = print.number and kind = 'printed-again')::int as again,
            (select count(*) from letters.acts act
              where act.number = print.number and kind = 'came-back')::int as "cameBack"
       from letters.prints print order by number desc limit $1`,
    [limit],
  )
  return z.array(printSchema).parse(rows)
}
