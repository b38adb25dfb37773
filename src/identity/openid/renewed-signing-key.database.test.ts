import { decodeProtectedHeader } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { registerTestCompany, tokenOf, type TestCompany } from '../../../test/support/http-company.ts'
import { CapturedLog, createTestApp } from '../../../test/support/http.ts'
import { createTestTenant, type TestTenant } from '../../../test/support/tenant.ts'
import { openPool, type Pool } from '../../platform/database/index.ts'
import type { App } from '../../platform/http/index.ts'
import { KeyStore } from '../../platform/keys/index.ts'
import { addOpenIdRoutes, renewSigningKey, verifyAccessToken } from '../index.ts'

let tenant: TestTenant
let keystore: Pool
let app: App
let company: TestCompany
let host = ''
beforeAll(async () => {
  tenant = await createTestTenant()
  keystore = openPool({ url: tenant.databases.keystore.migrate, name: 'test-keystore', max: 2 })
  host = tenant.hosts[0]!
  const { log } = new CapturedLog()
  app = await createTestApp([tenant], { log })
  await addOpenIdRoutes(app, log)
  company = await registerTestCompany(tenant)
})
afterAll(async () => {
  await app.close()
  await keystore.end()
  await tenant.close()
})

/** Another process: it knows nothing of what this one remembers. */
function elsewhere(): TestTenant {
  return { ...tenant, keys: new KeyStore(keystore, tenant.ring) }
}

async function isGood(token: string, at: TestTenant): Promise<boolean> {
  const presented = { tenant: at, publicOrigin: `http://${host}`, dpop: undefined, method: 'GET', url: '/' }
  return (await verifyAccessToken({ ...presented, authorization: `Bearer ${token}` }, 'exchange')).ok
}

const kidOf = (token: string) => decodeProtectedHeader(token).kid

describe('The key that signs tokens', () => {
  it('is renewed: the new one signs at once, tokens of either are good everywhere, then only of the new', async () => {
    const old = await tokenOf(app, host, company)
    const other = elsewhere()
    expect(await isGood(old, other)).toBe(true)
    // By another process than the one that signs, and than the one that remembers the old key.
    expect(await renewSigningKey(elsewhere())).toBe(2)
    const fresh = await tokenOf(app, host, company)
    expect(kidOf(fresh)).not.toBe(kidOf(old))
    for (const at of [tenant, other, elsewhere()])
      expect([await isGood(old, at), await isGood(fresh, at)]).toEqual([true, true])
    const jwks = (await app.inject({ url: '/oidc/jwks', headers: { host } })).json<{
      keys: { kid: string }[]
    }>()
    expect(jwks.keys.map(({ kid }) => kid)).toEqual([kidOf(fresh), kidOf(old)])

    await keystore.query(
      `update keystore.service_keys set created_at = created_at - interval '15 minutes'
        where name = 'oidc-signing/2'`,
    )
    expect([await isGood(old, elsewhere()), await isGood(fresh, elsewhere())]).toEqual([false, true])
    expect(kidOf(await tokenOf(app, host, company))).toBe(kidOf(fresh))
  })

  it('that a token names and nobody has is no key', async () => {
    const token = await tokenOf(app, host, company)
    const [, claims, signature] = token.split('.')
    const header = { ...decodeProtectedHeader(token), kid: 'nobody’s' }
    const forged = [Buffer.from(JSON.stringify(header)).toString('base64url'), claims, signature].join('.')
    expect(await isGood(forged, tenant)).toBe(false)
  })
})
