import type { Queryable } from './database/index.ts'
import type { Lease } from './tenant.ts'

/** A process counts as dead when its lease has run out. */
export const leaseMs = 5_000
const renewEveryMs = 1_000
/** This process gives up a little before the others believe it has: clocks tick at slightly different speeds. */
const marginMs = 500

/**
 * Keeps this process's row in platform.processes fresh. The database measures by its own clock; this process by its
 * monotonic one, from before the renewal was sent, so it always stops believing first.
 *
 * A row that is gone is never written anew: this is another database than the one the process began with (a restore
 * leaves out such rows), or the process slept so long that it was forgotten. What it still believes is then worth
 * nothing, and it must end.
 */
export class ProcessLease implements Lease {
  readonly #database: Queryable
  readonly #processId: string
  readonly #service: string
  readonly #forgotten = Promise.withResolvers<undefined>()
  #heldUntil = Number.NEGATIVE_INFINITY
  #term = 0
  #timer: NodeJS.Timeout | undefined
  #renewing: Promise<void> = Promise.resolve()
  #stopped = false

  constructor(database: Queryable, processId: string, service: string) {
    this.#database = database
    this.#processId = processId
    this.#service = service
  }

  /** Resolves when the database no longer knows this process. */
  get forgotten(): Promise<undefined> {
    return this.#forgotten.promise
  }

  async start(): Promise<void> {
    await this.#enter()
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
    await this.#database.query('delete from platform.processes where process_id = $1', [this.#processId])
  }

  term(): number {
    return this.#term
  }

  held(term: number): boolean {
    return term === this.#term && performance.now() < this.#heldUntil
  }

  async #enter(): Promise<void> {
    const sentAt = performance.now()
    await this.#database.query(
      `insert into platform.processes (process_id, service, lease_until)
       values ($1, $2, clock_timestamp() + $3 * interval '1 millisecond')`,
      [this.#processId, this.#service, leaseMs],
    )
    this.#hold(sentAt)
  }

  async #renew(): Promise<void> {
    const sentAt = performance.now()
    const { rowCount } = await this.#database.query(
      `update platform.processes set lease_until = clock_timestamp() + $2 * interval '1 millisecond'
        where process_id = $1`,
      [this.#processId, leaseMs],
    )
    if (this.#stopped) return
    if (rowCount === 1) return this.#hold(sentAt)
    clearInterval(this.#timer)
    this.#heldUntil = Number.NEGATIVE_INFINITY
    this.#forgotten.resolve(undefined)
  }

  #hold(sentAt: number): void {
    // By the time of the answer, not of the question: in between the others may have seen the lease run out.
    if (performance.now() >= this.#heldUntil) this.#term += 1
    this.#heldUntil = sentAt + leaseMs - marginMs
  }
}

/** Removes rows of processes that have been dead for an hour. */
export async function forgetDeadProcesses(database: Queryable): Promise<void> {
  await database.query(
    `delete from platform.processes where lease_until < clock_timestamp() - interval '1 hour'`,
  )
}
