import type { Queryable } from '../platform/database/index.ts'
import { items } from './items.ts'

/** Brings the database's list of codes up to this program's. Run with the migrations; removes nothing. */
export async function publishItems(database: Queryable): Promise<void> {
  const entries = Object.entries(items)
  await database.query(
    `insert into catalog.items (code, tier)
     select code, tier from unnest($1::text[], $2::text[]) as item (code, tier)
     on conflict (code) do update set tier = excluded.tier`,
    [entries.map(([code]) => code), entries.map(([, item]) => item.tier)],
  )
}
