import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { adminRoutes, type AdminMethod } from '../../test/support/admin-routes.ts'
import { aUse, aVendor } from '../../test/support/city.ts'
import { registerTestCompany, tokenOf } from '../../test/support/http-company.ts'
import { expectDescribed } from '../../test/support/http-openapi.ts'
import { CapturedLog, createTestApp } from '../../test/support/http.ts'
import { aProgram, programToken } from '../../test/support/program.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { itemCodes } from '../catalog/index.ts'
import { addOpenIdRoutes, checkProgram, programScopes } from '../identity/index.ts'
import type { App } from '../platform/http/index.ts'
import { findUse } from '../review/index.ts'
import { findVendor, quotasOf, usualQuotas } from '../vendors/index.ts'
import { addProgramRoutes } from './index.ts'

let tenant: TestTenant
let app: App
let host = ''
/** Every route there is, as it was added. */
const routes: { method: string; url: string; scope: string | undefined }[] = []
const tokens = new Map<string, string>()
const captured = new CapturedLog()

beforeAll(async () => {
  tenant = await createTestTenant()
  host = tenant.hosts[0]!
  const scopes = { known: programScopes, check: checkProgram }
  app = await createTestApp([tenant], { log: captured.log, scopes })
  app.addHook('onRoute', ({ method, url, config }) => {
    for (const one of [method].flat()) routes.push({ method: one, url, scope: config?.scope })
  })
  await addOpenIdRoutes(app, captured.log)
  addProgramRoutes(app, { spoolDirectory: tmpdir() })
  await app.ready()
  for (const scope of programScopes)
    tokens.set(scope, await programToken(app, host, await aProgram(tenant, scope)))
  tokens.set('a company', await tokenOf(app, host, await registerTestCompany(tenant)))
})
afterAll(async () => {
  await app.close()
  await tenant.close()
})

async function call(
  method: AdminMethod,
  url: string,
  { by, body, key = randomUUID() }: { by: string; body?: object; key?: string | null },
) {
  const token = tokens.get(by)
  const answer = await app.inject({
    method,
    url,
    headers: {
      host,
      ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      ...(key === null ? {} : { 'idempotency-key': key }),
    },
    ...(body ? { payload: body } : {}),
  })
  return { status: answer.statusCode, body: answer.json() }
}

describe('What is under /admin', () => {
  it('is this, and each route wants the scope of the table', () => {
    const there = routes.filter(({ url, method }) => url.startsWith('/admin/') && method !== 'HEAD')
    expect(there.map(({ method, url, scope }) => [method, url, scope])).toEqual(adminRoutes)
  })

  it('lets every scope open something', () => {
    const ours = programScopes.filter((scope) => scope.startsWith('admin:'))
    expect(new Set(adminRoutes.map(([, , scope]) => scope))).toEqual(new Set(ours))
  })

  it('is described', async () => {
    const document = (await app.inject('/openapi.json')).json()
    await expectDescribed(document)
    const described = Object.keys(document.paths).filter((path) => path.startsWith('/admin/'))
    expect(described).toHaveLength(new Set(adminRoutes.map(([, url]) => url)).size)
  })

  const callers = [...programScopes, 'a company', 'nobody']
  const rows = adminRoutes.flatMap(([method, url, scope]) =>
    callers.map((by) => [method, url, by, by === scope, by.startsWith('admin:') ? 403 : 401] as const),
  )
  it.each(rows)('%s %s by %s: %s', async (method, url, by, opens, no) => {
    const filled = url.replaceAll(/:\w+Id/g, randomUUID()).replace(':version', '1')
    // Nothing that anything could be made of: who is let in is told that, or that there is none.
    const { status } = await call(method, filled, {
      by,
      ...(method === 'PUT' || method === 'PATCH' ? { body: {} } : {}),
    })
    if (opens) expect([200, 400, 404]).toContain(status)
    else expect(status).toBe(no)
  })
})

describe('A program that reads', () => {
  it('sees every item and purpose', async () => {
    const { body } = await call('GET', '/admin/v1/items', { by: 'admin:items' })
    expect(body.items.map(({ code }: { code: string }) => code)).toEqual(itemCodes)
    const purposes = await call('GET', '/admin/v1/purposes', { by: 'admin:items' })
    expect(purposes.body.purposes[0]).toMatchObject({ code: 'health-advice' })
  })

  it('sees all companies, page by page', async () => {
    for (let more = 0; more < 4; more++) await aVendor(tenant)
    const seen: string[] = []
    let next: string | null = ''
    for (let pages = 0; next !== null && pages < 10; pages++) {
      const after: string = next === '' ? '' : `&after=${next}`
      const { body } = await call('GET', `/admin/v1/vendors?limit=2${after}`, { by: 'admin:vendors' })
      expect(body.companies.length).toBeLessThanOrEqual(2)
      seen.push(...body.companies.map(({ vendorId }: { vendorId: string }) => vendorId))
      next = body.next
    }
    expect([seen.length, new Set(seen).size]).toEqual([5, 5])
  })

  it.each(['limit=0', 'limit=201', 'limit=x', 'after=1', 'all=true'])('not with %s', async (query) => {
    const { status, body } = await call('GET', `/admin/v1/vendors?${query}`, { by: 'admin:vendors' })
    expect([status, body.because]).toEqual([400, 'malformed'])
  })
})

describe('A program that saves a company', () => {
  const company = async () => {
    const { vendorId, profile } = await aVendor(tenant)
    return { url: `/admin/v1/vendors/${vendorId}`, vendorId, profile }
  }
  const until = '2027-03-31T15:00:00.000Z'

  it('does it', async () => {
    const { url, vendorId, profile } = await company()
    const body = { profile: { ...profile, name: '改名薬局' }, standing: 'suspended', contractUntil: until }
    const answer = await call('PUT', url, { by: 'admin:vendors', body })
    expect(answer).toEqual({ status: 200, body: { vendorId, ...body, quotas: usualQuotas } })
    expect(await findVendor(tenant.database, vendorId)).toMatchObject({ standing: 'suspended' })
  })

  it('and which program sets a contract is a decision that stays, once for each time it changes', async () => {
    const { url, vendorId, profile } = await company()
    for (const [standing, contractUntil] of [
      ['active', until],
      ['suspended', until],
      ['active', '2028-03-31T15:00:00.000Z'],
    ])
      await call('PUT', url, { by: 'admin:vendors', body: { profile, standing, contractUntil } })
    const { rows } = await tenant.database.query<{ kind: string; until: Date; by: string }>(
      `select kind, contract_until as until, program_id as by from vendors.decisions
        where vendor_id = $1 order by number`,
      [vendorId],
    )
    expect(rows.map(({ kind, until }) => [kind, until.toISOString()])).toEqual([
      ['contract-set', until],
      ['contract-set', '2028-03-31T15:00:00.000Z'],
    ])
    expect(rows.every(({ by }) => by.startsWith('city.test-'))).toBe(true)
  })

  it('with its quotas, which stay as they are where a program does not name them', async () => {
    const { url, vendorId, profile } = await company()
    const quota = { readsAMinute: 60, residentsADay: 0 }
    const body = { profile, standing: 'active', contractUntil: until }
    const quotas = { company: quota, program: { readsAMinute: null, residentsADay: null } }
    const first = await call('PUT', url, { by: 'admin:vendors', body: { ...body, quotas } })
    expect(first).toMatchObject({ status: 200, body: { quotas } })
    expect(await call('PUT', url, { by: 'admin:vendors', body })).toMatchObject({ body: { quotas } })
    expect(await quotasOf(tenant.database, vendorId)).toEqual(quotas)
    const negative = { ...quotas, company: { ...quota, readsAMinute: -1 } }
    expect(
      (await call('PUT', url, { by: 'admin:vendors', body: { ...body, quotas: negative } })).status,
    ).toBe(400)
    const { rows } = await tenant.database.query(
      'select program_id from vendors.quotas where vendor_id = $1',
      [vendorId],
    )
    expect(rows).toHaveLength(1)
  })

  it('not an applicant: a person decides', async () => {
    const standing = 'applicant'
    const { vendorId, profile } = await aVendor(tenant, { standing })
    const body = { profile, standing: 'active', contractUntil: until }
    const answer = await call('PUT', `/admin/v1/vendors/${vendorId}`, { by: 'admin:vendors', body })
    expect([answer.status, answer.body.because]).toEqual([409, 'not-accepted'])
    expect(await findVendor(tenant.database, vendorId)).toMatchObject({ standing })
  })

  it('once for a key: the same again is the same, another is refused', async () => {
    const { url, vendorId, profile } = await company()
    const key = randomUUID()
    const suspended = { profile, standing: 'suspended', contractUntil: until }
    const by = 'admin:vendors'
    expect((await call('PUT', url, { by, body: suspended, key })).status).toBe(200)
    // Somebody else lets it in again; the repeat of what was lost must not undo that.
    await call('PUT', url, { by, body: { ...suspended, standing: 'active' } })
    expect((await call('PUT', url, { by, body: suspended, key })).body.standing).toBe('active')
    const other = { ...suspended, standing: 'ended' }
    const { status, body } = await call('PUT', url, { by, body: other, key })
    expect([status, body.because]).toEqual([409, 'key-used'])
    expect(await findVendor(tenant.database, vendorId)).toMatchObject({ standing: 'active' })
  })

  it('many times at once with one key does it once', async () => {
    const { url, profile } = await company()
    const key = randomUUID()
    const body = { profile, standing: 'active', contractUntil: until }
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => call('PUT', url, { by: 'admin:vendors', body, key })),
    )
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(200))
  })

  interface Wrong {
    key?: null
    name?: string
    body?: object
  }
  it.each<[string, Wrong]>([
    ['no key', { key: null }],
    ['no standing', { body: { contractUntil: until } }],
    ['a standing there is not', { body: { standing: 'trusted', contractUntil: until } }],
    ['more than there is', { body: { standing: 'active', contractUntil: until, mayEverything: true } }],
    ['a name that is read backwards', { name: 'gpj.\u202eあおば薬局' }],
  ])('not with %s', async (_, { key, name, body = { standing: 'active', contractUntil: until } }: Wrong) => {
    const { url, profile: right } = await company()
    const profile = { ...right, ...(name !== undefined && { name }) }
    const wrong = { by: 'admin:vendors', body: { profile, ...body }, ...(key === null ? { key } : {}) }
    expect((await call('PUT', url, wrong)).status).toBe(400)
  })
})

describe('A program that publishes a use', () => {
  const by = 'admin:uses'
  const publish = (useId: string, version: number, body: object, key?: string) =>
    call('PUT', `/admin/v1/uses/${useId}/versions/${String(version)}`, { by, body, ...(key ? { key } : {}) })

  it('publishes the first, then the next, and ends it for good', async () => {
    const vendor = await aVendor(tenant)
    const { terms } = await aUse(tenant, vendor)
    const body = { vendorId: vendor.vendorId, terms }
    const useId = randomUUID()
    expect((await publish(useId, 1, body)).body).toMatchObject({ useId, version: 1, standing: 'approved' })
    expect((await publish(useId, 2, body)).body).toMatchObject({ version: 2 })
    expect((await publish(useId, 2, body)).body.because).toBe('not-the-next-version')
    expect((await call('POST', `/admin/v1/uses/${useId}/end`, { by })).body).toMatchObject({
      standing: 'ended',
    })
    expect((await publish(useId, 3, body)).body.because).toBe('unknown-use')
    const listed = (await call('GET', '/admin/v1/uses', { by })).body.uses
    expect(listed).toContainEqual(expect.objectContaining({ useId, version: 2, standing: 'ended' }))
  })

  it('sends the same again without harm', async () => {
    const vendor = await aVendor(tenant)
    const { terms } = await aUse(tenant, vendor)
    const body = { vendorId: vendor.vendorId, terms }
    const [useId, key] = [randomUUID(), randomUUID()]
    expect((await publish(useId, 1, body, key)).status).toBe(200)
    expect((await publish(useId, 1, body, key)).status).toBe(200)
  })

  it('not of a company there is not, nor the use of another', async () => {
    const vendor = await aVendor(tenant)
    const use = await aUse(tenant, vendor)
    const unknown = { vendorId: randomUUID(), terms: use.terms }
    expect((await publish(randomUUID(), 1, unknown)).body.because).toBe('unknown-company')
    const other = { vendorId: (await aVendor(tenant)).vendorId, terms: use.terms }
    expect((await publish(use.useId, 2, other)).body.because).toBe('use-of-another')
    expect(await findUse(tenant.database, use.useId)).toMatchObject({ version: 1, vendorId: vendor.vendorId })
  })
})

it('No token is in the log', () => {
  for (const token of tokens.values()) expect(captured.text).not.toContain(token.slice(-40))
  expect(captured.text).not.toContain('"fault"')
})
