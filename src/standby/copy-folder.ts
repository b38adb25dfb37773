import { randomUUID } from 'node:crypto'
import { constants } from 'node:fs'
import { mkdir, open } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { syncFolder } from '../platform/durable-file.ts'
import {
  copiedFilesIn,
  HashedPrefix,
  lengthOf,
  type AppendAnswer,
  type CompareAnswer,
  type Lengths,
} from '../platform/second-machine/index.ts'
import type { StandbyState } from './standby-state.ts'

/** Where the bytes go, and the SHA-256 of all that must be before them. */
export interface Place {
  file: string
  at: number
  before: string
}

/**
 * The copies of the journals, as the second machine keeps them: only ever added to, and only with what follows upon all
 * that is there. Nothing is taken back and nothing begins anew; where that would be right, a person has to see it.
 */
export class CopyFolder {
  readonly #directory: string
  readonly #state: StandbyState
  readonly #id = randomUUID()
  readonly #prefixes = new Map<string, HashedPrefix>()
  readonly #turns = new Map<string, Promise<unknown>>()

  constructor(directory: string, state: StandbyState) {
    this.#directory = directory
    this.#state = state
  }

  /** What is here, beside what the first machine has; notes that it was heard. */
  async compare(city: string, theirs: Lengths): Promise<CompareAnswer> {
    if (await this.#state.isPromoted()) return { ok: false, because: 'promoted' }
    const files = await copiedFilesIn(join(this.#directory, city))
    const complete = [...theirs].every(([name, length]) => (files.get(name) ?? 0) >= length)
    await this.#state.heard(city, complete)
    return { ok: true, receiver: this.#id, complete, files: Object.fromEntries(files) }
  }

  /** Synced when it answers ok. */
  append(city: string, place: Place, bytes: Buffer): Promise<AppendAnswer> {
    const path = join(this.#directory, city, place.file)
    const turn = (this.#turns.get(path) ?? Promise.resolve()).then(() => this.#append(path, place, bytes))
    this.#turns.set(
      path,
      turn.catch(() => undefined),
    )
    return turn
  }

  async #append(path: string, { at, before }: Place, bytes: Buffer): Promise<AppendAnswer> {
    if (await this.#state.isPromoted()) return { ok: false, because: 'promoted' }
    const length = (await lengthOf(path)) ?? 0
    if (length !== at) return { ok: false, because: 'other-length', length }
    const prefix = this.#prefixes.get(path) ?? new HashedPrefix(path)
    this.#prefixes.set(path, prefix)
    if ((await prefix.of(at)) !== before) return { ok: false, because: 'another-journal' }
    if (bytes.length > 0) await appendSynced(path, bytes)
    // Whoever took over meanwhile may have looked before these bytes were here: then they do not count.
    if (await this.#state.isPromoted()) return { ok: false, because: 'promoted' }
    return { ok: true, length: at + bytes.length }
  }
}

/** What a full disk cuts off is no harm: it is how the file goes on, and the rest follows. */
export async function appendSynced(path: string, bytes: Buffer): Promise<void> {
  const isNew = (await lengthOf(path)) === undefined
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const handle = await open(path, constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT, 0o600)
  try {
    const { bytesWritten } = await handle.write(bytes)
    await handle.datasync()
    if (bytesWritten !== bytes.length) throw new Error('the disk is full: not every byte was written')
  } finally {
    await handle.close()
  }
  if (!isNew) return
  await syncFolder(dirname(path))
  await syncFolder(dirname(dirname(path)))
}
