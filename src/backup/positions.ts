import type pg from 'pg'
import { openPool } from '../platform/database/index.ts'
import { positionColumns } from './tables.ts'

/**
 * Positions on the change cursor are transaction ids, and another cluster counts its own (ADR 0004): one beyond its
 * count lies in no window, and nobody would ever be told of what stands there. So where this cluster has counted less
 * far, every position is written anew, in the same order, from 3 on (the first id of a transaction), and ids are used
 * up until all of them lie in the past.
 *
 * The seals of companies' cursors are destroyed in any case (`secretsNotKept`): each begins anew.
 */
export async function writePositionsAnew(ownerUrl: string): Promise<void> {
  const pool = openPool({ url: ownerUrl, name: 'azukari-restore', max: 1 })
  try {
    const columns = await positionColumns(pool)
    const used = columns.map(({ table, column }) => `select ${column} as old from ${table}`).join(' union ')
    if (used === '') return
    const { rows } = await pool.query<{ ahead: boolean | null; different: number }>(
      `select bool_or(old >= pg_snapshot_xmin(pg_current_snapshot())) as ahead,
              count(*)::float8 as different
         from (${used}) as used`,
    )
    if (!rows[0]?.ahead) return
    // 0 is the start of a cursor, and stays.
    await pool.query(`create temp table positions as
      select old, (2 + row_number() over (order by old))::text::xid8 as fresh from (${used}) as used where old <> '0';
      create unique index on positions (old); analyze positions`)
    for (const { table, column } of columns)
      await pool.query(
        `update ${table} set ${column} = fresh from positions where ${table}.${column} = positions.old`,
      )
    await useUpIds(pool, 3 + rows[0].different)
  } finally {
    await pool.end()
  }
}

/** Until the next transaction has an id beyond `beyond`. */
async function useUpIds(pool: pg.Pool, beyond: number): Promise<void> {
  await pool.query('set synchronous_commit = off')
  await pool.query(`do $$ begin
    while pg_current_xact_id() <= '${String(beyond)}'::xid8 loop commit; end loop;
  end $$`)
}
