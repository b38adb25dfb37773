import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Provider } from 'oidc-provider'
import { z } from 'zod'
import {
  answerRefusal,
  httpRefusals,
  problemResponses,
  securityHeaders,
  type App,
} from '../../platform/http/index.ts'
import type { Log } from '../../platform/log.ts'
import { makeProvider } from './provider.ts'
import { signingKeysOf } from './signing-key.ts'

const program = { caller: 'program' } as const
const documentSchema = z
  .looseObject({ issuer: z.string() })
  .describe('Authorization server metadata (RFC 8414)')
const keySetSchema = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) }).describe('A JWK Set')
const oauthErrorSchema = z
  .object({ error: z.string(), error_description: z.string().optional() })
  .describe('An OAuth error (RFC 6749 §5.2)')

const clientCredentialsSchema = z
  .object({
    grant_type: z.literal('client_credentials'),
    scope: z
      .string()
      .max(500)
      .describe(
        'exchange or sandbox for a company’s program, never both; of the city’s own those it was granted, with spaces between',
      ),
    resource: z
      .url()
      .optional()
      .describe(
        'What the token is for: /exchange, /sandbox or /admin of this city; the client’s own when left out',
      ),
    client_assertion_type: z.literal('urn:ietf:params:oauth:client-assertion-type:jwt-bearer'),
    client_assertion: z
      .string()
      .describe('A JWT (RFC 7523): iss and sub the client id, aud the issuer, exp, jti'),
  })
  .describe('Client credentials with private_key_jwt')

/** Of an app that can keep no key, `client_id` alone; of one that has keys the assertion, as above. */
const appClient = {
  client_id: z.string(),
  client_assertion_type: z.string().optional(),
  client_assertion: z.string().optional(),
}
const tokenRequestSchema = z
  .union([
    clientCredentialsSchema,
    z
      .object({
        ...appClient,
        grant_type: z.literal('authorization_code'),
        code: z.string().describe('Good once, for a minute'),
        redirect_uri: z.string().describe('As it was asked with'),
        code_verifier: z.string().describe('RFC 7636: what code_challenge is the SHA-256 of'),
      })
      .describe('An app that a resident has just let in'),
    z
      .object({
        ...appClient,
        grant_type: z.literal('refresh_token'),
        refresh_token: z.string().describe('Good once: the answer has the next one'),
        scope: z.string().optional().describe('Fewer than it was let in for'),
      })
      .describe('An app that was let in before; showing a token twice ends what it may'),
  ])
  .describe('Which of the three, grant_type says')

const tokenSchema = z.object({
  access_token: z.string().describe('A JWT (RFC 9068)'),
  token_type: z.enum(['Bearer', 'DPoP']),
  expires_in: z.number().describe('Seconds'),
  scope: z.string(),
  refresh_token: z.string().optional().describe('Of an app alone'),
})

const described = { tags: ['oidc'], security: [] as [] }

/** The three things a program needs of the OpenID provider. What is not listed here does not exist. */
export async function addOpenIdRoutes(app: App, log: Log): Promise<void> {
  const providers: Providers = new Map()
  const answer = (request: FastifyRequest, reply: FastifyReply) => handOver(providers, log, request, reply)
  await app.register(async (routes: App) => {
    // The provider reads the body itself, and its schema is here for the description only.
    routes.removeAllContentTypeParsers()
    routes.addContentTypeParser('*', (_request, _payload, done) => done(null))
    routes.setValidatorCompiler(() => (data) => ({ value: data }))
    routes.get('/oidc/.well-known/openid-configuration', { config: program, schema: discoverySchema }, answer)
    routes.get('/oidc/jwks', { config: program, schema: jwksSchema }, answer)
    const config = { ...program, bucket: 'token' } as const
    routes.post('/oidc/token', { config, preHandler: refuseTooLarge, schema: tokenRouteSchema }, answer)
  })
}

const discoverySchema = {
  ...described,
  summary: 'What the OpenID provider offers',
  description:
    'Client credentials with private_key_jwt for programs, and for the apps of residents a code with PKCE (S256); bearer or DPoP. There is no other flow.',
  response: { 200: documentSchema },
}

const jwksSchema = {
  ...described,
  summary: 'The keys that sign access tokens',
  description: 'Public keys only.',
  response: { 200: keySetSchema },
}

const tokenRouteSchema = {
  ...described,
  summary: 'Get an access token',
  description:
    'The program proves itself by an assertion signed with its registered key (EdDSA, ES256 or RS256). Each assertion is good once and for at most ten minutes; the token for ten minutes. With a DPoP proof the token is bound to its key. An app sends its resident to /oidc/auth, and gets its token here for the code that comes back.',
  consumes: ['application/x-www-form-urlencoded'],
  body: tokenRequestSchema,
  response: { 200: tokenSchema, 400: oauthErrorSchema, 401: oauthErrorSchema, ...problemResponses(413) },
}

/** As much as the provider reads of a body (its `selective_body`). Beyond that it would only say it cannot parse it. */
const mostBodyBytes = 56 * 1024

async function refuseTooLarge(
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply | undefined> {
  if (!(Number(request.headers['content-length']) > mostBodyBytes)) return undefined
  return answerRefusal(request, reply, { because: 'too-large' }, httpRefusals)
}

/** By city: made of the keys that are good now, and made anew when others are. */
type Providers = Map<string, { kids: string; provider: Provider }>

async function providerFor(
  providers: Providers,
  { tenant, publicOrigin }: FastifyRequest,
  log: Log,
): Promise<Provider> {
  const keys = await signingKeysOf(tenant)
  const kids = keys.map(({ kid }) => kid).join(' ')
  const made = providers.get(tenant.id)
  if (made?.kids === kids) return made.provider
  const provider = makeProvider(tenant, publicOrigin, keys, log)
  providers.set(tenant.id, { kids, provider })
  return provider
}

async function handOver(
  providers: Providers,
  log: Log,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  const provider = await providerFor(providers, request, log)
  reply.hijack()
  for (const [name, value] of Object.entries(securityHeaders(request))) reply.raw.setHeader(name, value)
  mountProvider(request)
  await provider.callback()(request.raw, reply.raw)
}

/** Under which address the provider is reached, in the terms it understands: a mount path and a proxy's headers. */
function mountProvider(request: FastifyRequest): void {
  const { protocol, host } = new URL(request.publicOrigin)
  const url = request.raw.url ?? '/oidc'
  Object.assign(request.raw, { originalUrl: url, url: url.slice('/oidc'.length) })
  request.raw.headers['x-forwarded-proto'] = protocol.slice(0, -1)
  request.raw.headers['x-forwarded-host'] = host
}
