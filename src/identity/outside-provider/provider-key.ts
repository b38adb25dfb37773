import { generateKeyPairSync } from 'node:crypto'
import { z } from 'zod'
import { newId, systemClock } from '../../kernel/index.ts'
import type { Tenant } from '../../platform/tenant.ts'

/** RS256, because every provider must take it (OpenID Connect Core §15.1), and デジタル認証アプリ asks for it. */
const keySchema = z.looseObject({
  kty: z.literal('RSA'),
  alg: z.literal('RS256'),
  use: z.literal('sig'),
  kid: z.string(),
  n: z.string(),
  e: z.string(),
  d: z.string(),
})

/** What proves at the outside provider that we are who is registered there. */
async function providerKeyOf({ keys }: Pick<Tenant, 'keys'>) {
  const secret = await keys.serviceSecret('outside-provider-key', makeKey, systemClock.now())
  return keySchema.parse(JSON.parse(secret.toString('utf8')))
}

function makeKey(): Buffer {
  // NIST SP 800-57 Part 1 §5.6.1: 3072 bits are good beyond 2030.
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 3072 })
  const jwk = { ...privateKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig', kid: newId() }
  return Buffer.from(JSON.stringify(jwk))
}

export async function signingKeyForProvider(tenant: Pick<Tenant, 'keys'>) {
  const jwk = await providerKeyOf(tenant)
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
  return { kid: jwk.kid, key: await crypto.subtle.importKey('jwk', jwk, algorithm, false, ['sign']) }
}

/** For the provider: the public half. */
export async function publicKeysForProvider(tenant: Pick<Tenant, 'keys'>) {
  const { kty, alg, use, kid, n, e } = await providerKeyOf(tenant)
  return { keys: [{ kty, alg, use, kid, n, e }] }
}
