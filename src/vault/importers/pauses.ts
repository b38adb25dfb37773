import { setImmediate } from 'node:timers/promises'
import { importLimits } from './limits.ts'
import { Refused } from './refused.ts'

/**
 * Lets others run now and then, so that a server stays responsive while a file is read,
 * and stops when the signal says so.
 */
export class Pauses {
  readonly #signal: AbortSignal | undefined
  #sinceLast = 0

  constructor(signal?: AbortSignal) {
    this.#signal = signal
  }

  async after(bytes: number): Promise<void> {
    this.#stopIfAborted()
    this.#sinceLast += bytes
    if (this.#sinceLast < importLimits.pauseEveryBytes) return
    this.#sinceLast = 0
    await setImmediate()
    this.#stopIfAborted()
  }

  #stopIfAborted(): void {
    if (this.#signal?.aborted === true) throw new Refused('interrupted')
  }
}
