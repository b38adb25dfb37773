import type { Queryable } from '../database/index.ts'
import { HashedPrefix } from '../second-machine/index.ts'
import type { JournalFile } from './journal-file.ts'
import { moveMark, selectMark } from './mark-store.ts'

/**
 * Follows a journal as it grows, whoever writes into it, and notes in the key store how far it has come. A journal that
 * does not begin with what was noted before is never noted: the older one would be taken for the newest.
 */
export class JournalFollower {
  readonly #keystore: Queryable
  readonly #file: JournalFile
  readonly #isElsewhere: () => Promise<boolean>
  #prefix: { of: HashedPrefix; journalId: string } | undefined
  #advancing: Promise<void> = Promise.resolve()

  /** `isElsewhere`: whether what stands in it now may be known outside, too; else nothing is noted. */
  constructor(keystore: Queryable, file: JournalFile, isElsewhere: () => Promise<boolean>) {
    this.#keystore = keystore
    this.#file = file
    this.#isElsewhere = isElsewhere
  }

  /** Reads what was added since the last time; the first time, all of it. Throws when it is not what was noted. */
  advance(): Promise<void> {
    const next = this.#advancing.catch(() => undefined).then(() => this.#advance())
    this.#advancing = next
    return next
  }

  async #advance(): Promise<void> {
    const head = this.#file.head()
    if (!head) throw new Error('the stop journal has no first line')
    const { journalId, after } = head
    if (this.#prefix?.journalId !== journalId)
      this.#prefix = { of: new HashedPrefix(this.#file.path), journalId }
    const noted = await selectMark(this.#keystore)
    const length = await this.#file.wholeLength()
    if (noted && noted.journalId !== journalId && !after.includes(noted.journalId))
      throw new Error('the key store knows another stop journal')
    const own = noted?.journalId === journalId ? noted : undefined
    if (own && (await this.#hashOf(own.length)) !== own.sha256.toString('hex'))
      throw new Error('the stop journal does not begin with what the key store knows of it')
    if (own && own.length >= length) return
    if (!(await this.#isElsewhere())) return
    const sha256 = Buffer.from((await this.#hashOf(length)) ?? '', 'hex')
    await moveMark(this.#keystore, noted, { journalId, length, sha256 })
  }

  /** undefined when it is shorter than that. */
  async #hashOf(length: number): Promise<string | undefined> {
    return this.#prefix?.of.of(length)
  }
}
