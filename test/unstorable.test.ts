/** Text that no database takes, in every place of every address: a no, and nowhere a fault. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import { addExchangeRoutes } from '../src/exchange/index.ts'
import { addOpenIdRoutes, addOutsideKeys, knownScopes } from '../src/identity/index.ts'
import { addIntakeRoutes } from '../src/intake/index.ts'
import { addMeRoutes } from '../src/me/index.ts'
import type { App } from '../src/platform/http/index.ts'
import { usualLimits } from '../src/platform/http/rate-limits.ts'
import { addPortalRoutes, pathOfShare } from '../src/portals/index.ts'
import { addProgramRoutes } from '../src/programs/index.ts'
import { addLogRoutes } from '../src/proof/index.ts'
import { addSandboxRoutes } from '../src/sandbox/index.ts'
import { CapturedLog, createTestApp, tenantWithoutStores } from './support/http.ts'
import { adminRoutes } from './support/admin-routes.ts'

const host = 'city.test'
const unstorable = ['%00', '%ED%A0%80'] as const
/** Of every page, of pages that say what was done, of lists. */
const fields = ['lang', 'done', 'cursor'] as const
type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
const methods: readonly string[] = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']
const routes: { method: Method; url: string }[] = []
let app: App

beforeAll(async () => {
  const { log } = new CapturedLog()
  const scopes = { known: knownScopes, check: () => Promise.reject(new Error('nobody is asked')) }
  const limits = Object.fromEntries(Object.keys(usualLimits).map((name) => [name, 1_000_000]))
  app = await createTestApp([tenantWithoutStores(host)], { scopes, log, limits })
  app.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) if (isMethod(one)) routes.push({ method: one, url })
  })
  const services = { spoolDirectory: '/nowhere', uploadLimitBytes: 1, log }
  await addOpenIdRoutes(app, log)
  addOutsideKeys(app)
  addExchangeRoutes(app)
  addProgramRoutes(app, services)
  addIntakeRoutes(app, services)
  addMeRoutes(app, { ...services, pathOfShare })
  addSandboxRoutes(app)
  addLogRoutes(app, [])
  addPortalRoutes(app, { ...services, keyBackupDays: 14, demo: null })
  await app.ready()
})
afterAll(() => app.close())

function isMethod(method: string): method is Method {
  return methods.includes(method)
}

/** The address with this in the place of one parameter, and after it in a query; the other parameters are something. */
function addressesOf(url: string, text: string): string[] {
  const parts = url.split('/')
  const something = (part: string) => part.replace(/:\w+|\*/u, 'x')
  const inPath = parts.flatMap((part, at) =>
    /:\w|\*/u.test(part)
      ? [
          parts
            .map((each, place) => (place === at ? part.replace(/:\w+|\*/u, text) : something(each)))
            .join('/'),
        ]
      : [],
  )
  const whole = parts.map(something).join('/')
  return [...inPath, ...fields.map((field) => `${whole}?${field}=${text}`), `${whole}?${text}=x`]
}

it('Every door is tried, of programs and of pages', () => {
  expect(routes.length).toBeGreaterThan(300)
  const known = routes.map(({ method, url }) => `${method} ${url}`)
  for (const [method, url] of adminRoutes) expect(known).toContain(`${method} ${url}`)
  for (const area of ['/me/v1', '/intake/v1', '/exchange/v1', '/city', '/settings', '/log/v1'])
    expect(
      routes.some(({ url }) => url.startsWith(area)),
      area,
    ).toBe(true)
})

it.each(unstorable)(
  '%s in any place of an address is refused as what it is',
  async (text) => {
    const wrong: string[] = []
    for (const { method, url } of routes)
      for (const address of addressesOf(url, text)) {
        const { statusCode } = await app.inject({ method, url: address, headers: { host } })
        if (statusCode !== 400 && statusCode !== 404) wrong.push(`${method} ${address}: ${statusCode}`)
      }
    expect(wrong).toEqual([])
  },
  240_000,
)
