/** Reading takes up to a hundred megabytes of memory: on a small machine two at once, the others wait their turn. */
const readAtOnce = 2

/** Files of one person that arrive, wait or are read at the same time: each may lie on the disk with 2 GiB. */
export const filesPerPerson = 3

/** Files that are read behind the pages of this process. */
export class ReadingQueue {
  readonly #waiting: (() => Promise<void>)[] = []
  readonly #running = new Set<Promise<void>>()
  readonly #places = new Map<string, number>()
  readonly #stop = new AbortController()

  /** A place for one more file of this person, to be given back once; undefined when they have all they may have. */
  takePlace(person: string): (() => void) | undefined {
    const taken = this.#places.get(person) ?? 0
    if (taken >= filesPerPerson) return undefined
    this.#places.set(person, taken + 1)
    return () => {
      const left = (this.#places.get(person) ?? 0) - 1
      if (left > 0) this.#places.set(person, left)
      else this.#places.delete(person)
    }
  }

  /**
   * Runs `read` when its turn has come. It must not fail: what goes wrong is its own to report. With `stop` aborted it
   * is to put its file away unread.
   */
  add(read: (stop: AbortSignal) => Promise<void>): void {
    this.#waiting.push(() => read(this.#stop.signal))
    this.#startNext()
  }

  /** Stops what is being read and turns away what waits, and is done when all of it is put away. */
  async close(): Promise<void> {
    this.#stop.abort()
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
