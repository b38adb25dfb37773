import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp, tenantWithoutStores } from '../../../test/support/http.ts'
import { formToken, setCookie, type App } from './index.ts'

const apps: Record<string, App> = {}

beforeAll(async () => {
  for (const scheme of ['http', 'https']) {
    const app = await createTestApp([tenantWithoutStores('city.test')], {
      publicUrl: `${scheme}://city.test`,
    })
    app.get('/page', (request, reply) => {
      formToken(request, reply)
      setCookie(request, reply, 'session', 'A'.repeat(43))
      return reply.type('text/html').send(`<script nonce="${request.cspNonce}"></script>`)
    })
    app.get('/fault', () => {
      throw new Error('x')
    })
    app.get('/file', (_request, reply) => reply.header('cache-control', 'public, max-age=60').send('x'))
    apps[scheme] = app
  }
})
afterAll(() => Promise.all(Object.values(apps).map((app) => app.close())))

function get(scheme: string, url: string, host = 'city.test') {
  return apps[scheme]!.inject({ url, headers: { host } })
}

describe('Every answer', () => {
  const always = {
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'same-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'cache-control': 'no-store',
  }
  it.each([
    // url        host          status
    ['/page', 'city.test', 200],
    ['/nowhere', 'city.test', 404],
    ['/page', 'else.test', 404],
    ['/fault', 'city.test', 500],
    ['/%E0%A4%A', 'city.test', 400],
    ['/openapi.json', 'city.test', 200],
  ])('%s at %s (%i) carries the security headers', async (url, host, status) => {
    const answer = await get('https', url, host)
    expect(answer.statusCode).toBe(status)
    expect(answer.headers).toMatchObject(always)
    expect(answer.headers['permissions-policy']).toContain('geolocation=()')
    expect(answer.headers).not.toHaveProperty('x-powered-by')
  })

  it('allows nothing but our own, with a nonce that is new each time', async () => {
    const [one, two] = [await get('https', '/page'), await get('https', '/page')]
    const policy = String(one.headers['content-security-policy'])
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? ''
    expect(policy.replaceAll(nonce, 'N')).toBe(
      `default-src 'none'; style-src 'self' 'nonce-N'; script-src 'self' 'nonce-N'; img-src 'self' data:; ` +
        `font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'`,
    )
    expect(one.body).toContain(`nonce="${nonce}"`)
    expect(two.headers['content-security-policy']).not.toContain(nonce)
  })

  it('insists on https only where https is', async () => {
    expect((await get('https', '/page')).headers['strict-transport-security']).toMatch(/^max-age=31536000/)
    expect((await get('http', '/page')).headers).not.toHaveProperty('strict-transport-security')
  })

  it('may be kept only when it says so itself', async () => {
    expect((await get('https', '/file')).headers['cache-control']).toBe('public, max-age=60')
  })
})

describe('A cookie', () => {
  it.each([
    // scheme   prefix      attributes
    ['https', '__Host-', 'Path=/; HttpOnly; Secure; SameSite=Lax'],
    ['http', '', 'Path=/; HttpOnly; SameSite=Lax'],
  ])('over %s is named %sazukari-… and locked to this host', async (scheme, prefix, attributes) => {
    const cookies = [(await get(scheme, '/page')).headers['set-cookie']].flat()
    expect(cookies).toHaveLength(2)
    for (const cookie of cookies) {
      expect(cookie).toMatch(new RegExp(`^${prefix}azukari-(session|visit)=[\\w-]+; `))
      expect(cookie).toMatch(new RegExp(`; ${attributes}$`))
    }
  })
})
