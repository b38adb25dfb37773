import type { Queryable } from '../../platform/database/index.ts'

/** How many leaves the log had, as the key store remembers it; 0 before the first. */
export async function selectLogMark(keystore: Queryable): Promise<number> {
  const { rows } = await keystore.query<{ size: number }>(
    'select size::float8 as size from keystore.log_mark',
  )
  return rows[0]?.size ?? 0
}

/** Nothing when it knows of more already. */
export async function raiseLogMark(keystore: Queryable, size: number): Promise<void> {
  await keystore.query(
    `insert into keystore.log_mark (size) values ($1)
     on conflict (only_row) do update set size = excluded.size where log_mark.size < excluded.size`,
    [size],
  )
}

/** Of a log that goes on from less, because what it had is lost for good. */
export async function resetLogMark(keystore: Queryable, size: number): Promise<void> {
  await keystore.query('update keystore.log_mark set size = $1', [size])
}
