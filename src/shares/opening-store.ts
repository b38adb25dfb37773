import { z } from 'zod'
import { itemCodes } from '../catalog/index.ts'
import { beforeEveryId, idSchema, localDaySchema, type Id } from '../kernel/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import { residentIdSchema, type ResidentId } from '../residents/index.ts'
import { shareIdSchema } from './store.ts'

export type OpeningId = Id<'opening'>

const itemSchema = z.object({
  item: z.enum(itemCodes),
  days: z.int().nonnegative(),
  from: localDaySchema,
  to: localDaySchema,
})
/** Of how many days of an item something was shown. */
export type OpenedItem = z.infer<typeof itemSchema>

const openingSchema = z.object({
  residentId: residentIdSchema,
  openingId: idSchema<OpeningId>(),
  shareId: shareIdSchema,
  /** Sealed under the records key. */
  said: z.instanceof(Buffer),
  items: z.array(itemSchema),
  recordCount: z.int(),
  commitment: z.instanceof(Buffer),
  openedAt: z.date(),
  /** Nothing of it was shown after all. */
  withheld: z.boolean(),
})
export type OpeningRow = z.infer<typeof openingSchema>

const columns = `opening.resident_id as "residentId", opening_id as "openingId", share_id as "shareId", said, items,
  record_count as "recordCount", commitment, opened_at as "openedAt", withheld.opening_id is not null as withheld`
const openings = 'shares.openings opening left join shares.withheld withheld using (resident_id, opening_id)'

export async function insertOpening(client: Queryable, opening: Omit<OpeningRow, 'withheld'>): Promise<void> {
  await client.query(
    `insert into shares.openings
       (resident_id, opening_id, share_id, said, items, record_count, commitment, opened_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      ...[opening.residentId, opening.openingId, opening.shareId, opening.said],
      ...[JSON.stringify(opening.items), opening.recordCount, opening.commitment, opening.openedAt],
    ],
  )
}

export async function insertWithheld(
  database: Queryable,
  { residentId, openingId }: Pick<OpeningRow, 'residentId' | 'openingId'>,
  withheldAt: Date,
): Promise<void> {
  await database.query(
    `insert into shares.withheld (resident_id, opening_id, withheld_at) values ($1, $2, $3)
     on conflict do nothing`,
    [residentId, openingId, withheldAt],
  )
}

export async function countOpenings(
  database: Queryable,
  residentId: ResidentId,
  shareId: string,
): Promise<number> {
  const { rows } = await database.query<{ count: number }>(
    'select count(*)::int as count from shares.openings where resident_id = $1 and share_id = $2',
    [residentId, shareId],
  )
  return rows[0]?.count ?? Number.POSITIVE_INFINITY
}

/** Newest first, before `before`. */
export async function selectOpenings(
  database: Queryable,
  residentId: ResidentId,
  { before, limit }: { before: Date | null; limit: number },
): Promise<OpeningRow[]> {
  const { rows } = await database.query(
    `select ${columns} from ${openings}
      where opening.resident_id = $1 and ($2::timestamptz is null or opened_at < $2)
      order by opened_at desc, opening_id limit $3`,
    [residentId, before, limit],
  )
  return z.array(openingSchema).parse(rows)
}

/** Of these shares, oldest first. */
export async function selectOpeningsOf(
  database: Queryable,
  residentId: ResidentId,
  shareIds: readonly string[],
): Promise<OpeningRow[]> {
  const { rows } = await database.query(
    `select ${columns} from ${openings}
      where opening.resident_id = $1 and share_id = any($2::uuid[]) order by opened_at, opening_id`,
    [residentId, shareIds],
  )
  return z.array(openingSchema).parse(rows)
}

/** Every opening of the next residents after this one, in order; none when there are no more. */
export async function selectOpeningsAfter(
  database: Queryable,
  after: ResidentId | null,
  residentsAtOnce: number,
): Promise<OpeningRow[]> {
  const { rows } = await database.query(
    `select ${columns} from ${openings}
      where opening.resident_id in (
        select distinct resident_id from shares.openings
         where resident_id > $1 order by resident_id limit $2)
      order by opening.resident_id`,
    [after ?? beforeEveryId, residentsAtOnce],
  )
  return z.array(openingSchema).parse(rows)
}

/** When something of this resident was last shown; null when never. */
export async function selectLastOpening(database: Queryable, residentId: ResidentId): Promise<Date | null> {
  const { rows } = await database.query<{ at: Date | null }>(
    'select max(opened_at) as at from shares.openings where resident_id = $1',
    [residentId],
  )
  return rows[0]?.at ?? null
}
