import { z } from 'zod'
import { refuse, type Refusal } from '../kernel/index.ts'

export type AskRefusal =
  /** Nobody there, another protocol, or not within the time. */
  | 'not-answering'
  | 'too-large'
  /** Another status than 200. */
  | 'says-no'

export type Answer = { ok: true; text: string } | (Refusal<AskRefusal> & { status?: number })

/** A log that is hostile may neither hang its witness nor fill its memory. Milliseconds and bytes of one answer. */
export interface AnswerLimits {
  ms: number
  noteBytes: number
  keysBytes: number
}

/** A note that can be read has 64 KiB; a thousand keys with their endorsements half a MiB. */
const usualLimits: AnswerLimits = { ms: 15_000, noteBytes: 64 * 1024, keysBytes: 512 * 1024 }

/** The address of a city; undefined for one that others could read or change on the way, or that holds a password. */
export function parseAddress(written: string): URL | undefined {
  const url = URL.parse(written.endsWith('/') ? written : `${written}/`)
  if (!url || url.username || url.password || url.search || url.hash) return undefined
  if (url.protocol === 'https:') return url
  return url.protocol === 'http:' && isLoopback(url.hostname) ? url : undefined
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d{1,3}){3}$/u.test(hostname)
}

/** What a witness asks a log over HTTP. Follows no redirection: it would lead to an address that nobody has named. */
export class LogAsked {
  readonly #address: URL
  readonly #limits: AnswerLimits

  constructor(address: URL, limits: AnswerLimits = usualLimits) {
    this.#address = address
    this.#limits = limits
  }

  checkpoint(): Promise<Answer> {
    return this.#ask('checkpoint', this.#limits.noteBytes)
  }

  cosigned(): Promise<Answer> {
    return this.#ask('cosigned', this.#limits.noteBytes)
  }

  keys(): Promise<Answer> {
    return this.#ask('keys', this.#limits.keysBytes)
  }

  /** Undefined for an answer that is no proof. */
  async consistency(from: number, to: number): Promise<Uint8Array[] | undefined> {
    const answer = await this.#ask(`consistency?from=${from}&to=${to}`, this.#limits.noteBytes)
    return answer.ok ? pathIn(answer.text) : undefined
  }

  handIn(cosigned: string): Promise<Answer> {
    return this.#ask('cosignature', this.#limits.noteBytes, {
      method: 'POST',
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      body: cosigned,
    })
  }

  async #ask(path: string, limitBytes: number, init: RequestInit = {}): Promise<Answer> {
    try {
      const response = await fetch(new URL(`log/v1/${path}`, this.#address), {
        ...init,
        redirect: 'error',
        signal: AbortSignal.timeout(this.#limits.ms),
      })
      const text = await readAtMost(response, limitBytes)
      if (text === undefined) return refuse('too-large')
      return response.status === 200 ? { ok: true, text } : { ...refuse('says-no'), status: response.status }
    } catch {
      return refuse('not-answering')
    }
  }
}

/** Undefined for more; what is left over is not read. */
async function readAtMost(response: Response, limitBytes: number): Promise<string | undefined> {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length
    // Leaving the loop ends the connection.
    if (bytes > limitBytes) return undefined
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** No tree that a number can count is higher. */
const proofSchema = z.object({ path: z.array(z.base64().length(44)).max(63) })

function pathIn(text: string): Uint8Array[] | undefined {
  try {
    return proofSchema.parse(JSON.parse(text)).path.map((hash) => Buffer.from(hash, 'base64'))
  } catch {
    return undefined
  }
}
