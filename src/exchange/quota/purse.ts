import type { Pool } from '../../platform/database/index.ts'
import { returnBlock, takeBlock, type Holder } from './store.ts'
import { periodOf, type SpentKind } from './rules.ts'

/** What is asked for: at most `most` in this period, over all processes; looked up only when the database is asked anyway. */
export interface Wanted {
  amount: number
  most: () => Promise<number>
  now: Date
}

/** Who asks again and again for what is spent asks the database so often at most, or a row would be fought for. */
const askAgainMs = 1_000
/** So much of what was given back stays here; the rest other processes may need. */
const mostKept = 16

/**
 * What this process has taken of one quota and not used yet. It is counted in the database (what a company spends is one sum
 * over all processes) but in blocks: one statement for each read of A3 would be a row that every read of the company waits
 * for. The blocks grow while somebody reads often, and shrink to single reads towards the end, so the sum is exact: nothing is
 * given that was not taken there before.
 */
export class Purse {
  #period = -1
  #left = 0
  /** The size of the last block. */
  #before = 0
  /** When less came than was needed, by the monotonic clock. */
  #cameShortAt = -Infinity
  #fetching: Promise<void> | undefined
  readonly #holder: Holder
  readonly #kind: SpentKind

  constructor(holder: Holder, kind: SpentKind) {
    this.#holder = holder
    this.#kind = kind
  }

  /** As much of it as there is: all, a part, or nothing. */
  async take(database: Pool, { amount, most, now }: Wanted): Promise<number> {
    const period = periodOf(this.#kind, now)
    this.#begin(period)
    if (this.#left < amount) {
      // Whoever comes meanwhile waits for this block, and then perhaps asks for the next.
      while (this.#fetching) await this.#fetching
      if (this.#left < amount && performance.now() - this.#cameShortAt >= askAgainMs) {
        this.#fetching = this.#fetch(database, { period, most, needed: amount - this.#left })
        try {
          await this.#fetching
        } finally {
          this.#fetching = undefined
        }
      }
    }
    const taken = Math.min(amount, this.#left)
    this.#left -= taken
    return taken
  }

  /** What was not needed after all. */
  async giveBack(database: Pool, amount: number, now: Date): Promise<void> {
    if (amount <= 0 || periodOf(this.#kind, now) !== this.#period) return
    this.#left += amount
    const surplus = this.#left - mostKept
    if (surplus <= 0) return
    this.#left -= surplus
    await returnBlock(database, this.#holder, this.#kind, { period: this.#period, surplus })
  }

  #begin(period: number): void {
    if (period === this.#period) return
    this.#period = period
    this.#left = 0
    this.#before = 0
    this.#cameShortAt = -Infinity
  }

  async #fetch(
    database: Pool,
    { period, most, needed }: Pick<Wanted, 'most'> & { period: number; needed: number },
  ): Promise<void> {
    const wanted = { period, most: await most(), needed, before: this.#before }
    const taken = await takeBlock(database, this.#holder, this.#kind, wanted)
    // Meanwhile a new period may have begun here; what was taken for the one before is gone with it.
    if (period !== this.#period) return
    if (taken < needed) this.#cameShortAt = performance.now()
    this.#left += taken
    this.#before = taken
  }
}
