import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createTestApp } from '../../../test/support/http.ts'
import { createTestTenant, type TestTenant } from '../../../test/support/tenant.ts'
import type { App } from './index.ts'

let tenant: TestTenant
let app: App

beforeAll(async () => {
  tenant = await createTestTenant()
  app = await createTestApp([tenant])
})
afterAll(async () => {
  await app.close()
  await tenant.close()
})

async function health() {
  const answer = await app.inject('/healthz')
  return [answer.statusCode, answer.json().checks]
}

describe('Health', () => {
  it('is good while databases answer and the lease is held, under any host name', async () => {
    expect(await health()).toEqual([200, { database: true, keys: true, lease: true }])
  })

  it('is bad once the lease has run out', async () => {
    const late = await createTestApp([{ ...tenant, lease: { term: () => 1, held: () => false } }])
    const answer = await late.inject('/healthz')
    expect([answer.statusCode, answer.json().status]).toEqual([503, 'unavailable'])
    expect(answer.json().checks).toEqual({ database: true, keys: true, lease: false })
    await late.close()
  })

  it('is bad once the database is gone', async () => {
    const lost = await createTestTenant()
    const other = await createTestApp([lost])
    await lost.close()
    const answer = await other.inject('/healthz')
    expect([answer.statusCode, answer.json().status]).toEqual([503, 'unavailable'])
    expect(answer.json().checks).toMatchObject({ database: false, keys: false })
    await other.close()
  })
})

describe('Metrics', () => {
  const token = 'operator-token-of-the-test'
  const right = { authorization: `Bearer ${token}` }
  const wrong = { authorization: 'Bearer operator-token-of-a-guess' }
  const table = [
    // token set    from           headers                                    answer
    [undefined, '127.0.0.1', {}, 200],
    [undefined, '::1', {}, 200],
    [undefined, '::ffff:127.0.0.1', {}, 200],
    [undefined, '127.0.0.1', { 'x-forwarded-for': '203.0.113.9' }, 404],
    [undefined, '127.0.0.1', { forwarded: 'for=203.0.113.9' }, 404],
    [undefined, '127.0.0.1', { authorization: 'Bearer undefined' }, 404],
    [undefined, '203.0.113.9', {}, 404],
    [undefined, '203.0.113.9', { 'x-forwarded-for': '127.0.0.1' }, 404],
    [undefined, '203.0.113.9', right, 404],
    [token, '203.0.113.9', right, 200],
    [token, '203.0.113.9', wrong, 404],
    [token, '203.0.113.9', {}, 404],
    [token, '127.0.0.1', right, 200],
    [token, '127.0.0.1', wrong, 404],
    [token, '127.0.0.1', {}, 404],
  ] as const

  it.each(table)(
    'with the token %s, asked from %s with %o: %i',
    async (set, remoteAddress, headers, status) => {
      const asked = await createTestApp([tenant], { metricsToken: set })
      const answer = await asked.inject({ url: '/metrics', remoteAddress, headers })
      expect(answer.statusCode).toBe(status)
      await asked.close()
    },
  )

  it('are refused with the problem that any other address is', async () => {
    app = await createTestApp([tenant])
    const refused = await app.inject({ url: '/metrics', headers: wrong })
    expect(refused.headers['content-type']).toContain('application/problem+json')
    expect(refused.json()).toMatchObject({ status: 404, because: 'not-found' })
  })

  it('count requests by the pattern of their route', async () => {
    app = await createTestApp([tenant])
    app.get('/residents/:subject', () => 'x')
    await app.inject({ url: '/residents/planted-subject', headers: { host: tenant.hosts[0]! } })
    const { body } = await app.inject('/metrics')
    expect(body).toContain(
      `azukari_http_seconds_count{tenant="${tenant.id}",method="GET",route="/residents/:subject"`,
    )
    expect(body).not.toContain('planted-subject')
  })
})
