import { randomUUID } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Sentence } from '../../kernel/index.ts'
import type { Log } from '../log.ts'
import { problemOf, problemType } from './problem.ts'
import { httpRefusals } from './refusals.ts'
import { headersOfTheUnread } from './security-headers.ts'

/** Why a request could not even be read. Two of the statuses are no service's to give, so they stand here alone. */
export const unreadRefusals = {
  malformed: httpRefusals.malformed,
  'too-large': httpRefusals['too-large'],
  'headers-too-large': {
    status: 431,
    ja: '送られた見出し（Cookie など）が大きすぎます。このサイトの Cookie を消して、もう一度お試しください。',
    jaEasy: 'この サイトの Cookie（クッキー）を 消して、もう一度 して ください。',
    en: 'The headers that were sent (such as cookies) are too large. Please delete this site’s cookies and try again.',
  },
  'too-slow': {
    status: 408,
    ja: '時間内に届きませんでした。接続を確かめて、もう一度お試しください。',
    jaEasy: '時間が かかりすぎました。もう一度 して ください。',
    en: 'The request did not arrive in time. Please check the connection and try again.',
  },
} as const satisfies Record<string, Sentence & { status: number }>

export type UnreadRefusal = keyof typeof unreadRefusals

/** The codes of Node's HTTP parser; whatever else cannot be read is malformed. */
const reasons: Readonly<Record<string, UnreadRefusal>> = {
  HPE_HEADER_OVERFLOW: 'headers-too-large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 'too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'too-slow',
}

/** So long a caller who is still sending may read the answer before the connection goes. */
const lingerMs = 1_000

/** Answers what Node could not read as a request (its `clientError`), and ends the connection. */
export function answerUnread(error: Error & { code: string }, socket: Socket, log: Log): void {
  // Answered a moment ago, and this is the rest of what was being sent.
  if (socket.writableEnded) return
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const because = reasons[error.code] ?? 'malformed'
  const requestId = randomUUID()
  log.info('request not readable', { requestId, because })
  socket.end(unreadAnswer(because, requestId, startOf(error)))
  void sleep(lingerMs, undefined, { ref: false }).then(() => socket.destroy())
}

/** The whole answer as it goes over the wire. `start`: what of the request is at hand, for the language and the kind. */
export function unreadAnswer(because: UnreadRefusal, requestId: string, start: string): string {
  const { status, ...words } = unreadRefusals[because]
  const headers = { 'accept-language': fieldOf(start, 'accept-language') }
  const page = fieldOf(start, 'accept')?.includes('text/html') === true
  const problem = problemOf({ id: requestId, headers }, { status, because, words })
  const body = page ? plainPage(words) : JSON.stringify(problem)
  const lines = Object.entries({
    'content-type': page ? 'text/html; charset=utf-8' : problemType,
    'content-length': String(Buffer.byteLength(body)),
    connection: 'close',
    ...headersOfTheUnread,
  }).map(([name, value]) => `${name}: ${value}`)
  return [`HTTP/1.1 ${status} ${STATUS_CODES[status]}`, ...lines, '', body].join('\r\n')
}

/** Without the portal's frame, which needs a request: its city, its language, its nonce. */
function plainPage({ ja, en }: { ja: string; en: string }): string {
  return `<!doctype html><html lang="ja"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${ja}</title><h1>${ja}</h1><p lang="en">${en}</p></html>`
}

/** Node hands over the packet it stumbled on; a browser names its language and kinds in the first one. */
function startOf(error: Error): string {
  const packet: unknown = 'rawPacket' in error ? error.rawPacket : undefined
  return Buffer.isBuffer(packet) ? packet.subarray(0, 65_536).toString('latin1') : ''
}

function fieldOf(start: string, name: string): string | undefined {
  const line = start.split('\r\n').find((one) => one.toLowerCase().startsWith(`${name}:`))
  return line?.slice(name.length + 1)
}
