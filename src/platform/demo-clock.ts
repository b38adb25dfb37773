import type { Clock } from '../kernel/index.ts'
import type { Pool } from './database/index.ts'

const readEveryMs = 500

/**
 * The demo's clock, which can be set forward and back. How far it is ahead lies in the database, so that every process
 * agrees within half a second; the process that sets it agrees at once.
 */
export class DemoClock implements Clock {
  readonly #database: Pool
  #aheadMs = 0
  #timer: NodeJS.Timeout | undefined

  constructor(database: Pool) {
    this.#database = database
  }

  now(): Date {
    return new Date(Date.now() + this.#aheadMs)
  }

  async start(): Promise<void> {
    await this.#read()
    this.#timer = setInterval(() => {
      // A database that is away for a moment leaves the clock as it was.
      this.#read().catch(() => undefined)
    }, readEveryMs)
    this.#timer.unref()
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  async set(now: Date): Promise<void> {
    const aheadMs = now.getTime() - Date.now()
    await this.#database.query(
      `insert into platform.demo_clock (ahead) values ($1 * interval '1 millisecond')
       on conflict (only_row) do update set ahead = excluded.ahead`,
      [aheadMs],
    )
    this.#aheadMs = aheadMs
  }

  async #read(): Promise<void> {
    const { rows } = await this.#database.query<{ ahead: number }>(
      'select extract(epoch from ahead)::float8 * 1000 as ahead from platform.demo_clock',
    )
    this.#aheadMs = rows[0]?.ahead ?? 0
  }
}
