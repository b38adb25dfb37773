import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type { z } from 'zod'
import { copiedFilesIn, lengthOf, type Lengths } from './copied-files.ts'
import { HashedPrefix } from './hashed-prefix.ts'
import { appendAnswerSchema, compareAnswerSchema, piece } from './protocol.ts'

/** Why the second machine does not have what this one has. */
export type CopyProblem =
  | 'not-reached'
  /** It does not know our token. */
  | 'turned-away'
  /** What it has is not how our file begins. */
  | 'another-journal'
  /** It has more than we: the journal here is an older one. */
  | 'ahead'
  /** It has taken over: this machine is not the city any more. */
  | 'promoted'

export interface CopyPlace {
  /** Of the journal of one city. */
  directory: string
  city: string
  /** Origin of `azukari standby`. */
  address: string
  token: string
}

const patienceMs = 2_000

/**
 * Keeps the copy of a city's journal on the second machine up to the byte. Several processes may do so at once: each sends
 * from where the copy ends, and one that comes too late is told how long it is by now.
 */
export class JournalCopy {
  readonly #place: CopyPlace
  readonly #prefixes = new Map<string, HashedPrefix>()
  #there: Map<string, number> | undefined
  #receiver: string | undefined
  #turn: Promise<unknown> = Promise.resolve()

  constructor(place: CopyPlace) {
    this.#place = place
  }

  /** Whether the second machine has been heard, as one that has not taken over, since this process began. */
  get heard(): boolean {
    return this.#receiver !== undefined
  }

  /** Asks what is there and sends what is missing; undefined once both have the same. */
  compare(): Promise<CopyProblem | undefined> {
    return this.#inTurn(async () => {
      const before = await this.#ask()
      if (before !== undefined) return before === 'complete' ? undefined : before
      const problem = await this.#sendMissing()
      if (problem !== undefined) return this.#lose(problem)
      const after = await this.#ask()
      // Somebody went on writing: the next comparison will find it there.
      return after === 'complete' ? undefined : (after ?? 'not-reached')
    })
  }

  /** Sends what was written since. Not tried while nobody answered the last time: that is for `compare` to find out. */
  push(): Promise<CopyProblem | undefined> {
    return this.#inTurn(async () => {
      if (!this.#there) return 'not-reached'
      const problem = await this.#sendMissing()
      return problem === undefined ? undefined : this.#lose(problem)
    })
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const turn = this.#turn.then(work)
    this.#turn = turn.catch(() => undefined)
    return turn
  }

  #lose(problem: CopyProblem): CopyProblem {
    this.#there = undefined
    return problem
  }

  /** undefined: something is missing there. */
  async #ask(): Promise<CopyProblem | 'complete' | undefined> {
    const files = await copiedFilesIn(this.#place.directory)
    const body = JSON.stringify({ files: Object.fromEntries(files) })
    const answer = await this.#post('compare', body, 'application/json', compareAnswerSchema)
    if (typeof answer === 'string') return this.#lose(answer)
    if (!answer.ok) return this.#lose(answer.because)
    this.#there = new Map(Object.entries(answer.files))
    if (await this.#isBehind(this.#there)) return this.#lose('ahead')
    if (answer.receiver !== this.#receiver) {
      const problem = await this.#check(files)
      if (problem) return this.#lose(problem)
      this.#receiver = answer.receiver
    }
    return answer.complete ? 'complete' : undefined
  }

  /** Whether there is more there than here; looked at after the answer, for other processes go on writing. */
  async #isBehind(there: Lengths): Promise<boolean> {
    const here = await copiedFilesIn(this.#place.directory)
    return [...there].some(([name, length]) => length > (here.get(name) ?? 0))
  }

  /** A file of the same length need not be the same. The full ones of the leaf journal were compared when they were sent. */
  async #check(files: Lengths): Promise<CopyProblem | undefined> {
    const shared = [...files.keys()].filter((name) => (this.#there?.get(name) ?? 0) > 0)
    const newest = shared.filter((name) => name.startsWith('leaves/')).at(-1)
    for (const name of shared.filter((one) => one === newest || !one.startsWith('leaves/'))) {
      const problem = await this.#sendPiece(name, this.#there?.get(name) ?? 0, Buffer.alloc(0))
      if (problem) return problem
    }
    return undefined
  }

  async #sendMissing(): Promise<CopyProblem | undefined> {
    for (const [name, length] of await copiedFilesIn(this.#place.directory)) {
      for (let at = this.#there?.get(name) ?? 0; at < length; at = this.#there?.get(name) ?? 0) {
        const problem = await this.#sendPiece(name, at, await this.#read(name, at, length))
        if (problem) return problem
      }
    }
    return undefined
  }

  /** Synced before it leaves: after a power cut this machine must not have less than the other. */
  async #read(name: string, at: number, end: number): Promise<Buffer> {
    const handle = await open(join(this.#place.directory, name), 'r')
    try {
      await handle.datasync()
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(Math.min(piece, end - at)), {
        position: at,
      })
      return buffer.subarray(0, bytesRead)
    } finally {
      await handle.close()
    }
  }

  async #sendPiece(name: string, at: number, bytes: Buffer): Promise<CopyProblem | undefined> {
    const path = join(this.#place.directory, name)
    const prefix = this.#prefixes.get(name) ?? new HashedPrefix(path)
    this.#prefixes.set(name, prefix)
    const before = await prefix.of(at)
    if (before === undefined) return 'ahead'
    const query = new URLSearchParams({ file: name, at: String(at), before })
    const to = `append?${query}`
    const answer = await this.#post(to, bytes, 'application/octet-stream', appendAnswerSchema)
    if (typeof answer === 'string') return answer
    if (!answer.ok && answer.because !== 'other-length') return answer.because
    // Another process was faster, or not as fast: what is there counts, if it is there here, too.
    if (((await lengthOf(path)) ?? 0) < answer.length) return 'ahead'
    this.#there?.set(name, answer.length)
    return undefined
  }

  async #post<Schema extends z.ZodType>(
    to: string,
    body: string | Buffer,
    type: string,
    schema: Schema,
  ): Promise<z.infer<Schema> | CopyProblem> {
    const { address, city, token } = this.#place
    try {
      const answer = await fetch(`${address}/v1/cities/${city}/${to}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': type },
        body: new Uint8Array(Buffer.from(body)),
        redirect: 'error',
        signal: AbortSignal.timeout(patienceMs),
      })
      if (answer.status === 401) return 'turned-away'
      const parsed = schema.safeParse(await answer.json())
      return parsed.success ? parsed.data : 'not-reached'
    } catch {
      return 'not-reached'
    }
  }
}
