import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { TestBrowser } from '../../../../../test/support/http.ts'
import { textOf } from '../../../../../test/support/resident-page.ts'
import { createTestTenant, type TestTenant } from '../../../../../test/support/tenant.ts'
import { wholeApp } from '../../../../../test/support/whole-app.ts'
import type { App } from '../../../../platform/http/index.ts'
import { exchangeRefusals } from '../../../../wire/index.ts'
import { consoleOperations, pathOf } from '../try/typed.ts'
import { operationNames } from './operation-names.ts'

let tenant: TestTenant
let app: App
let page = ''
let plain = ''
const documentSchema = z.object({
  paths: z.record(
    z.string(),
    z.record(z.string(), z.object({ tags: z.array(z.string()), summary: z.string() })),
  ),
})
/** What a company’s program may call. */
let operations: { name: string; summary: string }[] = []

beforeAll(async () => {
  tenant = await createTestTenant()
  ;({ app } = await wholeApp(tenant))
  const browser = new TestBrowser(app, tenant.hosts[0]!)
  const answer = await browser.open('/developer/api?lang=en')
  const opened = answer.statusCode === 200 ? answer : await browser.open('/developer/api')
  page = opened.body
  plain = textOf(opened)
  const { paths } = documentSchema.parse(app.swagger())
  operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods)
      .filter(([, { tags }]) => tags.some((tag) => ['oidc', 'exchange', 'sandbox'].includes(tag)))
      .map(([method, { summary }]) => ({ name: `${method.toUpperCase()} ${path}`, summary })),
  )
})
afterAll(async () => {
  await app.close()
  await tenant.close()
})

describe('The page on the API', () => {
  it('has every operation that a company’s program may call, and no other', () => {
    expect(operations.length).toBeGreaterThan(8)
    for (const { name } of operations) expect(plain).toContain(name)
    expect(plain).not.toContain('/admin/v1')
    expect(plain).not.toContain('/metrics')
  })

  it.each([
    ['ja', 'ほかのサイトのページからは、APIの答えを読めない'],
    ['ja-easy', 'ほかの サイトの ページは こたえを'],
    ['en', 'No page of another site can read an answer of the API (no CORS)'],
  ])('says that pages of other sites get no answer: %s', async (language, said) => {
    const browser = new TestBrowser(app, tenant.hosts[0]!)
    await browser.open(`/developer/api?lang=${language}`)
    expect(textOf(await browser.open('/developer/api'))).toContain(said)
  })

  it('calls each by what its route says of itself, in three languages', () => {
    const summaries = operations.map(({ name, summary }) => [name, summary])
    expect(
      Object.entries(operationNames)
        .map(([name, { en }]) => [name, en])
        .sort(),
    ).toEqual(summaries.sort())
  })

  it('has every refusal of the gate and of the sandbox, with what to do', () => {
    const refusals = Object.entries(exchangeRefusals)
    expect(refusals.length).toBeGreaterThan(10)
    for (const [because, { en, status }] of refusals) {
      expect(plain).toContain(because)
      expect(plain).toContain(en)
      expect(plain).toContain(String(status))
    }
    for (const because of ['bad-token', 'expired-token', 'malformed', 'too-many-requests'])
      expect(plain).toContain(because)
  })

  it('has every parameter, and leads to each operation from its contents', () => {
    for (const name of ['reasonCode', 'idempotency-key', 'cursor', 'limit', 'subject', 'client_assertion'])
      expect(plain).toContain(name)
    for (const [, anchor] of page.matchAll(/href="#([^"]+)"/gu)) expect(page).toContain(`id="${anchor!}"`)
  })

  it('is there as a file, the same that programs find', async () => {
    const file = await new TestBrowser(app, tenant.hosts[0]!).open('/developer/openapi.json')
    expect(file.headers['content-disposition']).toBe('attachment; filename="openapi.json"')
    expect(file.headers['content-type']).toMatch(/^application\/json/)
    expect(JSON.parse(file.body)).toEqual(JSON.parse((await app.inject('/openapi.json')).body))
    expect(page).toContain('href="/developer/openapi.json"')
  })

  it('can be tried, whatever there is in the sandbox', () => {
    const inSandbox = operations.map(({ name }) => name).filter((name) => name.includes('/sandbox/'))
    const tried = consoleOperations.map(
      (operation) => `${pathOf[operation].method} ${pathOf[operation].path}`,
    )
    expect(tried.sort()).toEqual(inSandbox.sort())
  })
})
