import type { Queryable } from '../database/index.ts'

/** The replication slot of the standby, on both clusters. Through it the primary knows, and keeps, what the standby lacks. */
export const slotName = 'azukari_standby'

/** So much may be on its way. A standby that is further behind does not follow, it catches up. */
const lagBytesAtMost = 16 * 1024 * 1024

/**
 * Whether the standby follows this cluster. Everybody may look at the slots, so no service needs a right for it; their
 * `restart_lsn` is what the standby has told to have on its disk.
 */
export async function isFollowed(database: Queryable): Promise<boolean> {
  const { rows } = await database.query<{ follows: boolean | null }>(
    `select active and pg_wal_lsn_diff(pg_current_wal_flush_lsn(), restart_lsn) <= $2 as follows
       from pg_replication_slots where slot_name = $1 and slot_type = 'physical'`,
    [slotName, lagBytesAtMost],
  )
  return rows[0]?.follows === true
}

/** Up to where everything that was committed is on this machine's disk. */
export async function committedUpTo(database: Queryable): Promise<string> {
  const { rows } = await database.query<{ lsn: string }>('select pg_current_wal_flush_lsn()::text as lsn')
  return rows[0]?.lsn ?? ''
}

/** Whether the standby has all up to there on its disk. */
export async function hasReached(database: Queryable, lsn: string): Promise<boolean> {
  const { rows } = await database.query<{ reached: boolean | null }>(
    'select restart_lsn >= $2::pg_lsn as reached from pg_replication_slots where slot_name = $1',
    [slotName, lsn],
  )
  return rows[0]?.reached === true
}

/** How often stops were confirmed without the second machine. */
export async function timesAlone(database: Queryable): Promise<number> {
  const { rows } = await database.query<{ times: number }>(
    'select times::float8 as times from platform.confirmed_alone',
  )
  return rows[0]?.times ?? -1
}
