import { errors as joseErrors, jwtVerify } from 'jose'
import { z } from 'zod'
import { refuse, type Refusal } from '../kernel/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { issuerOf, keyClaim } from './openid/addresses.ts'
import { publicKeyOf, signingKeyOf } from './openid/signing-key.ts'
import { isProofGood } from './verify-dpop-proof.ts'

/** A request as its token is judged by. `url` without its query. */
export interface PresentedToken {
  tenant: Tenant
  publicOrigin: string
  authorization: string | undefined
  dpop: string | string[] | undefined
  method: string
  url: string
}

export type TokenRefusal = 'no-token' | 'bad-token' | 'expired-token'

/** What a good token says. Whether its client is still let in is not known by it. */
interface ReadToken {
  ok: true
  clientId: string
  /** Whom it is about: of an app what it was let in by, of all others the program itself. */
  subject: string | undefined
  scopes: readonly string[]
  /** The key with which the token was got: of a company's program its name, of one of the city its thumbprint. */
  keyId: string | undefined
}

const claimsSchema = z.object({
  client_id: z.string(),
  sub: z.string().optional(),
  // Absent where none of the scopes that were asked for was given.
  scope: z.string().default(''),
  [keyClaim]: z.string().optional(),
  cnf: z.object({ jkt: z.string() }).optional(),
})

/** Is this a token of ours, for this audience, shown by who may? Refusals do not tell what is wrong beyond its age. */
export async function readAccessToken(
  presented: PresentedToken,
  audience: string,
  now: Date,
): Promise<ReadToken | Refusal<TokenRefusal>> {
  if (presented.authorization === undefined) return refuse('no-token')
  const [, scheme = '', token = ''] = /^(Bearer|DPoP) ([\w.-]{1,4096})$/i.exec(presented.authorization) ?? []
  const claims = await readClaims(presented, token, { audience, now })
  if (!claims.ok) return claims
  const isShown = await isBoundAsItSays(presented, { scheme, token, jkt: claims.jkt }, now)
  const { clientId, subject, scopes, keyId } = claims
  return isShown ? { ok: true, clientId, subject, scopes, keyId } : refuse('bad-token')
}

interface Claims extends ReadToken {
  /** Thumbprint of the key the token is bound to (RFC 9449 §6.1). */
  jkt: string | undefined
}

async function readClaims(
  { tenant, publicOrigin }: PresentedToken,
  token: string,
  { audience, now }: { audience: string; now: Date },
): Promise<Claims | Refusal<'bad-token' | 'expired-token'>> {
  try {
    const keyOf = async ({ kid }: { kid?: string }) => {
      const key = await signingKeyOf(tenant, kid)
      if (!key) throw new joseErrors.JWKSNoMatchingKey()
      return publicKeyOf(key)
    }
    const { payload } = await jwtVerify(token, keyOf, {
      issuer: issuerOf(publicOrigin),
      audience,
      typ: 'at+jwt',
      algorithms: ['EdDSA'],
      requiredClaims: ['exp', 'iat'],
      currentDate: now,
    })
    const claims = claimsSchema.safeParse(payload)
    if (!claims.success) return refuse('bad-token')
    const { client_id: clientId, sub: subject, scope, [keyClaim]: keyId, cnf } = claims.data
    return { ok: true, clientId, subject, scopes: scope.split(' '), keyId, jkt: cnf?.jkt }
  } catch (error) {
    if (error instanceof joseErrors.JWTExpired) return refuse('expired-token')
    if (error instanceof joseErrors.JOSEError) return refuse('bad-token')
    throw error
  }
}

/** A bound token counts only with a proof of its key, and an unbound one only as bearer (RFC 9449 §7.1, §7.2). */
async function isBoundAsItSays(
  presented: PresentedToken,
  { scheme, token, jkt }: { scheme: string; token: string; jkt: string | undefined },
  now: Date,
): Promise<boolean> {
  if (jkt === undefined) return scheme.toLowerCase() === 'bearer'
  if (scheme.toLowerCase() !== 'dpop' || typeof presented.dpop !== 'string') return false
  return isProofGood(presented, presented.dpop, { token, jkt }, now)
}
