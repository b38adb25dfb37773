import { z } from 'zod'
import { itemCodes, type ItemCode } from '../catalog/index.ts'
import { addDays, beforeEveryId } from '../kernel/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import { residentIdSchema, type ResidentId } from '../residents/index.ts'
import { useIdSchema, type UseId } from '../review/index.ts'
import { endingTold, type EndingTold } from './ending-rules.ts'

const endingSchema = z.object({
  useId: useIdSchema,
  useVersion: z.int(),
  item: z.enum(itemCodes),
  until: z.date(),
  since: z.date(),
  told: z.literal(endingTold).nullable(),
})
export type EndingGrant = z.infer<typeof endingSchema>

const [near, far] = endingTold

/** The end of what is paused comes all the same. */
const stillRuns = `state in ('granted', 'paused')`

/** The next residents after this one, in order, of whom a consent ends soon and who were not told how soon. */
export async function selectEndingSoon(
  database: Queryable,
  now: Date,
  page: { after: ResidentId | null; limit: number },
): Promise<ResidentId[]> {
  const { rows } = await database.query(
    `select distinct resident_id as "residentId" from consent.grants
      where resident_id > $1 and ${stillRuns} and until > $2
        and (until <= $3 and ending_told is distinct from $4 or until <= $5 and ending_told is null)
      order by 1 limit $6`,
    [page.after ?? beforeEveryId, now, addDays(now, near), near, addDays(now, far), page.limit],
  )
  return rows.map((row: unknown) => z.object({ residentId: residentIdSchema }).parse(row).residentId)
}

/** What of this resident ends within the farther of them. */
export async function selectEndings(
  database: Queryable,
  residentId: ResidentId,
  now: Date,
): Promise<EndingGrant[]> {
  const { rows } = await database.query(
    `select use_id as "useId", use_version as "useVersion", item, until, changed_at as since, ending_told as told
       from consent.grants
      where resident_id = $1 and ${stillRuns} and until > $2 and until <= $3
      order by until, use_id, item`,
    [residentId, now, addDays(now, far)],
  )
  return z.array(endingSchema).parse(rows)
}

export async function noteEndingTold(
  client: Queryable,
  residentId: ResidentId,
  { useId, item }: { useId: UseId; item: ItemCode },
  told: EndingTold,
): Promise<void> {
  await client.query(
    'update consent.grants set ending_told = $4 where resident_id = $1 and use_id = $2 and item = $3',
    [residentId, useId, item, told],
  )
}
