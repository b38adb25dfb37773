import { describe, expect, it } from 'vitest'
import { aCityWithApps, TestApp } from '../../test/support/app.ts'
import { aResident } from '../../test/support/city.ts'

const scene = await aCityWithApps()
const app = await TestApp.registered(scene)
const { access } = await app.tokens(await aResident(scene.city), ['me:read'])

const addresses = [
  ...(['/me/v1/app', '/me/v1/stops', '/me/v1/nowhere', '/oidc/token', '/oidc/jwks'] as const),
  ...(['/oidc/.well-known/openid-configuration', '/oidc/auth', '/openapi.json'] as const),
  ...(['/', '/join', '/sign-in', '/home', '/city', '/company', '/nowhere', '/log/v1/checkpoint'] as const),
] as const
const origins = (): readonly string[] => [
  ...['https://evil.example', 'null', 'https://app.example', `http://${scene.host}`],
]

async function permissionsOf(method: 'GET' | 'POST' | 'OPTIONS', url: string, origin: string) {
  const preflight = {
    'access-control-request-method': 'POST',
    'access-control-request-headers': 'authorization, dpop, content-type',
  }
  const answer = await scene.app.inject({
    ...{ method, url },
    headers: {
      ...{ host: scene.host, origin, authorization: `Bearer ${access}` },
      ...(method === 'OPTIONS' && preflight),
      ...(method === 'POST' && { 'content-type': 'application/x-www-form-urlencoded' }),
    },
    ...(method === 'POST' && { payload: `grant_type=authorization_code&client_id=${app.appId}` }),
  })
  const allowed = Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'))
  return { allowed, status: answer.statusCode }
}

describe('No page of another site reads an answer', () => {
  it.each(addresses)('of %s, and none is told that it might', async (url) => {
    for (const origin of origins())
      for (const method of ['GET', 'POST', 'OPTIONS'] as const) {
        const { allowed, status } = await permissionsOf(method, url, origin)
        expect([method, origin, allowed]).toEqual([method, origin, []])
        if (method === 'OPTIONS') expect(status).toBeGreaterThanOrEqual(400)
      }
  })

  it('and an app that is no page is answered as before', async () => {
    const headers = { host: scene.host, authorization: `Bearer ${access}` }
    expect((await scene.app.inject({ url: '/me/v1/app', headers })).statusCode).toBe(200)
    expect((await scene.app.inject({ url: '/oidc/jwks', headers })).statusCode).toBe(200)
  })
})
