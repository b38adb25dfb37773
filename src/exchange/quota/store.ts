import { z } from 'zod'
import { inTransaction, type Pool, type Queryable } from '../../platform/database/index.ts'
import type { VendorId } from '../../vendors/index.ts'
import { blockOf, spentKinds, spentNow, type Spent, type SpentKind } from './rules.ts'

/** A company as a whole (clientId ''), or one of its programs. */
export interface Holder {
  vendorId: VendorId
  clientId: string
}

const spentSchema = z.object({
  clientId: z.string(),
  kind: z.enum(spentKinds),
  period: z.string().transform(Number),
  spent: z.string().transform(Number),
})
const columns = `client_id as "clientId", kind, period::text as period, spent::text as spent`

/** Takes a block of what is left, and says how much that was. Of two processes at once the second waits for the first. */
export function takeBlock(
  database: Pool,
  { vendorId, clientId }: Holder,
  kind: SpentKind,
  wanted: { period: number; most: number; needed: number; before: number },
): Promise<number> {
  const key = [vendorId, clientId, kind]
  return inTransaction(database, async (client) => {
    await client.query(
      `insert into exchange.quota_spent (vendor_id, client_id, kind, period, spent) values ($1, $2, $3, $4, 0)
       on conflict do nothing`,
      [...key, wanted.period],
    )
    const { rows } = await client.query(
      `select ${columns} from exchange.quota_spent
        where vendor_id = $1 and client_id = $2 and kind = $3 for update`,
      key,
    )
    const { period, spent } = spentNow(rows.map((row) => spentSchema.parse(row))[0], wanted.period)
    const taken = blockOf(wanted.most - spent, wanted)
    await client.query(
      `update exchange.quota_spent set period = $4, spent = $5
        where vendor_id = $1 and client_id = $2 and kind = $3`,
      [...key, period, spent + taken],
    )
    return taken
  })
}

/** What one process has taken and needs no more, for the others; nothing where a new period has begun. */
export async function returnBlock(
  database: Queryable,
  { vendorId, clientId }: Holder,
  kind: SpentKind,
  { period, surplus }: { period: number; surplus: number },
): Promise<void> {
  await database.query(
    `update exchange.quota_spent set spent = greatest(0, spent - $5)
      where vendor_id = $1 and client_id = $2 and kind = $3 and period = $4`,
    [vendorId, clientId, kind, period, surplus],
  )
}

/** What the company and each of its programs have taken. */
export async function selectSpent(
  database: Queryable,
  vendorId: VendorId,
): Promise<(Spent & { clientId: string; kind: SpentKind })[]> {
  const { rows } = await database.query(
    `select ${columns} from exchange.quota_spent where vendor_id = $1 order by client_id, kind limit 1000`,
    [vendorId],
  )
  return z.array(spentSchema).parse(rows)
}
