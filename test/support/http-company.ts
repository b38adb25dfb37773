import { randomUUID } from 'node:crypto'
import { importJWK, SignJWT, type JWK } from 'jose'
import { makeClientKeyPair, registerClient, type ClientKeyPair } from '../../src/identity/index.ts'
import { newId } from '../../src/kernel/index.ts'
import type { App } from '../../src/platform/http/index.ts'
import type { Tenant } from '../../src/platform/tenant.ts'
import { saveVendor, type Vendor, type VendorId } from '../../src/vendors/index.ts'

/** A company with one registered program, as a test needs it. */
export interface TestCompany {
  vendor: Vendor
  clientId: string
  keys: ClientKeyPair
}

export async function registerTestCompany(
  tenant: Tenant,
  changed: Partial<Vendor> = {},
): Promise<TestCompany> {
  const vendor = aVendor(changed)
  await saveVendor(tenant.database, vendor)
  const keys = await makeClientKeyPair()
  const clientId = `client-${randomUUID().slice(0, 8)}`
  const outcome = await registerClient(tenant, { clientId, vendorId: vendor.vendorId, jwks: keys.publicJwks })
  if (!outcome.ok) throw new Error(outcome.because)
  return { vendor, clientId, keys }
}

export function aVendor(changed: Partial<Vendor> = {}): Vendor {
  return {
    vendorId: newId<VendorId>(),
    profile: {
      name: 'あおば薬局',
      nameEn: 'Aoba Pharmacy',
      kind: 'pharmacy',
      address: '青葉野市中央1-1',
      representative: '架空太郎',
      department: 'お客様窓口',
      phone: '000-000-0000',
      certificate: null,
    },
    standing: 'active',
    contractUntil: new Date('2099-01-01T00:00:00Z'),
    ...changed,
  }
}

/** Who signs: a program and its private key. */
export interface TestProgram {
  clientId: string
  keys: Pick<ClientKeyPair, 'privateJwk'>
}

export interface AssertionChanges {
  claims?: Record<string, unknown>
  header?: Record<string, unknown>
  key?: JWK
}

const nowSeconds = () => Math.floor(Date.now() / 1000)

/** A client assertion as it should be, or with what the test wants wrong. A claim of undefined is left out. */
export async function assertionOf(
  { clientId, keys }: TestProgram,
  issuer: string,
  { claims = {}, header = {}, key = keys.privateJwk }: AssertionChanges = {},
): Promise<string> {
  const payload = {
    iss: clientId,
    sub: clientId,
    aud: issuer,
    jti: randomUUID(),
    iat: nowSeconds(),
    ...claims,
  }
  return new SignJWT({ exp: nowSeconds() + 60, ...payload })
    .setProtectedHeader({ alg: key.alg ?? 'ES256', kid: keys.privateJwk.kid, ...header })
    .sign(await importJWK(key, key.alg ?? 'ES256'))
}

export function postToken(
  app: App,
  host: string,
  assertion: string,
  { fields = {}, headers = {} }: { fields?: Record<string, string>; headers?: Record<string, string> } = {},
) {
  const body = {
    grant_type: 'client_credentials',
    scope: 'exchange',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
    ...fields,
  }
  return app.inject({
    method: 'POST',
    url: '/oidc/token',
    headers: { host, 'content-type': 'application/x-www-form-urlencoded', ...headers },
    payload: new URLSearchParams(body).toString(),
  })
}

/** An access token, asked for as a company's program does. */
export async function tokenOf(
  app: App,
  host: string,
  company: TestCompany,
  scope: 'exchange' | 'sandbox' = 'exchange',
): Promise<string> {
  const assertion = await assertionOf(company, `http://${host}/oidc`)
  const answer = await postToken(app, host, assertion, { fields: { scope } })
  if (answer.statusCode !== 200) throw new Error(`no token: ${answer.body}`)
  return answer.json<{ access_token: string }>().access_token
}
