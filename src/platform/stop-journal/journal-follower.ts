import { createHash, type Hash } from 'node:crypto'
import type { Queryable } from '../database/index.ts'
import type { JournalFile } from './journal-file.ts'
import { raiseMark } from './mark-store.ts'

/** Follows a journal as it grows, whoever writes into it, and notes in the key store how far it has come. */
export class JournalFollower {
  readonly #keystore: Queryable
  readonly #file: JournalFile
  #journalId: string | undefined
  #length = 0
  #hash: Hash = createHash('sha256')
  #advancing: Promise<void> = Promise.resolve()

  constructor(keystore: Queryable, file: JournalFile) {
    this.#keystore = keystore
    this.#file = file
  }

  /** Reads what was added since the last time; the first time, all of it. Throws when it became shorter. */
  advance(): Promise<void> {
    const next = this.#advancing.catch(() => undefined).then(() => this.#advance())
    this.#advancing = next
    return next
  }

  async #advance(): Promise<void> {
    const journalId = this.#file.journalId()
    if (journalId === undefined) throw new Error('the stop journal has no first line')
    if (journalId !== this.#journalId) {
      // Begun anew, when the old one was lost.
      this.#journalId = journalId
      this.#length = 0
      this.#hash = createHash('sha256')
    }
    for await (const lines of this.#file.from(this.#length)) {
      this.#hash.update(lines)
      this.#length += lines.length
    }
    const sha256 = this.#hash.copy().digest()
    await raiseMark(this.#keystore, { journalId, length: this.#length, sha256 })
  }
}
