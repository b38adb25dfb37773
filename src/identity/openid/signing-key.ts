import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { z } from 'zod'
import { newId, systemClock } from '../../kernel/index.ts'
import type { Tenant } from '../../platform/tenant.ts'

const signingKeySchema = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  alg: z.literal('EdDSA'),
  use: z.literal('sig'),
  kid: z.string(),
  x: z.string(),
  d: z.string(),
})
export type SigningKey = z.infer<typeof signingKeySchema>

const known = new WeakMap<Tenant, Promise<SigningKey>>()

/** The city's key for access tokens: made once, kept in the key store, the same in every process. */
export function signingKeyOf(tenant: Tenant): Promise<SigningKey> {
  const key = known.get(tenant) ?? loadSigningKey(tenant)
  known.set(tenant, key)
  // A key store that was away for a moment must not be remembered as a failure.
  key.catch(() => known.delete(tenant))
  return key
}

async function loadSigningKey({ keys }: Tenant): Promise<SigningKey> {
  const secret = await keys.serviceSecret('oidc-signing', makeSigningKey, systemClock.now())
  return signingKeySchema.parse(JSON.parse(secret.toString('utf8')))
}

function makeSigningKey(): Buffer {
  const { privateKey } = generateKeyPairSync('ed25519')
  const jwk = { ...privateKey.export({ format: 'jwk' }), alg: 'EdDSA', use: 'sig', kid: newId() }
  return Buffer.from(JSON.stringify(jwk))
}

export function publicKeyOf({ kty, crv, x }: SigningKey): KeyObject {
  return createPublicKey({ key: { kty, crv, x }, format: 'jwk' })
}
