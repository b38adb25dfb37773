import { setTimeout as sleep } from 'node:timers/promises'
import type { Queryable } from './database/index.ts'
import type { Lease } from './tenant.ts'

/** A process counts as dead when its lease has run out. */
export const leaseMs = 5_000
const renewEveryMs = 1_000
/** This process gives up a little before the others believe it has: clocks tick at slightly different speeds. */
const marginMs = 500
const askEveryMs = 50

/**
 * Whether what this process delivers may be decided by this database. Answers false, and does not throw, for no; `never`
 * when no asking again will change that, and the process must end.
 */
export type Admission = () => Promise<boolean | 'never'>

/**
 * What must go on being so for the lease to count, asked before each renewal. Answers, and does not throw, how often stops
 * had been confirmed without the second machine when it began to look (platform.confirmed_alone); undefined for no.
 */
export type Condition = () => Promise<number | undefined>

interface LeaseOptions {
  condition?: Condition | undefined
  /** Of the program; null for one that is nobody's to start anew. */
  version?: string | null
}

/** What a renewal rests on: a look that began then, and how often stops had been confirmed alone at that time. */
interface Look {
  beganAt: number
  times: number | null
}

/**
 * Which running server, which database there, which files hold these tables, and the newest change that an older program
 * cannot survive: after a restore, in whatever way, a change of machines or an upgrade it is another one. `tables`: those
 * there were when the process was admitted, so that a table more is no reason to stop.
 */
const placeBy = (tables: string) => `concat_ws('/', pg_postmaster_start_time(),
  (select oid from pg_database where datname = current_database()),
  (select md5(string_agg(relfilenode::text, ',' order by oid)) from pg_class where oid = any(${tables}::oid[])),
  (select max(number) from platform.migrations where breaking))`

const tablesThere = `array(select oid from pg_class
  where relkind = 'r' and relnamespace::regnamespace::text !~ '^(pg_|information_schema)')`

/**
 * Keeps this process's row in platform.processes fresh. The database measures by its own clock; this process by its
 * monotonic one, from before the renewal was sent, so it always stops believing first.
 *
 * The lease begins to count only once `admit` has said that this database is the one that was last at work, and counts
 * no more when the database is found to be in another place: a restored one lets nothing out before it was looked at.
 *
 * Where there is a condition, it must have been found so at each renewal, by a look that began after everything that was
 * confirmed without the second machine; and the lease counts from that look on.
 *
 * A row that is gone is never written anew: this is another database than the one the process began with (a restore
 * leaves out such rows), or the process slept so long that it was forgotten. What it still believes is then worth
 * nothing, and it must end.
 */
export class ProcessLease implements Lease {
  readonly #database: Queryable
  readonly #processId: string
  readonly #service: string
  readonly #admit: Admission
  readonly #condition: Condition | undefined
  readonly #version: string | null
  readonly #forgotten = Promise.withResolvers<undefined>()
  #admittedAt: string | undefined
  #tables: number[] = []
  #admitting: Promise<void> | undefined
  #newestXid = 0n
  #heldUntil = Number.NEGATIVE_INFINITY
  #term = 0
  #gaveUpAt = Number.NEGATIVE_INFINITY
  #timer: NodeJS.Timeout | undefined
  #renewing: Promise<void> | undefined
  #stopped = false
  #ended = false

  constructor(
    database: Queryable,
    processId: string,
    service: string,
    admit: Admission,
    { condition, version = null }: LeaseOptions = {},
  ) {
    this.#database = database
    this.#processId = processId
    this.#service = service
    this.#admit = admit
    this.#condition = condition
    this.#version = version
  }

  /** Resolves when the database no longer knows this process, or never admits it. */
  get forgotten(): Promise<undefined> {
    return this.#forgotten.promise
  }

  /** Returns once the lease counts, or it is known that it does not. */
  async start(): Promise<void> {
    await this.#enter()
    await this.#renew()
    await this.#admitting
    await this.#renew()
    if (this.#ended) return
    this.#timer = setInterval(() => {
      // A renewal that fails is answered by the lease running out; the next one is a second away.
      this.#renewing ??= this.#renew()
        .catch(() => undefined)
        .finally(() => (this.#renewing = undefined))
    }, renewEveryMs)
    this.#timer.unref()
  }

  /** Ends the lease at once, so that nobody waits for this process. */
  async stop(): Promise<void> {
    clearInterval(this.#timer)
    this.#stopped = true
    this.#heldUntil = Number.NEGATIVE_INFINITY
    // A renewal under way would put the row back.
    await this.#renewing
    await this.#admitting
    await this.#database.query('delete from platform.processes where process_id = $1', [this.#processId])
  }

  term(): number {
    return this.#term
  }

  held(term: number): boolean {
    return term === this.#term && performance.now() < this.#heldUntil
  }

  /**
   * Gives up delivering, and waits until no process of this city delivers on the strength of a look that began before. From
   * then on what this machine's journal has, and no other, may be confirmed.
   */
  async giveUp(): Promise<void> {
    this.#gaveUpAt = performance.now()
    this.#heldUntil = Number.NEGATIVE_INFINITY
    // A renewal that goes on at this moment locks that row: it is either counted below, or it finds its look too old.
    await this.#database.query('update platform.confirmed_alone set times = times + 1')
    await this.#database.query(
      `update platform.processes
          set delivers_until = least(delivers_until, clock_timestamp() + $2 * interval '1 millisecond')
        where process_id = $1`,
      [this.#processId, marginMs],
    )
    const runOutAt = this.#gaveUpAt + leaseMs
    while (performance.now() < runOutAt && (await this.#doesAnybodyDeliver())) await sleep(askEveryMs)
  }

  async #doesAnybodyDeliver(): Promise<boolean> {
    const { rowCount } = await this.#database.query(
      'select from platform.processes where delivers_until > clock_timestamp() limit 1',
    )
    return rowCount === 1
  }

  /** The row of this process, written for the first and only time. */
  async #enter(): Promise<void> {
    await this.#database.query(
      `insert into platform.processes (process_id, service, lease_until, version)
       values ($1, $2, clock_timestamp() + $3 * interval '1 millisecond', $4)
       on conflict (process_id) do update set lease_until = excluded.lease_until`,
      [this.#processId, this.#service, leaseMs, this.#version],
    )
  }

  async #renew(): Promise<void> {
    const look = await this.#look()
    const sentAt = performance.now()
    const { rows } = await this.#database.query<{ place: string; xid: string; good: boolean }>(
      `with alone as (select times from platform.confirmed_alone for share)
       update platform.processes
          set lease_until = clock_timestamp() + $2 * interval '1 millisecond',
              delivers_until = case when coalesce($3, times) = times
                                    then clock_timestamp() + $2 * interval '1 millisecond'
                                    else '-infinity' end
         from alone
        where process_id = $1
       returning ${placeBy('$4')} as place, pg_current_xact_id()::text as xid, coalesce($3, times) = times as good`,
      [this.#processId, leaseMs, look.times, this.#tables],
    )
    if (this.#stopped || this.#ended) return
    const [found] = rows
    if (found === undefined) return this.#end()
    // They only ever grow, unless the whole server went back to an earlier moment.
    const hasGoneBack = BigInt(found.xid) <= this.#newestXid
    this.#newestXid = BigInt(found.xid)
    if (hasGoneBack) this.#admittedAt = undefined
    if (found.place !== this.#admittedAt) {
      this.#heldUntil = Number.NEGATIVE_INFINITY
      this.#admitting ??= this.#askToBeAdmitted()
      return
    }
    this.#hold(found.good && look.beganAt > this.#gaveUpAt, Math.min(look.beganAt, sentAt))
  }

  /** For no, a number of times that there never was. */
  async #look(): Promise<Look> {
    if (!this.#condition) return { beganAt: Number.POSITIVE_INFINITY, times: null }
    const beganAt = performance.now()
    return { beganAt, times: (await this.#condition()) ?? -1 }
  }

  #hold(isGood: boolean, from: number): void {
    if (!isGood) {
      this.#heldUntil = Number.NEGATIVE_INFINITY
      return
    }
    // By the time of the answer, not of the question: in between the others may have seen the lease run out.
    if (performance.now() >= this.#heldUntil) this.#term += 1
    this.#heldUntil = from + leaseMs - marginMs
  }

  #end(): void {
    this.#ended = true
    clearInterval(this.#timer)
    this.#heldUntil = Number.NEGATIVE_INFINITY
    this.#forgotten.resolve(undefined)
  }

  /** Asked again by the next renewal, as long as the answer is no. Does not throw: nobody may be waiting for it. */
  async #askToBeAdmitted(): Promise<void> {
    try {
      const at = await this.#lookAround()
      const answer = await this.#admit()
      if (answer === 'never') this.#end()
      else if (answer) this.#admittedAt = at
    } catch {
      // A database that cannot be reached admits nobody.
      this.#admittedAt = undefined
    } finally {
      this.#admitting = undefined
    }
  }

  /** Where this is, before it is asked whether it may be. */
  async #lookAround(): Promise<string | undefined> {
    const { rows } = await this.#database.query<{ tables: number[]; place: string }>(
      `select tables, ${placeBy('tables')} as place from (select ${tablesThere} as tables) as there`,
    )
    this.#tables = rows[0]?.tables ?? []
    return rows[0]?.place
  }
}

/** Living processes whose program is not of this version: they must be started anew. Null: a version before there were any. */
export async function otherVersions(
  database: Queryable,
  version: string,
): Promise<{ service: string; version: string | null; processes: number }[]> {
  const { rows } = await database.query<{ service: string; version: string | null; processes: number }>(
    `select service, version, count(*)::float8 as processes from platform.processes
      where lease_until > clock_timestamp() and version is distinct from $1
      group by service, version order by service, version`,
    [version],
  )
  return rows
}

/** Removes rows of processes that have been dead for an hour. */
export async function forgetDeadProcesses(database: Queryable): Promise<void> {
  await database.query(
    `delete from platform.processes where lease_until < clock_timestamp() - interval '1 hour'`,
  )
}
