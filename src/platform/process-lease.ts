import type { Queryable } from './database/index.ts'
import type { Lease } from './tenant.ts'

/** A process counts as dead when its lease has run out. */
export const leaseMs = 5_000
const renewEveryMs = 1_000
/** This process gives up a little before the others believe it has: clocks tick at slightly different speeds. */
const marginMs = 500

/**
 * Whether what this process delivers may be decided by this database. Answers false, and does not throw, for no; `never`
 * when no asking again will change that, and the process must end.
 */
export type Admission = () => Promise<boolean | 'never'>

/**
 * Which running server, which database there, which files hold its tables, and the newest change that an older program
 * cannot survive: after a restore, in whatever way, a change of machines or an upgrade it is another one.
 */
const place = `concat_ws('/', pg_postmaster_start_time(),
  (select oid from pg_database where datname = current_database()),
  pg_relation_filenode('platform.processes'), pg_relation_filenode('platform.stop_journal'),
  (select max(number) from platform.migrations where breaking))`

/**
 * Keeps this process's row in platform.processes fresh. The database measures by its own clock; this process by its
 * monotonic one, from before the renewal was sent, so it always stops believing first.
 *
 * The lease begins to count only once `admit` has said that this database is the one that was last at work, and counts
 * no more when the database is found to be in another place: a restored one lets nothing out before it was looked at.
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
  readonly #version: string | null
  readonly #forgotten = Promise.withResolvers<undefined>()
  #admittedAt: string | undefined
  #admitting: Promise<void> | undefined
  #heldUntil = Number.NEGATIVE_INFINITY
  #term = 0
  #timer: NodeJS.Timeout | undefined
  #renewing: Promise<void> = Promise.resolve()
  #stopped = false
  #ended = false

  /** `version`: of the program; null for one that is nobody's to start anew. */
  constructor(
    database: Queryable,
    processId: string,
    service: string,
    admit: Admission,
    version: string | null = null,
  ) {
    this.#database = database
    this.#processId = processId
    this.#service = service
    this.#admit = admit
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
      this.#renewing = this.#renew().catch(() => undefined)
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
    const sentAt = performance.now()
    const { rows } = await this.#database.query<{ place: string }>(
      `update platform.processes set lease_until = clock_timestamp() + $2 * interval '1 millisecond'
        where process_id = $1 returning ${place} as place`,
      [this.#processId, leaseMs],
    )
    if (this.#stopped || this.#ended) return
    const found = rows[0]?.place
    if (found === undefined) return this.#end()
    if (found !== this.#admittedAt) {
      this.#heldUntil = Number.NEGATIVE_INFINITY
      this.#admitting ??= this.#askToBeAdmitted(found)
      return
    }
    // By the time of the answer, not of the question: in between the others may have seen the lease run out.
    if (performance.now() >= this.#heldUntil) this.#term += 1
    this.#heldUntil = sentAt + leaseMs - marginMs
  }

  #end(): void {
    this.#ended = true
    clearInterval(this.#timer)
    this.#heldUntil = Number.NEGATIVE_INFINITY
    this.#forgotten.resolve(undefined)
  }

  /** Asked again by the next renewal, as long as the answer is no. */
  async #askToBeAdmitted(at: string): Promise<void> {
    try {
      const answer = await this.#admit()
      if (answer === 'never') this.#end()
      else if (answer) this.#admittedAt = at
    } finally {
      this.#admitting = undefined
    }
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
