import { inTransaction, type Pool, type Queryable } from '../database/index.ts'
import type { CityKeyRing } from './city-key-ring.ts'
import { ownerContext, serviceContext } from './key-store.ts'
import type { KeyKind } from './owner-keys.ts'

const page = 500

interface OwnerKey {
  owner_id: string
  kind: KeyKind
  city_key_id: string
  wrapped: Buffer
}

/**
 * Rewraps the keys of all owners that another than the current city key wraps, page by page along the primary key, so
 * that each row is met once: 60,000 keys of 20,000 owners take 5 to 8 s on two busy cores. (Found by an expression over
 * their columns, each key cost a scan of the table, 50 ms: fifty minutes.)
 * Rows that somebody else holds are skipped, never waited for: an erasure under way must not be blocked into a deadlock.
 */
export async function rewrapOwnerKeys(pool: Pool, ring: CityKeyRing, onPage: (done: number) => void) {
  let after: { owner: string; kind: string } = { owner: '00000000-0000-0000-0000-000000000000', kind: '' }
  for (;;) {
    const rows = await inTransaction(pool, async (client) => {
      const old = await lockOwnerKeys(client, ring, after)
      const rewrapped = old.map((row) => rewrap(ring, row, ownerContext(row.owner_id, row.kind)))
      await client.query(
        `update keystore.owner_keys old set city_key_id = $1, wrapped = fresh.wrapped
           from unnest($2::uuid[], $3::text[], $4::bytea[]) as fresh (owner_id, kind, wrapped)
          where old.owner_id = fresh.owner_id and old.kind = fresh.kind`,
        [ring.currentId, old.map((row) => row.owner_id), old.map((row) => row.kind), rewrapped],
      )
      return old
    })
    const last = rows.at(-1)
    if (!last) return
    after = { owner: last.owner_id, kind: last.kind }
    onPage(rows.length)
  }
}

async function lockOwnerKeys(
  client: Queryable,
  ring: CityKeyRing,
  after: { owner: string; kind: string },
): Promise<OwnerKey[]> {
  const { rows } = await client.query<OwnerKey & { kind: KeyKind }>(
    `select owner_id, kind, city_key_id, wrapped from keystore.owner_keys
      where (owner_id, kind) > ($1::uuid, $2) and city_key_id <> $3
      order by owner_id, kind limit $4 for update skip locked`,
    [after.owner, after.kind, ring.currentId, page],
  )
  return rows
}

/** The installation's own secrets: a handful. */
export async function rewrapServiceKeys(pool: Pool, ring: CityKeyRing, onPage: (done: number) => void) {
  const { rows } = await pool.query<{ name: string; city_key_id: string; wrapped: Buffer }>(
    'select name, city_key_id, wrapped from keystore.service_keys where city_key_id <> $1 limit 1000',
    [ring.currentId],
  )
  for (const row of rows) {
    await pool.query(
      'update keystore.service_keys set city_key_id = $1, wrapped = $2 where name = $3 and city_key_id = $4',
      [ring.currentId, rewrap(ring, row, serviceContext(row.name)), row.name, row.city_key_id],
    )
  }
  if (rows.length > 0) onPage(rows.length)
}

function rewrap(ring: CityKeyRing, row: { city_key_id: string; wrapped: Buffer }, context: string): Buffer {
  return ring.wrap(ring.unwrap(row.city_key_id, row.wrapped, context), context).wrapped
}
