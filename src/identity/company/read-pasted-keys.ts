import { createPublicKey } from 'node:crypto'
import { calculateJwkThumbprint, type JWK } from 'jose'
import { refuse, type Refusal } from '../../kernel/index.ts'
import { readPublicKeys, type PublicKeySet } from '../public-keys.ts'

const pem = /-----BEGIN ([A-Z ]{1,30})-----([A-Za-z0-9+/=\s]{1,4000})-----END/u

/**
 * A public key as its owner pastes it: a JWK, a set of them, or PEM as openssl writes it. A key without a name is named by its
 * thumbprint (RFC 7638). P-256 and Ed25519 only: short, and one algorithm each.
 */
export async function readPastedKeys(
  pasted: string,
): Promise<{ ok: true; jwks: PublicKeySet } | Refusal<'private-key' | 'unreadable-key'>> {
  if (/PRIVATE KEY/u.test(pasted)) return refuse('private-key')
  const typed = keysIn(pasted.trim())
  if (!typed) return refuse('unreadable-key')
  const keys = []
  for (const key of typed) keys.push(isNamed(key) ? key : await named(key))
  const read = readPublicKeys({ keys })
  if (!read.ok) return refuse(read.because === 'private-key' ? read.because : 'unreadable-key')
  return read.jwks.keys.some(({ kty }) => kty === 'RSA') ? refuse('unreadable-key') : read
}

/** All that a public key of any usual kind is made of, and what is said of it. */
const publicMembers = ['kty', 'crv', 'x', 'y', 'n', 'e', 'kid', 'use', 'alg', 'key_ops']

/**
 * What was pasted, as JWK, where every part of it is surely public, also of a kind that is none of ours. Undefined for all else:
 * what cannot be read may be a private key.
 */
export function publicTextOf(pasted: string): string | undefined {
  if (/PRIVATE KEY/u.test(pasted)) return undefined
  const keys = keysIn(pasted.trim()) ?? []
  const isPublic = keys.every(
    (key) => 'kty' in key && Object.keys(key).every((name) => publicMembers.includes(name)),
  )
  return keys.length > 0 && isPublic ? JSON.stringify({ keys }) : undefined
}

function keysIn(pasted: string): readonly object[] | undefined {
  const [, label, base64 = ''] = pem.exec(pasted) ?? []
  if (label !== undefined) return label === 'PUBLIC KEY' ? keyOf(base64) : undefined
  const parsed = parseJson(pasted)
  if (typeof parsed !== 'object' || parsed === null) return undefined
  const keys: unknown = 'keys' in parsed ? parsed.keys : [parsed]
  if (!Array.isArray(keys)) return undefined
  return keys.filter((key): key is object => typeof key === 'object' && key !== null)
}

function keyOf(base64: string): readonly object[] | undefined {
  try {
    const key = Buffer.from(base64, 'base64')
    return [createPublicKey({ key, format: 'der', type: 'spki' }).export({ format: 'jwk' })]
  } catch {
    return undefined
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isNamed(key: object): boolean {
  return 'kid' in key
}

/** Left as it is where it has no thumbprint: it is no key then, and the reader of keys says so. */
async function named(key: object): Promise<object> {
  const kid = await calculateJwkThumbprint(key as JWK).catch(() => undefined)
  return kid === undefined ? key : { ...key, kid }
}
