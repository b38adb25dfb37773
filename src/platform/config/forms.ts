/** What settings must look like; whether they are right is seen when they are used. */
import { isIP } from 'node:net'

export function isDatabaseUrl(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && ['postgres:', 'postgresql:'].includes(url.protocol) && url.hostname !== ''
}

export function isOrigin(text: string): boolean {
  const url = URL.parse(text)
  return (
    url !== null &&
    ['http:', 'https:'].includes(url.protocol) &&
    [url.origin, `${url.origin}/`].includes(text)
  )
}

/** RFC 8252 §8.3: what is not https never leaves this machine. */
export function isHttpsOrOnThisMachine(text: string): boolean {
  const url = URL.parse(text)
  if (url?.protocol === 'https:') return true
  return url?.protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname)
}

/** `10.0.0.5`, `10.0.0.0/8`, `fd00::/8`. A range of everything (`/0`) would believe anybody, so it is none. */
export function isAddressOrRange(text: string): boolean {
  const [address = '', prefix, ...more] = text.split('/')
  const version = isIP(address)
  if (version === 0 || address.includes('%') || more.length > 0) return false
  if (prefix === undefined) return true
  const bits = /^\d{1,3}$/.test(prefix) ? Number(prefix) : 0
  return bits >= 1 && bits <= (version === 4 ? 32 : 128)
}

/** The form alone: a key of type 4, an Ed25519 witness (C2SP signed-note). Whether its id is its own, is seen when it is used. */
export function isWitnessKey(text: string): boolean {
  return /^[^\s+]+\+[0-9a-f]{8}\+B[A-P][A-Za-z0-9+/]{42}$/u.test(text)
}
