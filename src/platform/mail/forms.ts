import { z } from 'zod'

const longestAddress = 254

/** As browsers check it (HTML, 4.10.5.1.5) and at most what SMTP can carry: no space, no comma, no control character. */
export function isMailAddress(text: string): boolean {
  return text.length <= longestAddress && z.regexes.html5Email.test(text)
}

export interface MailServer {
  host: string
  port: number
  /** How the line is closed: from the first byte, by STARTTLS, or not at all, which is for this machine only. */
  line: 'tls' | 'starttls' | 'open'
  account: { user: string; password: string } | undefined
}

const thisMachine = ['localhost', '127.0.0.1', '[::1]']
const portOf = { tls: 465, starttls: 587, open: 25 } as const

/** `smtp://user:password@host:port` or `smtps://…`; undefined when it is none. */
export function readMailServer(text: string): MailServer | undefined {
  const url = URL.parse(text)
  if (url === null || !['smtp:', 'smtps:'].includes(url.protocol) || url.hostname === '') return undefined
  if (!['', '/'].includes(url.pathname) || url.search !== '' || url.hash !== '') return undefined
  const user = decoded(url.username)
  const password = decoded(url.password)
  if (user === undefined || password === undefined || (user === '') !== (password === '')) return undefined
  const open = thisMachine.includes(url.hostname) ? 'open' : 'starttls'
  const line = url.protocol === 'smtps:' ? 'tls' : open
  return {
    host: url.hostname.replace(/^\[|\]$/gu, ''),
    port: url.port === '' ? portOf[line] : Number(url.port),
    line,
    account: user === '' ? undefined : { user, password },
  }
}

export function isMailServer(text: string): boolean {
  return readMailServer(text) !== undefined
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
