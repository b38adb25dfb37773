import { Buffer } from 'node:buffer'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { decodeJwt, importJWK, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose'
import { z } from 'zod'

const ofTheToken = z.enum([
  'nonce',
  'audience',
  'issuer',
  'expired',
  'proved-long-ago',
  'never-says-when',
  'other-key',
  'unsigned',
  'shared-secret',
])
const others = [
  'none',
  'slow',
  'broken',
  'huge',
  'moved',
  'token-elsewhere',
  'authorization-elsewhere',
] as const
export const faultSchema = z.enum([...ofTheToken.options, ...others])
export type Fault = z.infer<typeof faultSchema>

interface Lie {
  request: IncomingMessage
  response: ServerResponse
  fault: Fault
  issuer: string
  real: JsonWebKey
  stranger: JsonWebKey
}

/** Spoils what the honest provider is about to answer, or answers in its place. */
export function lie({ request, response, fault, issuer, real, stranger }: Lie): void {
  const [path = ''] = (request.url ?? '').split('?')
  if (fault === 'broken') return void response.writeHead(503).end()
  if (path === '/.well-known/openid-configuration') {
    if (fault === 'moved') return void response.writeHead(302, { location: `${issuer}/elsewhere` }).end()
    spoil(response, async (body) => spoilMetadata(fault, body))
  }
  if (path === '/token' && ofTheToken.safeParse(fault).success)
    spoil(response, async (body) =>
      'id_token' in body
        ? { ...body, id_token: await spoilToken(fault, String(body['id_token']), real, stranger) }
        : body,
    )
}

const bodySchema = z.record(z.string(), z.unknown())
type Body = z.infer<typeof bodySchema>

function spoilMetadata(fault: Fault, body: Body): Body {
  if (fault === 'huge') return { ...body, padding: 'x'.repeat(300_000) }
  if (fault === 'token-elsewhere') return { ...body, token_endpoint: 'http://localhost:1/token' }
  if (fault === 'authorization-elsewhere')
    return { ...body, authorization_endpoint: 'http://localhost:1/auth' }
  if (fault === 'unsigned' || fault === 'shared-secret')
    return { ...body, id_token_signing_alg_values_supported: ['RS256', 'none', 'HS256'] }
  return body
}

async function spoilToken(
  fault: Fault,
  token: string,
  real: JsonWebKey,
  stranger: JsonWebKey,
): Promise<string> {
  const past = Math.floor(Date.now() / 1000) - 3600
  const changed: Partial<Record<Fault, JWTPayload>> = {
    nonce: { nonce: 'of-another-round-trip' },
    audience: { aud: 'another-client' },
    issuer: { iss: 'https://elsewhere.test' },
    expired: { iat: past, exp: past + 60 },
    'proved-long-ago': { auth_time: past },
    'never-says-when': { auth_time: undefined },
  }
  const claims = { ...decodeJwt(token), ...changed[fault] }
  if (fault === 'unsigned') return new UnsecuredJWT(claims).encode()
  const signed = new SignJWT(claims)
  if (fault === 'shared-secret')
    return signed.setProtectedHeader({ alg: 'HS256', kid: 'provider-key' }).sign(Buffer.from(String(real.n)))
  const key = await importJWK(fault === 'other-key' ? stranger : real, 'RS256')
  return signed.setProtectedHeader({ alg: 'RS256', kid: 'provider-key' }).sign(key)
}

/** Waits for the whole answer and sends another in its place. */
function spoil(response: ServerResponse, change: (body: Body) => Promise<Body>): void {
  const end = response.end.bind(response)
  Object.assign(response, {
    end: (chunk: unknown) => {
      void change(bodySchema.parse(JSON.parse(String(chunk)))).then((body) => {
        const text = JSON.stringify(body)
        response.setHeader('content-length', Buffer.byteLength(text))
        end(text)
      })
      return response
    },
  })
}
