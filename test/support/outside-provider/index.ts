import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { createTestApp, type Answered, type TestBrowser } from '../http.ts'
import { freePort } from '../http-free-port.ts'
import type { TestTenant } from '../tenant.ts'
import { addOutsideKeys } from '../../../src/identity/index.ts'
import type { OutsideProvider } from '../../../src/platform/tenant.ts'
import type { Fault } from './lies.ts'

export interface TestProvider {
  /** The settings of a city that is registered there. A fresh copy knows nothing of earlier answers. */
  settings(changed?: Partial<OutsideProvider>): OutsideProvider
  be(fault: Fault): Promise<void>
  stop(): Promise<void>
}

const clientId = 'azukari-test'
const programPath = fileURLToPath(new URL('process.ts', import.meta.url))

/** The provider, started for this city: it knows the keys that the city publishes for it. */
export async function startProvider(tenant: TestTenant, callback: string): Promise<TestProvider> {
  const port = await freePort()
  const settings = (changed: Partial<OutsideProvider> = {}): OutsideProvider => ({
    issuer: `http://127.0.0.1:${String(port)}`,
    origins: [],
    clientId,
    scopes: ['openid'],
    acrValues: [],
    assertionAudience: 'issuer',
    freshness: 'auth-time',
    name: { ja: '見本アプリ', jaEasy: 'みほんアプリ', en: 'Sample App' },
    ...changed,
  })
  const app = await createTestApp([{ ...tenant, outsideProvider: settings() }])
  addOutsideKeys(app)
  const published = await app.inject({ url: '/oidc/outside/jwks', headers: { host: tenant.hosts[0]! } })
  await app.close()
  const given = JSON.stringify({ port, clientId, callback, jwks: published.json() })
  const child = spawn(process.execPath, ['--import', 'tsx', programPath, given], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  return {
    settings,
    be: async (fault) => void (await fetch(`${settings().issuer}/be/${fault}`)),
    stop: async () => {
      child.kill()
      await once(child, 'exit')
    },
  }
}

/** Where the browser is sent on to, by the page it was answered. */
export function sentTo(answer: Answered): URL {
  return new URL(String(answer.headers['refresh']).replace(/^0;url=/u, ''))
}

/** What the browser does at the provider: proves to be `account` ('' declines), and is sent back. */
export async function proveThere(address: URL, account: string): Promise<URL> {
  const cookies = new Map<string, string>()
  let at = address
  for (let steps = 0; steps < 8; steps += 1) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(at, { redirect: 'manual', headers: { cookie, 'x-account': account } })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/u.exec(line) ?? []
      if (value === '') cookies.delete(name)
      else cookies.set(name, value)
    }
    const location = answer.headers.get('location')
    if (location === null)
      throw new Error(`the provider answers ${String(answer.status)}: ${await answer.text()}`)
    at = new URL(location, at)
    if (at.origin !== address.origin) return at
  }
  throw new Error('the provider sends round and round')
}

/** Begins at this page of ours, and comes back as far as the callback, which is not opened yet. */
export async function goAndProve(
  browser: TestBrowser,
  page: '/sign-in/outside' | '/settings/outside',
  account: string,
): Promise<URL> {
  await browser.open(page)
  const fields: Record<string, string> = page === '/settings/outside' ? { want: 'link' } : {}
  return proveThere(sentTo(await browser.submit(page, fields)), account)
}

export const pathOf = ({ pathname, search }: URL): string => `${pathname}${search}`
