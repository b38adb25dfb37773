import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aUse, aVendor } from '../../test/support/city.ts'
import { aCompany } from '../../test/support/company.ts'
import { CapturedLog, createTestApp } from '../../test/support/http.ts'
import { aProgram, programToken } from '../../test/support/program.ts'
import { aMember } from '../../test/support/staff.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { addOpenIdRoutes, checkProgram, programScopes } from '../identity/index.ts'
import { addDays } from '../kernel/index.ts'
import type { App } from '../platform/http/index.ts'
import { findVendor, turnDownCompany } from '../vendors/index.ts'
import { addProgramRoutes } from './index.ts'

let tenant: TestTenant
let app: App
let token = ''

beforeAll(async () => {
  tenant = await createTestTenant()
  const { log } = new CapturedLog()
  app = await createTestApp([tenant], { log, scopes: { known: programScopes, check: checkProgram } })
  await addOpenIdRoutes(app, log)
  addProgramRoutes(app, { spoolDirectory: tmpdir() })
  const program = await aProgram(tenant, 'admin:vendors', 'admin:uses')
  token = await programToken(app, tenant.hosts[0]!, program)
})
afterAll(async () => {
  await app.close()
  await tenant.close()
})

async function put(url: string, payload: object) {
  const headers = {
    host: tenant.hosts[0]!,
    authorization: `Bearer ${token}`,
    'idempotency-key': randomUUID(),
  }
  const answer = await app.inject({ method: 'PUT', url, headers, payload })
  return { status: answer.statusCode, body: answer.json() }
}

describe('A company that was turned down', () => {
  const turnedDown = async () => {
    const { vendorId } = await aCompany(tenant, { accepted: false })
    const { staffId: by } = await aMember(tenant, 'administrator')
    expect(await turnDownCompany(tenant, { by, vendorId }, '理由')).toEqual({ ok: true })
    const vendor = (await findVendor(tenant.database, vendorId))!
    const save = (standing: string, contractUntil = addDays(tenant.clock.now(), 90)) =>
      put(`/admin/v1/vendors/${vendorId}`, { profile: vendor.profile, standing, contractUntil })
    return { vendorId, save }
  }

  it.each(['active', 'suspended'])('is made %s by no program', async (standing) => {
    const { vendorId, save } = await turnedDown()
    expect(await save(standing)).toMatchObject({ status: 409, body: { because: 'not-accepted' } })
    expect(await findVendor(tenant.database, vendorId)).toMatchObject({ standing: 'ended' })
  })

  it('nor in two steps: what a program set since is no person’s yes', async () => {
    const { vendorId, save } = await turnedDown()
    expect((await save('ended')).status).toBe(200)
    expect((await save('active')).status).toBe(409)
    expect(await findVendor(tenant.database, vendorId)).toMatchObject({ standing: 'ended' })
  })
})

describe('The last day of a contract that a program sets', () => {
  const days = (count: number) => addDays(tenant.clock.now(), count).toISOString()
  it.each([
    // standing   until                                     answer
    ['active', () => '9999-12-31T23:59:59-12:00', 400],
    ['active', () => '0000-01-01T00:00:00+14:00', 400],
    ['ended', () => '9999-12-31T23:59:59-12:00', 400],
    ['ended', () => '0000-01-01T00:00:00+14:00', 400],
    ['active', () => days(5 * 366), 200],
    ['active', () => days(5 * 366 + 1), 422],
    ['active', () => days(0), 422],
    // Or it would wait until the company is active again.
    ['suspended', () => days(5 * 366 + 1), 422],
    ['ended', () => days(-5 * 366), 200],
    ['ended', () => days(-5 * 366 - 1), 422],
  ])('of a company that is %s, %o: %i', async (standing, until, answer) => {
    const { vendorId, profile, contractUntil } = await aVendor(tenant)
    const body = { profile, standing, contractUntil: until() }
    expect((await put(`/admin/v1/vendors/${vendorId}`, body)).status).toBe(answer)
    const kept = (await findVendor(tenant.database, vendorId))?.contractUntil
    expect(kept).toEqual(answer === 200 ? new Date(until()) : contractUntil)
  })

  it('may be what it was, also when that is over: a name can still be put right', async () => {
    const contractUntil = addDays(tenant.clock.now(), -1)
    const { vendorId, profile } = await aVendor(tenant, { contractUntil })
    const body = { profile: { ...profile, name: '改名薬局' }, standing: 'active', contractUntil }
    expect((await put(`/admin/v1/vendors/${vendorId}`, body)).status).toBe(200)
  })
})

describe('Terms of a use that a program publishes', () => {
  const sentence = (ja: string) => ({ ja, jaEasy: 'やさしい', en: 'English' })
  it.each<[string, object]>([
    ['a title read backwards', { title: sentence('gpj.\u202eけんこう') }],
    ['a title that nobody sees', { title: sentence('\u200b') }],
    ['a title of spaces', { title: sentence('   ') }],
    ['a title of two lines', { title: sentence('けんこう\nだけではない') }],
    ['a NUL in the title', { title: sentence('けん\0こう') }],
    ['half a character in the title', { title: sentence('けん\ud800こう') }],
    ['a NUL in plain words', { benefit: { ...sentence('助言'), jaEasy: 'じょ\0げん' } }],
    ['a risk read backwards in English', { risk: { ...sentence('危険'), en: 'risk\u202e' } }],
    ['a NUL in a subcontractor', { subcontractors: ['委託\0先'] }],
    ['a country that nobody sees', { countries: ['\u200b'] }],
    ['an item twice', { items: ['activity.steps', 'activity.steps'] }],
    ['a subcontractor twice', { subcontractors: ['委託先', '委託先'] }],
    ['a reason twice', { reasons: [1, 2].map(() => ({ code: 'advice', sentence: sentence('助言') })) }],
    ['a reason read backwards', { reasons: [{ code: 'advice', sentence: sentence('助\u202e言') }] }],
  ])('not with %s', async (_, change) => {
    const { vendorId, terms, useId } = await aUse(tenant, await aVendor(tenant))
    const send = (wanted: object) =>
      put(`/admin/v1/uses/${useId}/versions/2`, { vendorId, terms: { ...terms, ...wanted } })
    expect(await send(change)).toMatchObject({ status: 400, body: { because: 'malformed' } })
    expect((await send({})).status).toBe(200)
  })
})
