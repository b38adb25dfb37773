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

const name = 'oidc-signing'
/** A token is good for ten minutes; a process may still sign by the old key for as long as it takes to answer. */
const goodAfterRenewalMs = 15 * 60_000
/** As long at most a process believes a key that another has renewed. */
const believedMs = 30_000

interface Known {
  keys: SigningKey[]
  readAt: number
}
const known = new WeakMap<Tenant['keys'], Known>()

/** The city's keys for access tokens, the newest first: that one signs. The others are good for the tokens they signed. */
export async function signingKeysOf({ keys }: Pick<Tenant, 'keys'>): Promise<SigningKey[]> {
  const now = systemClock.now()
  const secrets = await keys.goodServiceSecrets(name, makeSigningKey, { now, goodAfterRenewalMs })
  const found = secrets.map((secret) => signingKeySchema.parse(JSON.parse(secret.toString('utf8'))))
  known.set(keys, { keys: found, readAt: performance.now() })
  return found
}

/** The key of this id, if it is good; what another process has renewed is looked up. */
export async function signingKeyOf(
  tenant: Pick<Tenant, 'keys'>,
  kid: string | undefined,
): Promise<SigningKey | undefined> {
  const remembered = known.get(tenant.keys)
  const isFresh = remembered !== undefined && performance.now() - remembered.readAt < believedMs
  const found = isFresh ? remembered.keys.find((key) => key.kid === kid) : undefined
  return found ?? (await signingKeysOf(tenant)).find((key) => key.kid === kid)
}

/** One more key, which signs from now on. Returns its number. */
export function renewSigningKey({ keys }: Pick<Tenant, 'keys'>): Promise<number> {
  return keys.renewServiceSecret(name, makeSigningKey, systemClock.now())
}

function makeSigningKey(): Buffer {
  const { privateKey } = generateKeyPairSync('ed25519')
  const jwk = { ...privateKey.export({ format: 'jwk' }), alg: 'EdDSA', use: 'sig', kid: newId() }
  return Buffer.from(JSON.stringify(jwk))
}

export function publicKeyOf({ kty, crv, x }: SigningKey): KeyObject {
  return createPublicKey({ key: { kty, crv, x }, format: 'jwk' })
}
