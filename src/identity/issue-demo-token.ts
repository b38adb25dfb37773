import { randomUUID } from 'node:crypto'
import { importJWK, SignJWT } from 'jose'
import { z } from 'zod'
import { refuse, type Refusal } from '../kernel/index.ts'
import { readDemoKey, type PrivateJwk } from './client-keys.ts'
import { issuerOf } from './openid/addresses.ts'

const tokenSchema = z.object({ access_token: z.string() })

/** Demo only: an access token of a seeded company's program, asked for at the running server like any other. */
export async function issueDemoToken(demo: {
  mode: 'demo' | 'production'
  publicUrl: string
  /** Where `saveDemoKey` put the keys. */
  keysDirectory: string
  clientId: string
}): Promise<
  { ok: true; token: string } | Refusal<'demo-only' | 'no-demo-key' | 'not-running' | 'bad-token'>
> {
  if (demo.mode !== 'demo') return refuse('demo-only')
  const key = await readDemoKey(demo.keysDirectory, demo.clientId)
  if (!key) return refuse('no-demo-key')
  const answer = await askForToken(demo.publicUrl, demo.clientId, key)
  if (!answer) return refuse('not-running')
  return answer.ok
    ? { ok: true, token: tokenSchema.parse(await answer.json()).access_token }
    : refuse('bad-token')
}

async function askForToken(
  publicUrl: string,
  clientId: string,
  key: PrivateJwk,
): Promise<Response | undefined> {
  const issuer = issuerOf(publicUrl)
  const assertion = await new SignJWT()
    .setProtectedHeader({ alg: key.alg, kid: key.kid })
    .setIssuer(clientId)
    .setSubject(clientId)
    .setAudience(issuer)
    .setJti(randomUUID())
    .setIssuedAt()
    .setExpirationTime('1m')
    .sign(await importJWK(key))
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    scope: 'exchange',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
  })
  return fetch(`${issuer}/token`, { method: 'POST', body, signal: AbortSignal.timeout(10_000) }).catch(
    () => undefined,
  )
}
