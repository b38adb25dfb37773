import type { Queryable } from '../platform/database/index.ts'
import { isLeftOut } from './left-out.ts'

/** A table as the catalogue of the database knows it. */
export interface Table {
  /** `schema.table`, quoted where it must be. */
  name: string
  /** Those that are stored as given; generated ones come by themselves. */
  columns: string[]
  /** Other tables its foreign keys point at. */
  needs: string[]
}

/**
 * Every table that belongs in a backup, in an order in which they can be filled.
 * @throws when foreign keys go in a circle
 */
export async function tablesOf(client: Queryable): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    select format('%I.%I', schema.nspname, class.relname) as name,
           (select array_agg(quote_ident(attname) order by attnum) from pg_attribute
             where attrelid = class.oid and attnum > 0 and not attisdropped and attgenerated = '') as columns,
           (select coalesce(array_agg(distinct format('%I.%I', other_schema.nspname, other.relname)), '{}')
              from pg_constraint key
              join pg_class other on other.oid = key.confrelid
              join pg_namespace other_schema on other_schema.oid = other.relnamespace
             where key.conrelid = class.oid and key.contype = 'f' and other.oid <> class.oid) as needs
      from pg_class class
      join pg_namespace schema on schema.oid = class.relnamespace
     where class.relkind = 'r' and schema.nspname !~ '^pg_' and schema.nspname <> 'information_schema'
     order by name`)
  return inOrder(rows.filter(({ name }) => !isLeftOut(name)))
}

/** Each after those it points at. */
export function inOrder<One extends Pick<Table, 'name' | 'needs'>>(tables: readonly One[]): One[] {
  const names = new Set(tables.map(({ name }) => name))
  const placed = new Set<string>()
  const order: One[] = []
  let waiting = [...tables]
  while (waiting.length > 0) {
    const ready = waiting.filter(({ needs }) => needs.every((need) => placed.has(need) || !names.has(need)))
    if (ready.length === 0)
      throw new Error(`foreign keys go in a circle: ${waiting.map(({ name }) => name).join(', ')}`)
    for (const table of ready) placed.add(table.name)
    order.push(...ready)
    waiting = waiting.filter(({ name }) => !placed.has(name))
  }
  return order
}

/** How far a sequence has counted; null when it has not begun. */
export interface SequenceState {
  name: string
  last: string | null
}

export async function sequencesOf(client: Queryable): Promise<SequenceState[]> {
  const { rows } = await client.query<SequenceState>(`
    select format('%I.%I', schemaname, sequencename) as name, last_value::text as last
      from pg_sequences where schemaname !~ '^pg_' order by name`)
  return rows.filter(({ name }) => !isLeftOut(name))
}

/** Every column that holds a position on the change cursor: a transaction id (ADR 0004). */
export async function positionColumns(client: Queryable): Promise<{ table: string; column: string }[]> {
  const { rows } = await client.query<{ table: string; column: string }>(`
    select format('%I.%I', schema.nspname, class.relname) as table, quote_ident(attname) as column
      from pg_attribute
      join pg_class class on class.oid = attrelid
      join pg_namespace schema on schema.oid = class.relnamespace
     where atttypid = 'xid8'::regtype and class.relkind = 'r' and not attisdropped
       and schema.nspname !~ '^pg_' and schema.nspname <> 'information_schema'
     order by 1, 2`)
  return rows.filter(({ table }) => !isLeftOut(table))
}

/** How many rows each has, now. */
export async function rowsOf(client: Queryable, tables: readonly string[]): Promise<Map<string, number>> {
  const counted = new Map<string, number>()
  for (const table of tables) {
    const { rows } = await client.query<{ count: number }>(`select count(*)::float8 as count from ${table}`)
    counted.set(table, rows[0]?.count ?? 0)
  }
  return counted
}
