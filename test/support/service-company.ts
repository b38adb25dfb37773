/** A company's program against a running service: tokens, and reads whose every line remembers when it came. */
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { request, type IncomingMessage } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ProgramScope } from '../../src/identity/index.ts'
import type { Use } from '../../src/review/index.ts'
import { assertionOf, type TestProgram } from './http-company.ts'
import type { ServedCity, ServiceProcess } from './service.ts'

/** An access token, asked for as a company's program does. */
export async function aToken(
  city: Pick<ServedCity, 'config'>,
  service: Pick<ServiceProcess, 'origin'>,
  company: TestProgram,
  scope: 'exchange' | 'sandbox' | ProgramScope = 'exchange',
): Promise<string> {
  const issuer = `${city.config.publicUrl}/oidc`
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    scope,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: await assertionOf(company, issuer),
  })
  // On a connection of its own, so that none is left open.
  const headers = { connection: 'close' }
  const answer = await fetch(`${service.origin}/oidc/token`, { method: 'POST', body, headers })
  if (!answer.ok) throw new Error(`no token: ${await answer.text()}`)
  const token: unknown = await answer.json()
  return (token as { access_token: string }).access_token
}

/** One line of an answer; which fields there are depends on `type`. */
export interface Line {
  type: 'record' | 'tombstone' | 'stopped' | 'end'
  id: string
  subject: string
  item: string
  day: string
  samples: [number, number, number][]
  delivery: string
  provision: string
  items: string[]
  cursor: string
  more: boolean
  records: number
  /** Milliseconds since 1970, with fractions. */
  arrivedAt: number
}

export interface Read {
  status: number
  lines: Line[]
  /** With its end line. */
  complete: boolean
  begunAt: number
  /** The body of a refusal. */
  body: string
  headers: IncomingMessage['headers']
}

export interface Wishes {
  token: string
  use: Pick<Use, 'useId'> | string
  key?: string
  cursor?: string | undefined
  limit?: number
  subject?: string | undefined
  reason?: string
  words?: string
  headers?: Record<string, string>
  /** Told of each piece as it comes; the connection is not read on before this resolves. */
  pace?: (pieces: number) => Promise<void> | void
  /** Told of each line. */
  onLine?: (line: Line) => void
  /** Cuts the connection. */
  signal?: AbortSignal
}

/** Now, in milliseconds since 1970 with fractions: what processes on one machine can be compared by. */
export const wallClock = () => performance.timeOrigin + performance.now()

/** Reads a few bytes at a time. */
export const trickle = (pauseMs: number) => () => sleep(pauseMs)

export function addressOf({ use, subject, cursor, limit, reason, words }: Wishes): string {
  const query = new URLSearchParams({
    use: typeof use === 'string' ? use : use.useId,
    reasonCode: reason ?? 'monthly-advice',
  })
  if (cursor !== undefined) query.set('cursor', cursor)
  if (limit !== undefined) query.set('limit', String(limit))
  if (words !== undefined) query.set('words', words)
  const path = subject === undefined ? 'records' : `residents/${subject}/records`
  return `/exchange/v1/${path}?${query}`
}

/** One read, to its end or to where it broke off; a broken connection is an answer, not a fault. */
export async function readRecords(service: Pick<ServiceProcess, 'port'>, wishes: Wishes): Promise<Read> {
  const read: Read = { status: 0, lines: [], complete: false, begunAt: wallClock(), body: '', headers: {} }
  const outgoing = request({
    host: '127.0.0.1',
    port: service.port,
    path: addressOf(wishes),
    agent: false,
    headers: {
      authorization: `Bearer ${wishes.token}`,
      'idempotency-key': wishes.key ?? randomUUID(),
      ...wishes.headers,
    },
    ...(wishes.signal ? { signal: wishes.signal } : {}),
  })
  outgoing.on('error', () => undefined)
  outgoing.end()
  const answer = await answerTo(outgoing)
  if (!answer) return read
  read.status = answer.statusCode ?? 0
  read.headers = answer.headers
  await takeLines(answer, read, wishes)
  read.complete = read.lines.at(-1)?.type === 'end'
  return read
}

async function answerTo(outgoing: ReturnType<typeof request>): Promise<IncomingMessage | undefined> {
  try {
    const [answer] = (await once(outgoing, 'response')) as [IncomingMessage]
    return answer
  } catch {
    return undefined
  }
}

async function takeLines(answer: IncomingMessage, read: Read, { pace, onLine }: Wishes): Promise<void> {
  let rest = ''
  let pieces = 0
  answer.setEncoding('utf8')
  try {
    for await (const chunk of answer) {
      if (read.status !== 200) {
        read.body += String(chunk)
        continue
      }
      const texts = (rest + String(chunk)).split('\n')
      rest = texts.pop() ?? ''
      for (const text of texts) {
        const line: Line = { ...(JSON.parse(text) as Line), arrivedAt: wallClock() }
        read.lines.push(line)
        onLine?.(line)
      }
      pieces += 1
      await pace?.(pieces)
    }
  } catch {
    // Broken off: what came counts.
  }
}

export const recordsIn = (lines: readonly Line[]) => lines.filter((line) => line.type === 'record')
