import { setTimeout as sleep } from 'node:timers/promises'
import { localDayOf, type Clock } from '../../kernel/index.ts'
import type { Queryable } from '../../platform/database/index.ts'
import type { Log } from '../../platform/log.ts'
import type { Metrics } from '../../platform/metrics.ts'
import { keepCheckpoint } from './keep-checkpoint.ts'
import { selectCheckpoint, selectCheckpointOf } from './log-store.ts'
import { holdsLease } from './sequencer-lease.ts'

const hourMs = 60 * 60 * 1000
const lookEveryMs = 5_000
const againAfterMs = 60_000
/** A disk that hangs must not hold up the end of a process. */
const stopWithinMs = 2_000

/** Whether the newest checkpoint goes into the file: at most one an hour, and the first of a day. */
export function isDue(
  kept: { size: number; signedAt: Date } | undefined,
  newest: { size: number },
  now: Date,
): boolean {
  if (!kept) return true
  if (kept.size === newest.size) return false
  return now.getTime() - kept.signedAt.getTime() >= hourMs || localDayOf(now) !== localDayOf(kept.signedAt)
}

/** Where a city's checkpoints are kept outside of its database, and what is counted of it. */
export interface KeptOutside {
  file: string
  metrics: KeeperMetrics
}

export type KeeperMetrics = ReturnType<typeof keeperMetrics>

/** Once per process: every city counts with the same ones, by its label. */
export function keeperMetrics(metrics: Metrics) {
  return {
    failures: metrics.counter({
      name: 'azukari_checkpoint_file_failures_total',
      help: 'Times that the newest checkpoint could not be added to the file outside of the database.',
      labels: ['tenant', 'because'],
    }),
    size: metrics.gauge({
      name: 'azukari_checkpoint_file_leaves',
      help: 'Size of the newest checkpoint in the file outside of the database, as this process knows it.',
      labels: ['tenant'],
    }),
  }
}

/**
 * Keeps checkpoints outside of the database while this process is the sequencer. It is beside the log and never in its
 * way: a file that cannot be written, or that says otherwise than the log, is told and tried again.
 */
export class CheckpointKeeper {
  readonly #database: Queryable
  readonly #token: number
  readonly #tenant: { id: string; clock: Clock }
  readonly #outside: KeptOutside
  readonly #log: Log
  #kept: { size: number; signedAt: Date } | undefined
  #lookAt = 0
  #looking: Promise<void> | undefined

  constructor(
    database: Queryable,
    token: number,
    tenant: { id: string; clock: Clock },
    outside: KeptOutside,
    log: Log,
  ) {
    this.#database = database
    this.#token = token
    this.#tenant = tenant
    this.#outside = outside
    this.#log = log
  }

  /** To be called often. Returns at once, and throws nothing. */
  look(): void {
    if (this.#looking || performance.now() < this.#lookAt) return
    this.#looking = this.#keep()
      .then((pauseMs) => {
        this.#lookAt = performance.now() + pauseMs
      })
      .finally(() => {
        this.#looking = undefined
      })
  }

  async stop(): Promise<void> {
    await Promise.race([this.#looking, sleep(stopWithinMs, undefined, { ref: false })])
  }

  /** @returns after how many milliseconds to look again */
  async #keep(): Promise<number> {
    const { id: tenant, clock } = this.#tenant
    try {
      const newest = await selectCheckpoint(this.#database)
      if (!newest || !isDue(this.#kept, newest, clock.now())) return lookEveryMs
      // Who has lost the lease meanwhile leaves the file to the next.
      if (!(await holdsLease(this.#database, this.#token))) return lookEveryMs
      const due = (last: number) => this.#isDueAfter(last, newest)
      const kept = await keepCheckpoint(this.#database, this.#outside.file, due)
      if (kept.ok) {
        this.#kept = await selectCheckpointOf(this.#database, kept.size)
        this.#outside.metrics.size.set({ tenant }, kept.size)
        return lookEveryMs
      }
      this.#failed(kept.because)
    } catch (error) {
      this.#failed('fault', error)
    }
    return againAfterMs
  }

  /** Asked of the last one in the file, which another process may have written. */
  async #isDueAfter(last: number, newest: { size: number }): Promise<boolean> {
    return isDue(await selectCheckpointOf(this.#database, last), newest, this.#tenant.clock.now())
  }

  #failed(because: string, error?: unknown): void {
    this.#outside.metrics.failures.inc({ tenant: this.#tenant.id, because })
    this.#log.error('the checkpoint could not be kept outside', { because, error })
  }
}
