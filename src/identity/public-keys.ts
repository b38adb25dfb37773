import { calculateJwkThumbprint, type JWK } from 'jose'
import { z } from 'zod'
import { refuse, type Refusal } from '../kernel/index.ts'

const base64url = z.string().regex(/^[A-Za-z0-9_-]+$/)
const kid = z.string().regex(/^[\w.:-]{1,64}$/)
const described = {
  kid,
  use: z.literal('sig').optional(),
  key_ops: z.tuple([z.literal('verify')]).optional(),
}

/** 2048 bits are 342 characters of base64url; 8192 bits are 1366. */
const modulus = base64url.min(342).max(1366)

/** Each kind of key signs with one algorithm, whatever it says of itself: nothing to confuse. */
const publicKeySchema = z.discriminatedUnion('kty', [
  z.strictObject({
    ...described,
    kty: z.literal('OKP'),
    crv: z.literal('Ed25519'),
    x: base64url.length(43),
    alg: z.literal('EdDSA').default('EdDSA'),
  }),
  z.strictObject({
    ...described,
    kty: z.literal('EC'),
    crv: z.literal('P-256'),
    x: base64url.length(43),
    y: base64url.length(43),
    alg: z.literal('ES256').default('ES256'),
  }),
  z.strictObject({
    ...described,
    kty: z.literal('RSA'),
    n: modulus,
    e: base64url.max(8),
    alg: z.literal('RS256').default('RS256'),
  }),
])

const mostKeys = 5

export const publicKeySetSchema = z.strictObject({
  keys: z
    .array(publicKeySchema)
    .min(1)
    .max(mostKeys)
    .refine((keys) => new Set(keys.map((key) => key.kid)).size === keys.length, 'each kid names one key'),
})
export type PublicKeySet = z.infer<typeof publicKeySetSchema>
export type PublicKey = PublicKeySet['keys'][number]

/** The key alone, without what is said of it. */
export function materialOf(key: PublicKey): JWK {
  switch (key.kty) {
    case 'OKP':
      return { kty: key.kty, crv: key.crv, x: key.x }
    case 'EC':
      return { kty: key.kty, crv: key.crv, x: key.x, y: key.y }
    case 'RSA':
      return { kty: key.kty, n: key.n, e: key.e }
  }
}

/** The same key has the same, under whatever name (RFC 7638). */
export function thumbprintOf(key: PublicKey): Promise<string> {
  return calculateJwkThumbprint(materialOf(key))
}

export const clientAlgorithms = ['EdDSA', 'ES256', 'RS256'] as const

/** RFC 7518 §6.2.2, §6.3.2, §6.4 and RFC 8037 §2: what only the owner of a key may know. */
const privateMembers = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k', 'priv']

const anyKeySetSchema = z.looseObject({ keys: z.array(z.record(z.string(), z.unknown())) })

/** A key set as a company hands it in. A private key is told apart, because its owner must be warned. */
export function readPublicKeys(
  jwks: unknown,
): { ok: true; jwks: PublicKeySet } | Refusal<'private-key' | 'unusable-key'> {
  const any = anyKeySetSchema.safeParse(jwks)
  if (any.data?.keys.some((key) => privateMembers.some((member) => member in key)))
    return refuse('private-key')
  const parsed = publicKeySetSchema.safeParse(jwks)
  return parsed.success ? { ok: true, jwks: parsed.data } : refuse('unusable-key')
}
