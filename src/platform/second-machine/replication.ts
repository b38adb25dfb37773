import type { Queryable } from '../database/index.ts'

/** The replication slot of the standby, on both clusters. Through it the primary knows, and keeps, what the standby lacks. */
export const slotName = 'azukari_standby'

/** What is longer on its way than this, the standby does not follow but catch up with. */
const lagMsAtMost = 3_000

/** Whether the standby follows one cluster: asked each second, it must have what was on the disk here a moment ago. */
export class Following {
  readonly #database: Queryable
  #waitsFor: { lsn: string; since: number } | undefined

  constructor(database: Queryable) {
    this.#database = database
  }

  /** Everybody may look at the slots, so no service needs a right for it. */
  async isGood(): Promise<boolean> {
    const now = performance.now()
    this.#waitsFor ??= { lsn: await committedUpTo(this.#database), since: now }
    const { lsn, since } = this.#waitsFor
    const reached = await hasReached(this.#database, lsn)
    if (reached === 'reached') this.#waitsFor = undefined
    return reached === 'reached' || (reached === 'on its way' && now - since < lagMsAtMost)
  }
}

/** Up to where everything that was committed is on this machine's disk. */
export async function committedUpTo(database: Queryable): Promise<string> {
  const { rows } = await database.query<{ lsn: string }>('select pg_current_wal_flush_lsn()::text as lsn')
  return rows[0]?.lsn ?? ''
}

/** How far the standby is: `restart_lsn` of its slot is what it has told to have on its disk. */
export async function hasReached(
  database: Queryable,
  lsn: string,
): Promise<'reached' | 'on its way' | 'nobody there'> {
  const { rows } = await database.query<{ reached: boolean | null; active: boolean }>(
    `select active, restart_lsn >= $2::pg_lsn as reached
       from pg_replication_slots where slot_name = $1 and slot_type = 'physical'`,
    [slotName, lsn],
  )
  const [slot] = rows
  if (!slot?.active) return 'nobody there'
  return slot.reached ? 'reached' : 'on its way'
}

/** How often stops were confirmed without the second machine. */
export async function timesAlone(database: Queryable): Promise<number> {
  const { rows } = await database.query<{ times: number }>(
    'select times::float8 as times from platform.confirmed_alone',
  )
  return rows[0]?.times ?? -1
}
