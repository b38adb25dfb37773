/** A city with all its pages, its provider and /me, and apps that its residents may let in. */
import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import {
  addOpenIdRoutes,
  appScopes,
  checkScope,
  knownScopes,
  registerApp,
  startSession,
  type AppScope,
  type WayIn,
} from '../../src/identity/index.ts'
import { addIntakeRoutes } from '../../src/intake/index.ts'
import { addMeRoutes } from '../../src/me/index.ts'
import type { App } from '../../src/platform/http/index.ts'
import type { Tenant } from '../../src/platform/tenant.ts'
import { addPortalRoutes, drawErrorPage, pathOfShare } from '../../src/portals/index.ts'
import type { ResidentId } from '../../src/residents/index.ts'
import { CapturedLog, createTestApp, TestBrowser, type Answered } from './http.ts'
import { formIn } from './resident-page.ts'
import { createTestTenant, type TestTenant } from './tenant.ts'

export interface CityWithApps {
  city: TestTenant
  app: App
  host: string
  log: CapturedLog
  browser(): TestBrowser
  /** A browser in which this resident signed in so long ago. */
  signedIn(residentId: ResidentId, shown?: { way?: WayIn; agoMs?: number }): Promise<TestBrowser>
}

const mebibyte = 1024 * 1024

/** For one file of tests: call it once, at the top. */
export async function aCityWithApps(): Promise<CityWithApps> {
  const city = await createTestTenant()
  afterAll(() => city.close())
  const log = new CapturedLog()
  const scopes = { known: knownScopes, check: checkScope }
  const app = await createTestApp([city], { log: log.log, scopes, errorPage: drawErrorPage })
  const spoolDirectory = await mkdtemp(join(tmpdir(), 'azukari-spool-'))
  await addOpenIdRoutes(app, log.log)
  addIntakeRoutes(app, { spoolDirectory, uploadLimitBytes: mebibyte, log: log.log })
  addMeRoutes(app, { spoolDirectory, uploadLimitBytes: mebibyte, pathOfShare, log: log.log })
  const demo = { clock: { now: () => city.clock.now(), set: async (now: Date) => city.clock.set(now) } }
  addPortalRoutes(app, {
    ...{ spoolDirectory, uploadLimitBytes: mebibyte, keyBackupDays: 14 },
    ...{ demo, log: log.log },
  })
  await app.ready()
  afterAll(async () => {
    await app.close()
    await rm(spoolDirectory, { recursive: true })
  })
  const host = city.hosts[0] ?? ''
  const browser = () => new TestBrowser(app, host)
  return {
    ...{ city, app, host, log, browser },
    signedIn: async (residentId, { way = 'card', agoMs = 0 } = {}) => {
      const own = browser()
      const at = new Date(Date.now() - agoMs)
      own.cookies.set('azukari-session', await startSession(city, residentId, way, at))
      return own
    },
  }
}

/** An app as its maker has it: registered, with a verifier for each question. */
export class TestApp {
  readonly appId = `app.test-${randomUUID().slice(0, 8)}`
  readonly redirectUri = 'https://app.example/back'
  readonly verifier = randomBytes(32).toString('base64url')
  readonly #of: CityWithApps

  constructor(of: CityWithApps) {
    this.#of = of
  }

  static async registered(
    of: CityWithApps,
    scopes: readonly AppScope[] = appScopes,
    jwks: unknown = null,
  ): Promise<TestApp> {
    const app = new TestApp(of)
    const about = { name: '歩くアプリ', maker: '見本ソフト', scopes, redirectUris: [app.redirectUri] }
    const outcome = await registerApp(of.city as Tenant, null, { appId: app.appId, ...about, jwks })
    if (!outcome.ok) throw new Error(outcome.because)
    return app
  }

  /** The address to which it sends a resident. A parameter of undefined is left out. */
  question(scopes: readonly string[], changed: Record<string, string | undefined> = {}): string {
    const query: Record<string, string | undefined> = {
      response_type: 'code',
      client_id: this.appId,
      redirect_uri: this.redirectUri,
      scope: scopes.join(' '),
      state: 'state-of-the-app',
      code_challenge: challengeOf(this.verifier),
      code_challenge_method: 'S256',
      ...changed,
    }
    const given = Object.entries(query).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, value] as [string, string]],
    )
    return `/oidc/auth?${new URLSearchParams(given).toString()}`
  }

  /** The whole way through the pages: asked, chosen, back with a code. */
  async letIn(browser: TestBrowser, scopes: readonly AppScope[] = appScopes): Promise<string> {
    await browser.open(this.question(scopes))
    await browser.open('/apps/let-in')
    const answer = await submitChoice(browser, scopes)
    const code = addressIn(answer).searchParams.get('code')
    if (!code) throw new Error(`no code: ${String(answer.statusCode)}`)
    return code
  }

  post(fields: Record<string, string>, headers: Record<string, string> = {}) {
    return this.#of.app.inject({
      method: 'POST',
      url: '/oidc/token',
      headers: { host: this.#of.host, 'content-type': 'application/x-www-form-urlencoded', ...headers },
      payload: new URLSearchParams({ client_id: this.appId, ...fields }).toString(),
    })
  }

  exchange(code: string, changed: Record<string, string> = {}, headers: Record<string, string> = {}) {
    const { redirectUri: redirect_uri, verifier: code_verifier } = this
    return this.post(
      { grant_type: 'authorization_code', code, redirect_uri, code_verifier, ...changed },
      headers,
    )
  }

  renew(refreshToken: string, changed: Record<string, string> = {}) {
    return this.post({ grant_type: 'refresh_token', refresh_token: refreshToken, ...changed })
  }

  /** Tokens of a resident who has let it in just now. */
  async tokens(residentId: ResidentId, scopes: readonly AppScope[] = appScopes): Promise<Tokens> {
    const code = await this.letIn(await this.#of.signedIn(residentId), scopes)
    const answer = await this.exchange(code)
    if (answer.statusCode !== 200) throw new Error(`no token: ${answer.body}`)
    const { access_token, refresh_token } = answer.json<{ access_token: string; refresh_token: string }>()
    return { access: access_token, refresh: refresh_token }
  }
}

export interface Tokens {
  access: string
  refresh: string
}

export function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url')
}

/** Ticks these on the page that is open, or on the one that is named, and says that it may. */
export function submitChoice(
  browser: TestBrowser,
  scopes: readonly string[],
  { answer = 'agree', page = browser.page }: { answer?: string; page?: Pick<Answered, 'body'> } = {},
) {
  const fields = new URLSearchParams({ ...formIn(page, '/apps/let-in'), answer })
  for (const scope of scopes) fields.append('may', scope)
  return browser.post('/apps/let-in', fields.toString())
}

/** Where the browser is sent back to. */
export function addressIn(answer: Answered): URL {
  const refresh = /^0;url=(.+)$/u.exec(String(answer.headers['refresh']))?.[1]
  return new URL(refresh ?? String(answer.headers['location']), 'http://nowhere.test')
}

/** A call to /me with this token. */
export async function callMe(
  { app, host }: Pick<CityWithApps, 'app' | 'host'>,
  token: string | undefined,
  method: 'GET' | 'POST',
  url: string,
  { body, key = randomUUID() }: { body?: object; key?: string } = {},
) {
  const answer = await app.inject({
    method,
    url,
    headers: {
      host,
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(method === 'POST' ? { 'idempotency-key': key } : {}),
    },
    ...(body ? { payload: body } : {}),
  })
  return { status: answer.statusCode, body: answer.json(), text: answer.body }
}
