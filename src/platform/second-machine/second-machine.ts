import { setTimeout as sleep } from 'node:timers/promises'
import type { Queryable } from '../database/index.ts'
import type { CopyProblem, JournalCopy } from './journal-copy.ts'
import { committedUpTo, Following, hasReached, timesAlone } from './replication.ts'

/** Why nothing may be delivered for want of the second machine. */
export type StandbyProblem = CopyProblem | 'data-not-followed' | 'keys-not-followed'

export interface SecondMachineOptions {
  copy: JournalCopy
  /** A connection of its own, like that of the lease. */
  database: Queryable
  keystore: Queryable
  /** For those who deliver. */
  deliveryDatabase: Queryable
  /** Ends every delivery of the city, and returns when none goes on that could rest on an earlier look. */
  giveUp: () => Promise<void>
  /** Hears of each change; undefined: it knows everything again. */
  onChange: (problem: StandbyProblem | undefined) => void
}

/** Nobody waits longer for the other machine than this, however much there is to be sent; less, where it is known to be behind. */
const waitMs = { first: 2_000, again: 250 }
const looks = { firstMs: 1, longestMs: 20 }

/**
 * The second machine, as a process of the first one sees it. As long as it knows everything there are deliveries. Once it
 * does not, there are none; and what is stopped then is confirmed with the journal of this machine alone, after the last
 * delivery anywhere in the city has ended.
 */
export class SecondMachine {
  readonly #options: SecondMachineOptions
  readonly #data: Following
  readonly #keys: Following
  readonly #promoted = Promise.withResolvers<undefined>()
  #problem: StandbyProblem | undefined = 'not-reached'
  #hasPromoted = false

  constructor(options: SecondMachineOptions) {
    this.#options = options
    this.#data = new Following(options.database)
    this.#keys = new Following(options.keystore)
  }

  /** undefined: it knows everything. */
  get problem(): StandbyProblem | undefined {
    return this.#problem
  }

  /** Resolves when it has taken over. This process must then end: it confirms nothing and delivers nothing any more. */
  get promoted(): Promise<undefined> {
    return this.#promoted.promise
  }

  /**
   * Looks whether it knows everything. The answer is how often stops had been confirmed without it when the look began;
   * undefined for no. Does not throw.
   */
  readonly look = async (): Promise<number | undefined> => {
    const { copy, database } = this.#options
    try {
      const times = await timesAlone(database)
      const problem =
        (await inTime(copy.compare(), waitMs.first)) ??
        ((await this.#data.isGood()) ? undefined : 'data-not-followed') ??
        ((await this.#keys.isGood()) ? undefined : 'keys-not-followed')
      this.#found(problem)
      return problem === undefined ? times : undefined
    } catch {
      this.#found('data-not-followed')
      return undefined
    }
  }

  /** Whether what stands in the stop journal here may be confirmed. False: only on the other machine, which took over. */
  readonly mayConfirm = async (): Promise<boolean> => {
    const { copy, giveUp } = this.#options
    const problem = await this.#pushed(copy)
    if (problem === undefined) return true
    this.#found(problem)
    // Who has not heard it since the start cannot know that it has not taken over.
    if (this.#hasPromoted || !copy.heard) return false
    await giveUp()
    return true
  }

  /** Whether it has the whole leaf journal. */
  async hasLeaves(): Promise<boolean> {
    const problem = await this.#pushed(this.#options.copy)
    if (problem !== undefined) this.#found(problem)
    return problem === undefined
  }

  /** Waits until its database has what was committed here before, as long as `goesOn`. */
  async follows(goesOn: () => boolean): Promise<boolean> {
    const { deliveryDatabase: database } = this.#options
    const lsn = await committedUpTo(database)
    for (let pauseMs = looks.firstMs; goesOn(); pauseMs = Math.min(2 * pauseMs, looks.longestMs)) {
      if ((await hasReached(database, lsn)) === 'reached') return true
      await sleep(pauseMs)
    }
    return false
  }

  async #pushed(copy: JournalCopy): Promise<CopyProblem | undefined> {
    if (this.#hasPromoted) return 'promoted'
    return inTime(copy.push(), this.#problem === undefined ? waitMs.first : waitMs.again)
  }

  #found(problem: StandbyProblem | undefined): void {
    if (this.#hasPromoted) return
    if (problem === 'promoted') {
      this.#hasPromoted = true
      this.#promoted.resolve(undefined)
    }
    if (problem !== this.#problem) this.#options.onChange(problem)
    this.#problem = problem
  }
}

async function inTime(
  copying: Promise<CopyProblem | undefined>,
  milliseconds: number,
): Promise<CopyProblem | undefined> {
  const patience = new AbortController()
  const tooLong = sleep(milliseconds, 'not-reached' as const, { signal: patience.signal, ref: false })
  try {
    return await Promise.race([copying, tooLong])
  } finally {
    patience.abort()
    tooLong.catch(() => undefined)
  }
}
