import type { FastifyReply, FastifyRequest } from 'fastify'
import { buildAuthorizationUrl, calculatePKCECodeChallenge } from 'openid-client'
import type { Refusal } from '../../kernel/index.ts'
import { setCookie } from '../../platform/http/index.ts'
import type { Log } from '../../platform/log.ts'
import type { OutsideProvider } from '../../platform/tenant.ts'
import type { RecentProof } from '../recent-proof/proof.ts'
import { explainNo, type ProviderNo } from './explain-no.ts'
import { reachProvider } from './reach-provider.ts'
import { freshToken, keepRoundTrip } from './round-trip.ts'

/** Who links themselves: a way in that is theirs from then on, so they have just shown who they are. */
export interface Linking {
  sessionHash: Buffer
  proof: RecentProof<'change-ways-in'>
}

/**
 * Remembers what was begun, and says where the browser is to go: to the authorization endpoint of the configured provider.
 * `callback`: as it is registered there, letter for letter (RFC 9700 §2.1). `linkFor`: who wants to link themselves; null for who wants to sign in.
 */
export async function beginAtProvider(
  request: FastifyRequest,
  reply: FastifyReply,
  provider: OutsideProvider,
  { linkFor, callback, log }: { linkFor: Linking | null; callback: URL; log: Log },
): Promise<{ ok: true; address: URL } | Refusal<ProviderNo>> {
  const { tenant } = request
  const config = await reachProvider(tenant, provider).catch((error: unknown) =>
    explainNo(error, tenant, log),
  )
  if ('ok' in config) return config
  const { issuer, clientId, scopes, acrValues } = provider
  const [nonce, verifier] = [freshToken(), freshToken()]
  const trip = { issuer, clientId, nonce, verifier, linkFor: linkFor?.sessionHash.toString('hex') ?? null }
  const { state, browser } = await keepRoundTrip(tenant.database, trip)
  setCookie(request, reply, 'outside', browser)
  const address = buildAuthorizationUrl(config, {
    redirect_uri: callback.href,
    scope: scopes.join(' '),
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...(acrValues.length > 0 && { acr_values: acrValues.join(' ') }),
  })
  return { ok: true, address }
}
