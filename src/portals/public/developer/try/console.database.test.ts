import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { registerTestCompany, tokenOf, type TestCompany } from '../../../../../test/support/http-company.ts'
import { TestBrowser, type Answered, type CapturedLog } from '../../../../../test/support/http.ts'
import { textOf } from '../../../../../test/support/resident-page.ts'
import { createTestTenant, type TestTenant } from '../../../../../test/support/tenant.ts'
import { watched } from '../../../../../test/support/watched-statements.ts'
import { wholeApp } from '../../../../../test/support/whole-app.ts'
import type { App } from '../../../../platform/http/index.ts'
import { saveVendor } from '../../../../vendors/index.ts'

let tenant: TestTenant
let app: App
let log: CapturedLog
let host = ''
let company: TestCompany
let token = ''
/** What the databases were asked. */
const asked: string[] = []

beforeAll(async () => {
  tenant = await createTestTenant()
  host = tenant.hosts[0]!
  ;({ app, log } = await wholeApp(watched(tenant, asked), { limits: { console: 1_000, sandbox: 1_000 } }))
  company = await registerTestCompany(tenant)
  token = await tokenOf(app, host, company, 'sandbox')
})
afterAll(async () => {
  await app.close()
  await tenant.close()
})

const page = '/developer/try'

async function ask(fields: Record<string, string>): Promise<Answered> {
  const browser = new TestBrowser(app, host)
  await browser.open(page)
  return browser.submit(page, { token, operation: 'records', ...fields })
}

const exchangeAsked = () => asked.filter((statement) => /exchange\.|vault\.|consent\./u.test(statement))

describe('The console', () => {
  it('asks the sandbox, and shows status, headers and the first 50 lines', async () => {
    const answer = await ask({ use: 'body.weight' })
    expect(answer.statusCode).toBe(200)
    const text = textOf(answer)
    expect(text).toContain('application/x-ndjson; charset=utf-8')
    expect(text).toContain('azukari-synthetic')
    expect(text).toContain('ぜんぶで253行です。はじめの50行を表示しています。')
    expect(answer.body.match(/&quot;type&quot;:&quot;record&quot;/gu)).toHaveLength(50)
  })

  it('shows a refusal as the sandbox says it, too', async () => {
    const answer = await ask({ operation: 'one', subject: '3ed4c4ff-e9f0-442c-96b3-de28d2abfbd4' })
    expect(textOf(answer)).toContain('not-available')
    expect(textOf(answer)).toContain('404')
    expect(answer.body).toContain('class="message warning" role="status"')
  })

  it('lets one of the people stop', async () => {
    const answer = await ask({ operation: 'change', number: '7', change: 'stop' })
    expect(textOf(answer)).toContain('&quot;standing&quot;:&quot;stopped&quot;')
  })

  it('keeps the token nowhere: not in the answer, an address or the log', async () => {
    const good = await ask({ operation: 'people' })
    const bad = await ask({ operation: 'one', subject: 'x' })
    for (const answer of [good, bad]) {
      expect(answer.body).not.toContain(token)
      expect(JSON.stringify(answer.headers)).not.toContain(token)
      expect(answer.headers['cache-control']).toBe('no-store')
    }
    expect(good.body).toContain('Bearer $TOKEN')
    expect(log.text).not.toContain(token)
    expect(asked.join()).not.toContain(token)
  })

  it('uses no query of its own address: a token in it would be in every log on the way', async () => {
    const answer = await new TestBrowser(app, host).open(`${page}?token=planted-token&operation=people`)
    expect(answer.body).not.toContain('planted-token')
  })
})

describe('A token that is not of the sandbox', () => {
  const table: [string, () => string | Promise<string>, string][] = [
    // which                       is told
    ['made up', () => 'a.b.c', 'お試しの場のトークンではありません。'],
    ['of the gate', () => tokenOf(app, host, company, 'exchange'), 'これは本番のトークンです。'],
    [
      'with a flipped letter',
      () => `${token.slice(0, -2)}${token.endsWith('A') ? 'B' : 'A'}x`,
      'お試しの場のトークンではありません。',
    ],
    ['of nobody', () => '', 'お試しの場のトークンではありません。'],
    ['that ends a header', () => `${token}\r\nx-planted: 1`, 'お試しの場のトークンではありません。'],
  ]

  it.each(table)('%s is refused before anything is asked', async (_, make, told) => {
    const presented = await make()
    asked.length = 0
    const answer = await ask({ token: presented })
    expect(answer.statusCode).toBe(422)
    expect(textOf(answer)).toContain(told)
    expect(answer.body).not.toContain('type&quot;:&quot;record')
    expect(asked.filter((statement) => statement.includes('sandbox.'))).toEqual([])
    expect(exchangeAsked()).toEqual([])
    if (presented !== '') expect(answer.body).not.toContain(presented)
  })

  it('of a company that is suspended is answered as the sandbox answers', async () => {
    const other = await registerTestCompany(tenant)
    const its = await tokenOf(app, host, other, 'sandbox')
    await saveVendor(tenant.database, { ...other.vendor, standing: 'suspended' })
    expect(textOf(await ask({ token: its, operation: 'people' }))).toContain('company-not-active')
  })
})

describe('Somebody who wants more of the console', () => {
  it.each([
    [{ operation: 'exchange' }],
    [{ operation: '/admin/v1/vendors' }],
    [{ operation: 'one', subject: 'http://169.254.169.254/' }],
    [{ operation: 'one', subject: '../../../healthz' }],
    [{ operation: 'change', number: '1/../../uses', change: 'stop' }],
    [{ key: 'a-good-key\r\nhost: other.test' }],
  ])('reaches nothing: %j', async (fields: Record<string, string>) => {
    const answer = await ask(fields)
    expect(answer.statusCode).toBe(422)
    expect(answer.body).not.toContain('/sandbox/v1/people?')
    expect(textOf(answer)).toContain('1か所を直してください')
  })

  it('finds what they typed as text, and never as markup', async () => {
    const planted = '<script>alert(1)</script>'
    const answer = await ask({ words: planted, use: planted })
    expect(answer.body).not.toContain(planted)
    expect(answer.body).toContain('&lt;script>')
    const sent = await ask({ words: planted })
    expect(sent.body).not.toContain(planted)
  })

  it('sends no more than a token and a few words', async () => {
    const browser = new TestBrowser(app, host)
    await browser.open(page)
    expect((await browser.submit(page, { token, words: 'x'.repeat(20_000) })).statusCode).toBe(413)
  })

  it('does not get in from another site, where no form of ours was', async () => {
    const browser = new TestBrowser(app, host)
    const body = new URLSearchParams({ token, operation: 'people' }).toString()
    expect((await browser.post(page, body)).statusCode).toBe(403)
  })
})

describe('Who asks often', () => {
  it('is told to wait, by the page as by the sandbox itself', async () => {
    const { app: strict } = await wholeApp(tenant, { limits: { console: 3, sandbox: 2 } })
    const statuses = []
    for (let time = 0; time < 4; time += 1) {
      const browser = new TestBrowser(strict, host)
      await browser.open(page)
      const answer = await browser.submit(page, { token, operation: 'people' })
      statuses.push([answer.statusCode, /too-many-requests/u.test(answer.body)])
    }
    await strict.close()
    expect(statuses).toEqual([
      [200, false],
      [200, false],
      // The sandbox counts what is asked from here as well.
      [200, true],
      [429, false],
    ])
  })
})
