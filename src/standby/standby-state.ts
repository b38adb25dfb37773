import { mkdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { hasCode } from '../platform/durable-file.ts'
import { replaceFile } from '../platform/durable-file.ts'

const heardSchema = z.record(
  z.string(),
  z.object({ heardAt: z.iso.datetime(), completeAt: z.iso.datetime().nullable() }),
)
const promotionSchema = z.object({
  at: z.iso.datetime(),
  way: z.enum(['journal', 'stated', 'frozen']),
  /** Broken off before, it is run again. */
  done: z.boolean(),
})

/** When the first machine was last heard, of each city; and when this one last had everything. */
export type Heard = z.infer<typeof heardSchema>
/** That this machine took over; `way`: how it is known that nothing confirmed is missing here. */
export type Promotion = z.infer<typeof promotionSchema>

const writeEveryMs = 1_000

/** What the second machine remembers of the first, beside the copies, for the command that promotes it. */
export class StandbyState {
  readonly #directory: string
  #heard: Heard | undefined
  #writtenAt = Number.NEGATIVE_INFINITY

  /** `journal`: the folder of the copies. A city cannot be called like the folder in it. */
  constructor(journal: string) {
    this.#directory = join(journal, '.standby')
  }

  /** Whether a standby was ever kept here. */
  async isThere(): Promise<boolean> {
    return (await this.lastHeard()) !== undefined
  }

  async lastHeard(): Promise<Heard | undefined> {
    return this.#read('heard.json', heardSchema)
  }

  async promotion(): Promise<Promotion | undefined> {
    return this.#read('promoted.json', promotionSchema)
  }

  /** Asked before and after each write, so it only looks whether the file is there: another process makes it. */
  async isPromoted(): Promise<boolean> {
    try {
      await stat(join(this.#directory, 'promoted.json'))
      return true
    } catch (fault) {
      if (hasCode(fault, 'ENOENT')) return false
      throw fault
    }
  }

  /** Written at most once a second: what is remembered may be a second too early, never too late. */
  async heard(city: string, complete: boolean): Promise<void> {
    const at = new Date().toISOString()
    this.#heard ??= (await this.lastHeard()) ?? {}
    const isNews = complete && (this.#heard[city]?.completeAt ?? null) === null
    this.#heard[city] = {
      heardAt: at,
      completeAt: complete ? at : (this.#heard[city]?.completeAt ?? null),
    }
    if (performance.now() - this.#writtenAt < writeEveryMs && !isNews) return
    this.#writtenAt = performance.now()
    await mkdir(this.#directory, { recursive: true, mode: 0o700 })
    await replaceFile(join(this.#directory, 'heard.json'), JSON.stringify(this.#heard), 0o600)
  }

  /** On the disk when it returns. */
  async promote(promotion: Promotion): Promise<void> {
    await mkdir(this.#directory, { recursive: true, mode: 0o700 })
    await replaceFile(join(this.#directory, 'promoted.json'), JSON.stringify(promotion), 0o600)
  }

  async #read<Schema extends z.ZodType>(name: string, schema: Schema): Promise<z.infer<Schema> | undefined> {
    const text = await readFile(join(this.#directory, name), 'utf8').catch((fault: unknown) => {
      if (hasCode(fault, 'ENOENT')) return undefined
      throw fault
    })
    return text === undefined ? undefined : schema.parse(JSON.parse(text))
  }
}
