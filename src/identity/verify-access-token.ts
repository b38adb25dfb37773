import { errors as joseErrors, jwtVerify } from 'jose'
import { z } from 'zod'
import { refuse, systemClock, type Refusal } from '../kernel/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import type { VendorId } from '../vendors/index.ts'
import { exchangeAudienceOf, exchangeScope, issuerOf } from './openid/addresses.ts'
import { publicKeyOf, signingKeyOf } from './openid/signing-key.ts'
import { selectClient } from './store.ts'
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

/** The program that speaks, and the company it speaks for. What it may read is not decided here. */
export interface Company {
  clientId: string
  vendorId: VendorId
}

export type TokenRefusal = 'no-token' | 'bad-token' | 'expired-token'

const claimsSchema = z.object({
  client_id: z.string(),
  scope: z.string(),
  cnf: z.object({ jkt: z.string() }).optional(),
})

/** Whose token is this? Refusals do not tell what is wrong with a token beyond its age. */
export async function verifyAccessToken(
  presented: PresentedToken,
  now = systemClock.now(),
): Promise<{ ok: true; company: Company } | Refusal<TokenRefusal>> {
  if (presented.authorization === undefined) return refuse('no-token')
  const [, scheme = '', token = ''] = /^(Bearer|DPoP) ([\w.-]{1,4096})$/i.exec(presented.authorization) ?? []
  const claims = await readClaims(presented, token, now)
  if (!claims.ok) return claims
  if (!(await isBoundAsItSays(presented, { scheme, token, jkt: claims.jkt }, now))) return refuse('bad-token')
  const client = await selectClient(presented.tenant.database, claims.clientId)
  if (client?.standing !== 'active') return refuse('bad-token')
  return { ok: true, company: { clientId: client.clientId, vendorId: client.vendorId } }
}

interface Claims {
  ok: true
  clientId: string
  /** Thumbprint of the key the token is bound to (RFC 9449 §6.1). */
  jkt: string | undefined
}

async function readClaims(
  { tenant, publicOrigin }: PresentedToken,
  token: string,
  now: Date,
): Promise<Claims | Refusal<'bad-token' | 'expired-token'>> {
  try {
    const keyOf = async ({ kid }: { kid?: string }) => {
      const key = await signingKeyOf(tenant, kid)
      if (!key) throw new joseErrors.JWKSNoMatchingKey()
      return publicKeyOf(key)
    }
    const { payload } = await jwtVerify(token, keyOf, {
      issuer: issuerOf(publicOrigin),
      audience: exchangeAudienceOf(publicOrigin),
      typ: 'at+jwt',
      algorithms: ['EdDSA'],
      requiredClaims: ['exp', 'iat'],
      currentDate: now,
    })
    const claims = claimsSchema.safeParse(payload)
    if (!claims.success || !claims.data.scope.split(' ').includes(exchangeScope)) return refuse('bad-token')
    return { ok: true, clientId: claims.data.client_id, jkt: claims.data.cnf?.jkt }
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
