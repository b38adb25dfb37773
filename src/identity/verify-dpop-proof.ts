import { createHash } from 'node:crypto'
import { calculateJwkThumbprint, EmbeddedJWK, errors as joseErrors, jwtVerify } from 'jose'
import { z } from 'zod'
import type { Tenant } from '../platform/tenant.ts'
import { insertDocument } from './openid/document-store.ts'
import { clientAlgorithms } from './public-keys.ts'

/** How old or how early a proof may be: clocks differ, and a request takes its time. */
const windowMs = 60_000

const proofSchema = z.object({
  jti: z.string().min(1).max(128),
  htm: z.string(),
  htu: z.string().max(2048),
  iat: z.number(),
  ath: z.string(),
})

export interface ProvenRequest {
  tenant: Tenant
  method: string
  /** Without its query. */
  url: string
}

/** Does this proof show, for this request and this token, that the caller holds the key? Each is good once. */
export async function isProofGood(
  request: ProvenRequest,
  proof: string,
  { token, jkt }: { token: string; jkt: string },
  now: Date,
): Promise<boolean> {
  const claims = await readProof(proof, jkt, now)
  if (!claims) return false
  if (claims.htm !== request.method || withoutQuery(claims.htu) !== request.url) return false
  if (claims.ath !== createHash('sha256').update(token).digest('base64url')) return false
  if (Math.abs(now.getTime() - claims.iat * 1000) > windowMs) return false
  return insertDocument(
    request.tenant.database,
    'DpopProof',
    `${jkt} ${claims.jti}`,
    {},
    {
      now,
      expiresAt: new Date(now.getTime() + 2 * windowMs),
    },
  )
}

async function readProof(
  proof: string,
  jkt: string,
  now: Date,
): Promise<z.infer<typeof proofSchema> | undefined> {
  try {
    const { payload, protectedHeader } = await jwtVerify(proof, EmbeddedJWK, {
      typ: 'dpop+jwt',
      algorithms: [...clientAlgorithms],
      currentDate: now,
    })
    const { jwk } = protectedHeader
    if (!jwk || (await calculateJwkThumbprint(jwk)) !== jkt) return undefined
    return proofSchema.safeParse(payload).data
  } catch (error) {
    if (error instanceof joseErrors.JOSEError) return undefined
    throw error
  }
}

/** RFC 9449 §4.3: query and fragment are ignored. */
function withoutQuery(address: string): string | undefined {
  const url = URL.parse(address)
  return url ? `${url.origin}${url.pathname}` : undefined
}
