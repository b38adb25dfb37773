import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'
import { createMailer, type Mailer } from '../../src/platform/mail/index.ts'
import { createLog } from '../../src/platform/log.ts'

/** A mail as its recipient sees it. */
export interface ReceivedMail {
  from: string
  to: readonly string[]
  subject: string
  text: string
  /** Head and body as they came. */
  raw: string
}

/** What the server says to the recipient, or to the whole mail. */
type Answer = 'take' | 'no-such-mailbox' | 'full-for-now' | 'no-such-words'

export interface TestMailbox {
  /** For AZUKARI_SMTP_URL. */
  url: string
  /** Sends to this server as あおば野市: `{ ...tenant, mailer: mailbox.mailer }`. */
  mailer: Mailer
  received: ReceivedMail[]
  /** Every address that was named as a recipient, taken or not. */
  asked: string[]
  /** Each pair of user and password that was shown. */
  shown: string[]
  answer(next: Answer): void
  stop(): Promise<void>
}

export const testSender = { name: 'あおば野市', address: 'azukari@aobano.example' }

/** A real mail server on loopback that keeps what comes. `host`: 127.0.0.2 is elsewhere for who looks at the name. */
export async function startMailbox({
  host = '127.0.0.1',
  ...options
}: SMTPServerOptions & { host?: string } = {}): Promise<TestMailbox> {
  const received: ReceivedMail[] = []
  const asked: string[] = []
  const shown: string[] = []
  let answer: Answer = 'take'
  const server = new SMTPServer({
    authOptional: true,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    closeTimeout: 100,
    hideSTARTTLS: true,
    onAuth: ({ username, password }, _session, done) => {
      shown.push(`${username ?? ''}:${password ?? ''}`)
      done(
        password === 'geheim' ? null : problem(535),
        password === 'geheim' ? { user: username } : undefined,
      )
    },
    onRcptTo: ({ address }, _session, done) => {
      asked.push(address)
      done(answer === 'no-such-mailbox' ? problem(550) : answer === 'full-for-now' ? problem(452) : null)
    },
    onData: (stream, { envelope }, done) => {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        if (answer === 'no-such-words') return done(problem(554))
        received.push(readMail(Buffer.concat(parts).toString(), envelope))
        done()
      })
    },
    ...options,
  })
  server.on('error', () => undefined)
  server.listen(0, host)
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  const url = `${options.secure ? 'smtps' : 'smtp'}://${host}:${String(port)}`
  return {
    url,
    mailer: createMailer({ server: url, from: testSender, log: createLog('silent') }),
    received,
    asked,
    shown,
    answer: (next) => {
      answer = next
    },
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  }
}

const problem = (responseCode: number) => Object.assign(new Error('no'), { responseCode })

interface Envelope {
  mailFrom: { address: string } | false
  rcptTo: readonly { address: string }[]
}

function readMail(raw: string, { mailFrom, rcptTo }: Envelope): ReceivedMail {
  const end = raw.indexOf('\r\n\r\n')
  const head = raw.slice(0, end).replace(/\r\n[ \t]+/gu, ' ')
  const subject = /^Subject: (.*)$/mu.exec(head)?.[1] ?? ''
  return {
    from: mailFrom === false ? '' : mailFrom.address,
    to: rcptTo.map(({ address }) => address),
    subject: decodeWords(subject),
    text: textOf(head, raw.slice(end)).replaceAll('\r\n', '\n').trim(),
    raw,
  }
}

function textOf(head: string, body: string): string {
  const isEncoded = /^Content-Transfer-Encoding: base64$/mu.test(head.replaceAll('\r', ''))
  return isEncoded ? Buffer.from(body, 'base64').toString() : body
}

/** RFC 2047, in the one of its two ways that we write. */
function decodeWords(text: string): string {
  return text
    .replace(/\?= =\?/gu, '?==?')
    .replace(/=\?UTF-8\?B\?([^?]*)\?=/giu, (_, encoded: string) => Buffer.from(encoded, 'base64').toString())
}
