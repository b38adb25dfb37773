import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { freePort } from '../../test/support/http-free-port.ts'
import { registerTestCompany } from '../../test/support/http-company.ts'
import { CapturedLog, createTestApp } from '../../test/support/http.ts'
import { createTestTenant, type TestTenant } from '../../test/support/tenant.ts'
import { newId } from '../kernel/index.ts'
import type { VendorId } from '../vendors/index.ts'
import {
  addOpenIdRoutes,
  findClient,
  issueDemoToken,
  makeClientKeyPair,
  registerClient,
  saveDemoKey,
} from './index.ts'

let tenant: TestTenant
let directory = ''

beforeAll(async () => {
  tenant = await createTestTenant()
  directory = await mkdtemp(join(tmpdir(), 'azukari-keys-'))
})
afterAll(async () => {
  await tenant.close()
  await rm(directory, { recursive: true })
})

describe('A company that registers its program', () => {
  it('is found with its public keys only', async () => {
    const { clientId, vendor, keys } = await registerTestCompany(tenant)
    expect(await findClient(tenant, clientId)).toEqual({
      clientId,
      vendorId: vendor.vendorId,
      jwks: keys.publicJwks,
      standing: 'active',
    })
  })

  it('is refused a name that is taken, and the first keeps its keys', async () => {
    const first = await registerTestCompany(tenant)
    const { publicJwks } = await makeClientKeyPair()
    const again = { clientId: first.clientId, vendorId: first.vendor.vendorId, jwks: publicJwks }
    expect(await registerClient(tenant, again)).toEqual({ ok: false, because: 'client-exists' })
    expect((await findClient(tenant, first.clientId))?.jwks).toEqual(first.keys.publicJwks)
  })

  it('is warned when it sends a private key, which is not kept', async () => {
    const { vendor } = await registerTestCompany(tenant)
    const { privateJwk } = await makeClientKeyPair()
    const sent = { clientId: 'careless', vendorId: vendor.vendorId, jwks: { keys: [privateJwk] } }
    expect(await registerClient(tenant, sent)).toEqual({ ok: false, because: 'private-key' })
    expect(await findClient(tenant, 'careless')).toBeUndefined()
  })

  it('must be a company that is known', async () => {
    const { publicJwks } = await makeClientKeyPair()
    const sent = { clientId: 'stranger', vendorId: newId<VendorId>(), jwks: publicJwks }
    expect(await registerClient(tenant, sent)).toEqual({ ok: false, because: 'unknown-vendor' })
  })
})

describe('The demo’s token for a seeded company', () => {
  it('is issued by the running server, to who may read the key file', async () => {
    const app = await createTestApp([{ ...tenant, hosts: ['127.0.0.1'] }], {
      publicUrl: 'http://127.0.0.1:1',
    })
    await app.close()
    const company = await registerTestCompany(tenant)
    await saveDemoKey(directory, company.clientId, company.keys)
    const running = await listen()
    const demo = {
      mode: 'demo',
      publicUrl: running.url,
      keysDirectory: directory,
      clientId: company.clientId,
    } as const
    expect(await issueDemoToken(demo)).toMatchObject({ ok: true })
    expect(await issueDemoToken({ ...demo, mode: 'production' })).toEqual({ ok: false, because: 'demo-only' })
    for (const clientId of ['nobody', '../secrets', ''])
      expect(await issueDemoToken({ ...demo, clientId })).toEqual({ ok: false, because: 'no-demo-key' })
    await running.close()
    expect(await issueDemoToken(demo)).toEqual({ ok: false, because: 'not-running' })
    for (const extension of ['json', 'pem'])
      expect((await stat(join(directory, `${company.clientId}.${extension}`))).mode & 0o777).toBe(0o600)
  })
})

/** A server on a free port of this machine, whose public address is known only once it listens. */
async function listen() {
  const port = await freePort()
  const url = `http://127.0.0.1:${String(port)}`
  const app = await createTestApp([{ ...tenant, hosts: ['127.0.0.1'] }], { publicUrl: url })
  await addOpenIdRoutes(app, new CapturedLog().log)
  await app.listen({ host: '127.0.0.1', port })
  return { url, close: () => app.close() }
}
