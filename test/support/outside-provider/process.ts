/** A real OpenID provider (oidc-provider) in a process of its own, on loopback; told over http to lie when a test wants it. */
import { generateKeyPairSync } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import Provider from 'oidc-provider'
import { z } from 'zod'
import { faultSchema, lie, type Fault } from './lies.ts'

const settings = z
  .object({
    port: z.number(),
    clientId: z.string(),
    callback: z.string(),
    jwks: z.object({ keys: z.array(z.any()) }),
  })
  .parse(JSON.parse(process.argv[2] ?? ''))
const issuer = `http://127.0.0.1:${String(settings.port)}`
const keys = ['real', 'stranger'].map(() => ({
  ...generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'jwk' }),
  kid: 'provider-key',
  alg: 'RS256',
  use: 'sig',
}))
const [real = {}, stranger = {}] = keys
let fault: Fault = 'none'

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: settings.clientId,
      token_endpoint_auth_method: 'private_key_jwt',
      jwks: settings.jwks,
      redirect_uris: [settings.callback],
      grant_types: ['authorization_code'],
      response_types: ['code'],
    },
  ],
  jwks: { keys: [real] },
  pkce: { required: () => true },
  cookies: { keys: ['only-a-test'] },
  features: { devInteractions: { enabled: false } },
  interactions: { url: (_, { uid }) => `/interaction/${uid}` },
  findAccount: (_, accountId) => ({ accountId, claims: () => ({ sub: accountId }) }),
})

/** Whoever the test says it is: nobody declines. */
async function interact(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const accountId = String(request.headers['x-account'] ?? '')
  if (accountId === '') return provider.interactionFinished(request, response, { error: 'access_denied' })
  const grant = new provider.Grant({ accountId, clientId: settings.clientId })
  grant.addOIDCScope('openid')
  const consent = { grantId: await grant.save() }
  return provider.interactionFinished(request, response, { login: { accountId }, consent })
}

const answer = provider.callback()
createServer((request, response) => {
  const url = request.url ?? ''
  if (url.startsWith('/be/')) {
    fault = faultSchema.parse(url.slice('/be/'.length))
    response.end()
    return
  }
  lie({ request, response, fault, issuer, real, stranger })
  if (response.writableEnded || fault === 'slow') return
  if (url.startsWith('/interaction/')) void interact(request, response)
  else void answer(request, response)
}).listen(settings.port, '127.0.0.1', () => process.stdout.write('listening\n'))
