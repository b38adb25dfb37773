import { randomBytes, randomUUID } from 'node:crypto'
import { createApp, type App, type AppOptions } from '../../src/platform/http/index.ts'
import { createLog } from '../../src/platform/log.ts'
import { Metrics } from '../../src/platform/metrics.ts'
import type { Tenant } from '../../src/platform/tenant.ts'
import { testCity } from './tenant.ts'

/** What was logged, one JSON text per line. */
export class CapturedLog {
  readonly lines: string[] = []
  readonly log = createLog('debug', { write: (line) => void this.lines.push(line) })

  get text(): string {
    return this.lines.join('')
  }
}

/** A tenant for tests that need no database: whatever touches its stores fails. */
export function tenantWithoutStores(...hosts: string[]): Tenant {
  const none = new Proxy({}, { get: () => () => Promise.reject(new Error('there is no store in this test')) })
  return {
    id: hosts[0]?.replaceAll(/[^a-z0-9_]/g, '_') ?? 'nowhere',
    hosts,
    city: testCity,
    database: none as Tenant['database'],
    deliveryDatabase: none as Tenant['deliveryDatabase'],
    keys: none as Tenant['keys'],
    clock: { now: () => new Date() },
    mailer: null,
    texter: null,
    journalDirectory: '/nowhere',
    journal: none as Tenant['journal'],
    processId: randomUUID(),
    lease: { term: () => 1, held: () => true },
  }
}

/** An app as in earnest, with everything but its city left to defaults that suit a test. */
export function createTestApp(tenants: readonly Tenant[], changed: Partial<AppOptions> = {}): Promise<App> {
  return createApp({
    tenants,
    mode: 'demo',
    publicUrl: `http://${tenants[0]?.hosts[0] ?? 'localhost'}`,
    version: '0.0.0',
    log: new CapturedLog().log,
    metrics: new Metrics(),
    uploadLimitBytes: 1024 * 1024,
    ...changed,
  })
}

export interface Answered {
  statusCode: number
  headers: Record<string, string | string[] | number | undefined>
  body: string
  /** The same, as bytes. */
  rawPayload: Buffer
}

/** A browser: keeps cookies, tells where a form comes from, and finds the form token in the page it has open. */
export class TestBrowser {
  readonly cookies = new Map<string, string>()
  /** What it says of itself. */
  userAgent =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_7 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1'
  readonly #app: App
  readonly #host: string
  #page = ''

  constructor(app: App, host: string) {
    this.#app = app
    this.#host = host
  }

  async open(url: string, headers: Record<string, string> = {}): Promise<Answered> {
    const answer = await this.#app.inject({ method: 'GET', url, headers: { ...this.#headers(), ...headers } })
    this.#keepCookies(answer.headers['set-cookie'])
    this.#page = answer.body
    return answer
  }

  /** Posts a form of the page that is open, with what each of its forms has. */
  async submit(url: string, fields: Record<string, string> = {}): Promise<Answered> {
    return this.post(url, new URLSearchParams({ ...this.#inEveryForm(), ...fields }).toString())
  }

  async post(url: string, payload: string | Buffer, headers: Record<string, string> = {}): Promise<Answered> {
    const form = { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }
    const answer = await this.#app.inject({
      method: 'POST',
      url,
      payload,
      headers: { ...this.#headers(), ...form, ...headers },
    })
    this.#keepCookies(answer.headers['set-cookie'])
    return answer
  }

  /** Posts multipart: the token first, as the page's form has it, then the other fields, then the file. */
  async upload(
    url: string,
    file: { field: string; name: string; body: Buffer },
    token = this.formToken,
    fields: Record<string, string> = {},
  ): Promise<Answered> {
    const boundary = randomBytes(12).toString('hex')
    const parts = Object.entries({ ...this.#inEveryForm(), _csrf: token, ...fields }).map(
      ([name, value]) =>
        `--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    )
    const payload = Buffer.concat([
      Buffer.from(parts.join('')),
      Buffer.from(
        `--${boundary}\r\ncontent-disposition: form-data; name="${file.field}"; filename="${file.name}"\r\n` +
          'content-type: application/octet-stream\r\n\r\n',
      ),
      file.body,
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ])
    return this.post(url, payload, { 'content-type': `multipart/form-data; boundary=${boundary}` })
  }

  /** The page that is open. */
  get page(): Pick<Answered, 'body'> {
    return { body: this.#page }
  }

  get formToken(): string {
    return /name="_csrf"[^>]*value="([^"]+)"/.exec(this.#page)?.[1] ?? ''
  }

  /** What the forms of the page that is open have in common: the token and, at the counter, whom they were drawn for. */
  #inEveryForm(): Record<string, string> {
    const attendance = /name="attendance" value="([^"]+)"/.exec(this.#page)?.[1]
    return { _csrf: this.formToken, ...(attendance === undefined ? {} : { attendance }) }
  }

  #headers(): Record<string, string> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    return {
      host: this.#host,
      accept: 'text/html',
      'user-agent': this.userAgent,
      ...(cookie === '' ? {} : { cookie }),
    }
  }

  #keepCookies(header: string | string[] | undefined): void {
    for (const line of header === undefined ? [] : [header].flat()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (value === '') this.cookies.delete(name)
      else this.cookies.set(name, value)
    }
  }
}
