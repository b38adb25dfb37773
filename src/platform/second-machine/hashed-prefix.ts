import { createHash, type Hash } from 'node:crypto'
import { open } from 'node:fs/promises'

const readAtOnce = 1024 * 1024

/** The hash over the beginning of a file that is only ever added to: each byte is read once, however often it is asked. */
export class HashedPrefix {
  readonly #path: string
  #hash: Hash = createHash('sha256')
  #length = 0

  constructor(path: string) {
    this.#path = path
  }

  /** SHA-256 over so many bytes, in hexadecimal; undefined when the file is shorter. One call at a time. */
  async of(length: number): Promise<string | undefined> {
    if (length < this.#length) {
      this.#hash = createHash('sha256')
      this.#length = 0
    }
    if (this.#length < length) await this.#read(length)
    return this.#length === length ? this.#hash.copy().digest('hex') : undefined
  }

  async #read(length: number): Promise<void> {
    const handle = await open(this.#path, 'r')
    try {
      while (this.#length < length) {
        const wanted = Math.min(readAtOnce, length - this.#length)
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(wanted), 0, wanted, this.#length)
        if (bytesRead === 0) return
        this.#hash.update(buffer.subarray(0, bytesRead))
        this.#length += bytesRead
      }
    } finally {
      await handle.close()
    }
  }
}
