import { createHmac } from 'node:crypto'
import { errors, Provider, type Client, type Configuration, type KoaContextWithOIDC } from 'oidc-provider'
import type { Log } from '../../platform/log.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { appIdSchema, appScopes, linkDays } from '../app/rules.ts'
import { areaAskedFor, programAreas, programIdSchema, programScopes, scopesOfArea } from '../program/rules.ts'
import { clientAlgorithms } from '../public-keys.ts'
import { openIdAdapter } from './adapter.ts'
import { companyAudienceOf, companyScopes, issuerOf, meAudienceOf, programAudienceOf } from './addresses.ts'
import { findLink } from './apps.ts'
import { claimOfKey } from './claim-of-key.ts'
import type { SigningKey } from './signing-key.ts'

const accessTokenSeconds = 10 * 60
/** An assertion is made for one request; a long-lived one is a password. */
const longestAssertionSeconds = 10 * 60
const longestJti = 128
const clockToleranceSeconds = 15
const allScopes = [...companyScopes, ...programScopes, ...appScopes]

/** The OpenID provider of one city. Everything it could do and we do not offer is off. The first of `keys` signs. */
export function makeProvider(
  tenant: Tenant,
  publicOrigin: string,
  keys: readonly SigningKey[],
  log: Log,
): Provider {
  const provider = new Provider(issuerOf(publicOrigin), configurationOf(tenant, publicOrigin, keys))
  // The route hands over the public address as a proxy would (mountProvider), whoever asked under whatever name.
  provider.proxy = true
  provider.use(forNoOtherOrigin)
  provider.use(onlyWhatIsOffered)
  provider.on('grant.error', (_context, error) => {
    log.info('token refused', { tenant: tenant.id, because: error.error })
  })
  provider.on('server_error', (_context, error) => {
    log.error('fault', { tenant: tenant.id, route: '/oidc', error })
  })
  // Left alone, Koa prints to the console.
  provider.onerror = (error) => {
    log.error('fault', { tenant: tenant.id, route: '/oidc', error })
  }
  return provider
}

function configurationOf(tenant: Tenant, publicOrigin: string, keys: readonly SigningKey[]): Configuration {
  return {
    adapter: openIdAdapter(tenant, publicOrigin),
    jwks: { keys: [...keys] },
    cookies: { keys: keys.map(({ d }) => createHmac('sha256', d).update('cookies').digest('base64url')) },
    ...forApps(tenant),
    scopes: [...allScopes],
    // `none`: an app on people's own devices. Each client has one method, and no company's has this one.
    clientAuthMethods: ['private_key_jwt', 'none'],
    clientDefaults: { id_token_signed_response_alg: 'EdDSA' },
    clockTolerance: clockToleranceSeconds,
    enabledJWA: {
      clientAuthSigningAlgValues: clientAlgorithms,
      dPoPSigningAlgValues: clientAlgorithms,
      idTokenSigningAlgValues: ['EdDSA'],
    },
    assertJwtClientAuthClaimsAndHeader: refuseLooseAssertions,
    extraTokenClaims: (context) => claimOfKey(tenant, context),
    ttl: {
      ClientCredentials: accessTokenSeconds,
      AccessToken: accessTokenSeconds,
      // One that is renewed is good as long as the first was.
      RefreshToken: ({ oidc }) => oidc.entities.RotatedRefreshToken?.remainingTTL ?? linkDays * 24 * 60 * 60,
    },
    features: {
      clientCredentials: { enabled: true },
      dPoP: { enabled: true },
      resourceIndicators: resourceOf(publicOrigin),
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
    },
    renderError: (context, out) => {
      context.type = 'json'
      context.body = out
    },
  }
}

/** The code itself is given where residents are asked (app/let-app-in.ts), and nowhere in this provider. */
function forApps(tenant: Tenant) {
  return {
    responseTypes: ['code'],
    pkce: { required: () => true },
    findAccount: async (_context, linkId) => {
      const link = await findLink(tenant, linkId)
      return link && { accountId: link.linkId, claims: () => ({ sub: link.linkId }) }
    },
    issueRefreshToken: () => true,
    rotateRefreshToken: true,
  } satisfies Configuration
}

/**
 * An app has one thing to ask for. A program of the city has one for each area, a company's the exchange or the sandbox: one at a
 * time, and where none is named, the one that the scope is of. A company's that names no scope asks for the exchange.
 */
function resourceOf(publicOrigin: string) {
  const ofTheCity = programAreas.map((area) => ({
    audience: programAudienceOf(publicOrigin, area),
    scope: scopesOfArea(area).join(' '),
  }))
  const ofCompanies = companyScopes.map((scope) => ({
    audience: companyAudienceOf(publicOrigin, scope),
    scope,
  }))
  const ofApps = { audience: meAudienceOf(publicOrigin), scope: appScopes.join(' ') }
  const isApp = ({ clientId }: Client) => appIdSchema.safeParse(clientId).success
  const isOfTheCity = ({ clientId }: Client) => programIdSchema.safeParse(clientId).success
  return {
    enabled: true,
    defaultResource: ({ oidc }: KoaContextWithOIDC, client: Client) => {
      if (isApp(client)) return ofApps.audience
      const named = oidc.params?.['scope']
      if (isOfTheCity(client))
        return programAudienceOf(publicOrigin, areaAskedFor(typeof named === 'string' ? named : undefined))
      const asked = companyScopes.find((scope) => scope === named)
      return companyAudienceOf(publicOrigin, asked ?? 'exchange')
    },
    getResourceServerInfo: (_context: KoaContextWithOIDC, resource: string, client: Client) => {
      const known = isApp(client) ? [ofApps] : isOfTheCity(client) ? ofTheCity : ofCompanies
      const own = known.find(({ audience }) => audience === resource)
      if (!own) throw new errors.InvalidTarget()
      return {
        ...own,
        accessTokenFormat: 'jwt' as const,
        accessTokenTTL: accessTokenSeconds,
        jwt: { sign: { alg: 'EdDSA' as const } },
      }
    },
  }
}

function refuseLooseAssertions(_context: KoaContextWithOIDC, claims: Record<string, unknown>): void {
  const { exp, jti } = claims
  const latest = Date.now() / 1000 + longestAssertionSeconds + clockToleranceSeconds
  if (typeof exp !== 'number' || exp > latest) throw new errors.InvalidClientAuth('exp is too far away')
  if (typeof jti !== 'string' || jti.length > longestJti)
    throw new errors.InvalidClientAuth('jti is too long')
}

/** RFC 8414 §2. The authorization endpoint is a page (portals/public/apps). */
const offered = [
  'issuer',
  'authorization_endpoint',
  'token_endpoint',
  'jwks_uri',
  'grant_types_supported',
  'response_types_supported',
  'scopes_supported',
  'subject_types_supported',
  'id_token_signing_alg_values_supported',
  'token_endpoint_auth_methods_supported',
  'token_endpoint_auth_signing_alg_values_supported',
  'dpop_signing_alg_values_supported',
  'code_challenge_methods_supported',
  'authorization_response_iss_parameter_supported',
]

async function onlyWhatIsOffered(context: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> {
  await next()
  if (!context.path.endsWith('/.well-known/openid-configuration') || context.status !== 200) return
  const whole = new Map(Object.entries(context.body as object))
  whole.set('scopes_supported', allScopes)
  whole.set('authorization_response_iss_parameter_supported', true)
  context.body = Object.fromEntries(offered.map((name) => [name, whole.get(name)]))
}

/** Left alone, it allows every page of every site to read its answers. Programs and apps are no pages (src/me/README.md). */
async function forNoOtherOrigin(context: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> {
  await next()
  for (const name of Object.keys(context.response.headers))
    if (name.toLowerCase().startsWith('access-control-')) context.remove(name)
}
