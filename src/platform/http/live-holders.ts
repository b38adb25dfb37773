import type { FastifyRequest } from 'fastify'

const found = new WeakMap<FastifyRequest, () => void>()

/** For whoever has looked a session or token up: it is somebody's, and good. */
export function noteLive(request: FastifyRequest): void {
  found.get(request)?.()
}

/**
 * Which sessions and tokens were found good by this process, so that the limits know without a look at the database who is
 * somebody. Nothing is let in by it. One that has ended meanwhile keeps its bucket, and gains nothing else.
 */
export class LiveHolders {
  readonly #keys = new Set<string>()
  readonly #most: number

  /** The one that came longest ago is forgotten first. */
  constructor(most: number) {
    this.#most = most
  }

  /** Whether this one is known; if not, it is from `noteLive` on. */
  expect(request: FastifyRequest, key: string | undefined): boolean {
    if (key === undefined) return false
    found.set(request, () => this.#keep(key))
    if (!this.#keys.has(key)) return false
    this.#keep(key)
    return true
  }

  #keep(key: string): void {
    this.#keys.delete(key)
    this.#keys.add(key)
    const [oldest] = this.#keys
    if (this.#keys.size > this.#most && oldest !== undefined) this.#keys.delete(oldest)
  }
}
