import { createHash } from 'node:crypto'
import { chmod, mkdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { appendToFile, hasCode, replaceFile } from '../platform/durable-file.ts'
import { StartProblem } from '../platform/start-problem.ts'
import { addedTo, LogKey, WitnessSigner, type Tree } from '../proof/index.ts'
import { parseAddress } from './ask-log.ts'
import * as words from './words.ts'

/** A log that is watched. */
export interface WatchedLog {
  address: URL
  /** As it was given when the log was added; from it, endorsements lead to later ones. Its name is the log’s origin. */
  key: LogKey
}

/** What the witness has last cosigned of a log, or was about to. */
export interface Seen extends Tree {
  /** The newest key by which the log has signed. Older ones sign nothing more. */
  key: LogKey
  note: string
}

const logsSchema = z.array(z.strictObject({ address: z.string(), key: z.string() })).max(1_000)
const seenSchema = z.strictObject({
  size: z.int().min(0),
  root: z.base64().length(44),
  key: z.string(),
  note: z.string(),
})

/** The folder of a witness: its key, the logs it watches, what it has seen of each, and what it has cosigned. */
export class WitnessFiles {
  readonly directory: string

  constructor(directory: string) {
    this.directory = directory
  }

  /** Makes the key, once. @throws StartProblem where there is one */
  async makeKey(name: string): Promise<WitnessSigner> {
    await mkdir(this.directory, { recursive: true, mode: 0o700 })
    const signer = WitnessSigner.fresh(name)
    try {
      await writeFile(this.#keyFile, signer.toSecret(), { flag: 'wx', mode: 0o600, flush: true })
    } catch (fault) {
      if (hasCode(fault, 'EEXIST')) throw new StartProblem(words.keyIsThere(this.#keyFile))
      throw fault
    }
    // The umask can only take from the mode.
    await chmod(this.#keyFile, 0o600)
    return signer
  }

  /** @throws StartProblem where there is none, or others can read it */
  async signer(): Promise<WitnessSigner> {
    const text = await textOf(this.#keyFile)
    if (text === undefined) throw new StartProblem(words.noKey)
    if (((await stat(this.#keyFile)).mode & 0o077) !== 0)
      throw new StartProblem(words.keyIsOpen(this.#keyFile))
    const signer = WitnessSigner.fromSecret(text)
    if (!signer) throw new StartProblem(words.damaged(this.#keyFile))
    return signer
  }

  async logs(): Promise<WatchedLog[]> {
    const text = await textOf(this.#logsFile)
    if (text === undefined) return []
    return this.#parsed(this.#logsFile, text, logsSchema).map(({ address, key }) => {
      const log = { address: parseAddress(address), key: LogKey.parse(key) }
      if (!log.address || !log.key) throw new StartProblem(words.damaged(this.#logsFile))
      return { address: log.address, key: log.key }
    })
  }

  async addLog(added: WatchedLog): Promise<void> {
    const logs = [...(await this.logs()), added]
    const written = logs.map(({ address, key }) => ({ address: address.href, key: key.toString() }))
    await replaceFile(this.#logsFile, `${JSON.stringify(written, undefined, 2)}\n`, 0o600)
  }

  /** Undefined for a log that was never cosigned. @throws StartProblem when that is not so and the memory of it is lost */
  async seen(origin: string): Promise<Seen | undefined> {
    const file = this.#fileOf('seen', origin, 'json')
    const text = await textOf(file)
    if (text === undefined) {
      if (await isThere(this.cosignedFile(origin))) throw new StartProblem(words.memoryLost(file))
      return undefined
    }
    const { root, key, ...seen } = this.#parsed(file, text, seenSchema)
    const parsedKey = LogKey.parse(key)
    if (!parsedKey) throw new StartProblem(words.damaged(file))
    return { ...seen, root: Buffer.from(root, 'base64'), key: parsedKey }
  }

  /** On the disk when it returns: only then may a cosignature be made. */
  async remember(origin: string, { size, root, key, note }: Seen): Promise<void> {
    const seen = { size, root: Buffer.from(root).toString('base64'), key: key.toString(), note }
    await mkdir(join(this.directory, 'seen'), { recursive: true, mode: 0o700 })
    await replaceFile(this.#fileOf('seen', origin, 'json'), `${JSON.stringify(seen)}\n`, 0o600)
  }

  /** Adds to what was cosigned: checkpoints one after the other, for `azukari verify` and `verify-log`. */
  async keepCosigned(origin: string, note: string): Promise<void> {
    await mkdir(join(this.directory, 'cosigned'), { recursive: true, mode: 0o700 })
    const file = this.cosignedFile(origin)
    const before = (await textOf(file)) ?? ''
    await appendToFile(file, Buffer.byteLength(before), addedTo(before, note))
  }

  /** Two checkpoints of one log that contradict each other; however often they are met, one file. @returns the file */
  async keepEvidence(origin: string, notes: readonly string[]): Promise<string> {
    await mkdir(join(this.directory, 'evidence'), { recursive: true, mode: 0o700 })
    const name = createHash('sha256').update(notes.join('')).digest('hex').slice(0, 16)
    const file = this.#fileOf('evidence', `${origin} ${name}`, 'txt')
    await replaceFile(
      file,
      notes.reduce((text, note) => text + addedTo(text, note), ''),
      0o600,
    )
    return file
  }

  cosignedFile(origin: string): string {
    return this.#fileOf('cosigned', origin, 'txt')
  }

  get #keyFile(): string {
    return join(this.directory, 'key')
  }

  get #logsFile(): string {
    return join(this.directory, 'logs.json')
  }

  #fileOf(folder: string, name: string, kind: string): string {
    return join(this.directory, folder, `${encodeURIComponent(name)}.${kind}`)
  }

  #parsed<Value>(file: string, text: string, schema: z.ZodType<Value>): Value {
    try {
      return schema.parse(JSON.parse(text))
    } catch {
      throw new StartProblem(words.damaged(file))
    }
  }
}

async function isThere(file: string): Promise<boolean> {
  return (await textOf(file)) !== undefined
}

/** Undefined where there is no such file. */
async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8')
  } catch (fault) {
    if (hasCode(fault, 'ENOENT')) return undefined
    throw fault
  }
}
