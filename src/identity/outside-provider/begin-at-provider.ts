import type { FastifyReply, FastifyRequest } from 'fastify'
import { buildAuthorizationUrl, calculatePKCECodeChallenge } from 'openid-client'
import { systemClock, type Personal, type Refusal } from '../../kernel/index.ts'
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

/** Who shows once more who they are, and what they had typed, as its pages write it. */
export interface Proving {
  sessionHash: Buffer
  typed: Personal<string>
}

interface Beginning {
  /** Who wants to link themselves. */
  linkFor?: Linking
  proveFor?: Proving
  /** Who joins is nobody yet. */
  joining?: boolean
  callback: URL
  log: Log
}

/**
 * Remembers what was begun, and says where the browser is to go: to the authorization endpoint of the configured provider.
 * `callback`: as it is registered there, letter for letter (RFC 9700 §2.1). Without `linkFor`, `proveFor` and `joining`: who signs in.
 */
export async function beginAtProvider(
  request: FastifyRequest,
  reply: FastifyReply,
  provider: OutsideProvider,
  { linkFor, proveFor, joining = false, callback, log }: Beginning,
): Promise<{ ok: true; address: URL } | Refusal<ProviderNo>> {
  const { tenant } = request
  const config = await reachProvider(tenant, provider).catch((error: unknown) =>
    explainNo(error, tenant, log),
  )
  if ('ok' in config) return config
  const { issuer, clientId, scopes, acrValues } = provider
  const [nonce, verifier] = [freshToken(), freshToken()]
  const { state, browser } = await keepRoundTrip(tenant.database, {
    ...{ issuer, clientId, nonce, verifier },
    linkFor: linkFor ? linkFor.sessionHash.toString('hex') : null,
    proveFor: proveFor ? begunNow(proveFor) : null,
    joining,
  })
  setCookie(request, reply, 'outside', browser)
  const address = buildAuthorizationUrl(config, {
    redirect_uri: callback.href,
    scope: scopes.join(' '),
    state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...(acrValues.length > 0 && { acr_values: acrValues.join(' ') }),
    ...(proveFor && provider.freshness === 'auth-time' && { max_age: '0' }),
  })
  return { ok: true, address }
}

function begunNow({ sessionHash, typed }: Proving) {
  return { session: sessionHash.toString('hex'), begunAt: systemClock.now(), typed }
}
