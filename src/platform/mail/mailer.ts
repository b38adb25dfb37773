import { createTransport } from 'nodemailer'
import type { Personal } from '../../kernel/index.ts'
import type { Log } from '../log.ts'
import { isMailAddress, readMailServer, type MailServer } from './forms.ts'

export interface Mail {
  to: Personal<string>
  subject: string
  text: string
  /** The same id for the same mail: a mailbox that gets it twice can tell. */
  id?: string
}

/** `refused`: this mail will never go. `unreachable`: nothing is known against it, try later. */
export type Posted = 'sent' | 'refused' | 'unreachable'

export interface Mailer {
  send(mail: Mail): Promise<Posted>
}

interface MailSettings {
  /** As AZUKARI_SMTP_URL has it; holds a password. */
  server: string
  from: { name: string; address: string }
  log: Log
  /** How long one mail may take altogether. */
  patienceMs?: number
}

const longestSubject = 200
const longestText = 20_000
const silenceMs = 10_000
const patience = 30_000

/** Sends mails as one city, over a connection of its own for each: they are few, and nothing is kept open. */
export function createMailer({ server, from, log, patienceMs = patience }: MailSettings): Mailer {
  const read = readMailServer(server)
  if (!read || !isMailAddress(from.address)) throw new Error('settings of mail that were not checked')
  const transport = createTransport(connectionTo(read, domainOf(from.address)))
  return {
    send: async (mail) => {
      requireSendable(mail)
      const to = mail.to.reveal()
      if (!isMailAddress(to)) return 'refused'
      try {
        await transport.sendMail({
          ...messageOf(mail, to, from),
          signal: AbortSignal.timeout(patienceMs),
        })
        return 'sent'
      } catch (error) {
        if (isAboutThisMail(error)) return 'refused'
        log.warn('the mail server was of no use', { error })
        return 'unreachable'
      }
    },
  }
}

function connectionTo({ host, port, line, account }: MailServer, name: string) {
  return {
    host,
    port,
    // The domain of the sender and not the name of this machine, which is nobody's business.
    name,
    secure: line === 'tls',
    requireTLS: line === 'starttls',
    // On this machine the certificate would be one that nobody has vouched for.
    ignoreTLS: line === 'open',
    tls: { minVersion: 'TLSv1.2' as const },
    ...(account && { auth: { user: account.user, pass: account.password } }),
    dnsTimeout: silenceMs,
    connectionTimeout: silenceMs,
    greetingTimeout: silenceMs,
    socketTimeout: silenceMs,
    maxResponseSize: 64 * 1024,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/** The words of a mail are ours: what is wrong with them is our mistake. */
function requireSendable({ subject, text, id = 'x' }: Mail): void {
  if (subject === '' || subject.length > longestSubject || /\p{Cc}/u.test(subject))
    throw new Error('a subject that no mail can have')
  if (text === '' || text.length > longestText || /[^\P{Cc}\n]/u.test(text))
    throw new Error('a text that no mail can have')
  if (!/^[\w-]{1,100}$/.test(id)) throw new Error('an id that no mail can have')
}

function messageOf({ subject, text, id }: Mail, to: string, from: MailSettings['from']) {
  return {
    from,
    to: { name: '', address: to },
    // Said apart from the head, so that nothing in an address can make a second recipient.
    envelope: { from: from.address, to: [to] },
    subject,
    text,
    textEncoding: 'base64' as const,
    // RFC 3834: no machine answers.
    headers: { 'Auto-Submitted': 'auto-generated' },
    ...(id !== undefined && { messageId: `<${id}@${domainOf(from.address)}>` }),
  }
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1)
}

/** A lasting no to this recipient or these words. A no to us, our password or our sender is for the operator to mend. */
function isAboutThisMail(error: unknown): boolean {
  const { command, responseCode } = error as { command?: unknown; responseCode?: unknown }
  const isLasting = typeof responseCode === 'number' && responseCode >= 500 && responseCode < 600
  return isLasting && (command === 'RCPT TO' || command === 'DATA')
}
