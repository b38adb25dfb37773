/**
 * Work that takes a core for a while: so many at once, so many that wait, and no more. The stop journal is written by the
 * same four threads of Node, and must not queue behind it.
 */
export class FewAtOnce {
  readonly #most: { atOnce: number; waiting: number }
  readonly #waiting: (() => void)[] = []
  #running = 0

  constructor(most: { atOnce: number; waiting: number }) {
    this.#most = most
  }

  /** undefined when too many wait. */
  async run<T>(work: () => Promise<T>): Promise<T | undefined> {
    if (this.#running >= this.#most.atOnce) {
      if (this.#waiting.length >= this.#most.waiting) return undefined
      await new Promise<void>((resolve) => this.#waiting.push(resolve))
    } else this.#running += 1
    try {
      return await work()
    } finally {
      // Whoever waits takes over the place; nobody who comes between gets it.
      const next = this.#waiting.shift()
      if (next) next()
      else this.#running -= 1
    }
  }
}
