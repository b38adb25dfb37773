/** Reading takes up to a hundred megabytes of memory: on a small machine two at once, the others wait their turn. */
const readAtOnce = 2

/** Files that are read behind the pages. */
export class ReadingQueue {
  readonly #waiting: (() => Promise<void>)[] = []
  readonly #running = new Set<Promise<void>>()

  /** Runs `read` when its turn has come. It must not fail: what goes wrong is its own to report. */
  add(read: () => Promise<void>): void {
    this.#waiting.push(read)
    this.#startNext()
  }

  /** When everything that was added has been read. */
  async empty(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running)
  }

  #startNext(): void {
    if (this.#running.size >= readAtOnce) return
    const read = this.#waiting.shift()
    if (!read) return
    const running = read().finally(() => {
      this.#running.delete(running)
      this.#startNext()
    })
    this.#running.add(running)
  }
}
