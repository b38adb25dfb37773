import { createHash, randomUUID } from 'node:crypto'
import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, SignJWT, type JWK } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { endProgramOf } from '../../test/support/company.ts'
import {
  assertionOf,
  postToken,
  registerTestCompany,
  tokenOf,
  type TestCompany,
} from '../../test/support/http-company.ts'
import { CapturedLog, createTestApp } from '../../test/support/http.ts'
import { createTestTenant, reopen, type TestTenant } from '../../test/support/tenant.ts'
import type { App } from '../platform/http/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { addOpenIdRoutes, companyOf, requireCompany, verifyAccessToken } from './index.ts'
import { signingKeysOf } from './openid/signing-key.ts'

const log = new CapturedLog()
let [a, b]: TestTenant[] = []
let app: App
let company: TestCompany
let token = ''
let hostA = ''
let hostB = ''

async function appFor(...tenants: Tenant[]): Promise<App> {
  const made = await createTestApp(tenants, { log: log.log })
  await addOpenIdRoutes(made, log.log)
  made.get('/exchange/records', { config: { caller: 'program' }, preHandler: requireCompany }, (request) =>
    companyOf(request),
  )
  return made
}

beforeAll(async () => {
  ;[a, b] = await Promise.all([createTestTenant(), createTestTenant()])
  hostA = a!.hosts[0]!
  hostB = b!.hosts[0]!
  app = await appFor(a!, b!)
  company = await registerTestCompany(a!)
  token = await tokenOf(app, hostA, company)
})
afterAll(async () => {
  await app.close()
  await Promise.all([a!.close(), b!.close()])
})

function read(headers: Record<string, string>, host = hostA, by = app) {
  return by.inject({ url: '/exchange/records?use=planted', headers: { host, ...headers } })
}

const bearer = (value: string) => ({ authorization: `Bearer ${value}` })

describe('A program with its token', () => {
  it('is known, with the company it speaks for', async () => {
    const answer = await read(bearer(token))
    expect(answer.json()).toEqual({ clientId: company.clientId, vendorId: company.vendor.vendorId })
  })

  it('is known to another process of the same city, and after a restart', async () => {
    const again = await reopen(a!)
    const restarted = await appFor(again)
    expect((await read(bearer(token), hostA, restarted)).statusCode).toBe(200)
    expect((await read(bearer(await tokenOf(restarted, hostA, company)))).statusCode).toBe(200)
    await restarted.close()
    await again.close()
  })

  it('is told apart in every city: there it is nobody', async () => {
    const answer = await read(bearer(token), hostB)
    expect([answer.statusCode, answer.json().because]).toEqual([401, 'bad-token'])
  })

  it('is refused from the moment it is ended, with the token it holds', async () => {
    const former = await registerTestCompany(a!)
    const held = await tokenOf(app, hostA, former)
    expect((await read(bearer(held))).statusCode).toBe(200)
    await endProgramOf(a!, { vendorId: former.vendor.vendorId, clientId: former.clientId })
    expect((await read(bearer(held))).statusCode).toBe(401)
  })
})

/** A token signed with the city's real key, with what the test wants wrong. */
async function forged(claims: object = {}, header: object = {}, key?: JWK): Promise<string> {
  const [signing] = await signingKeysOf(a!)
  if (!signing) throw new Error('a city has a key')
  const now = Math.floor(Date.now() / 1000)
  const payload = {
    iss: `http://${hostA}/oidc`,
    aud: `http://${hostA}/exchange`,
    client_id: company.clientId,
    client_kid: company.keys.privateJwk.kid,
    scope: 'exchange',
    iat: now,
    exp: now + 600,
    ...claims,
  }
  return new SignJWT(payload)
    .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', kid: signing.kid, ...header })
    .sign(await importJWK(key ?? signing, 'EdDSA'))
}

describe('A token', () => {
  const past = Math.floor(Date.now() / 1000) - 1
  const stranger = generateKeyPair('EdDSA', { extractable: true })
  const table: readonly (readonly [string, () => Promise<string> | string, string])[] = [
    // what it is                        token                                                  answer
    ['as it should be', () => forged(), 'ok'],
    ['expired', () => forged({ exp: past }), 'expired-token'],
    ['without an end', () => forged({ exp: undefined }), 'bad-token'],
    ['of another issuer', () => forged({ iss: `http://${hostB}/oidc` }), 'bad-token'],
    ['for another audience', () => forged({ aud: `http://${hostB}/exchange` }), 'bad-token'],
    ['for the sandbox', () => forged({ aud: `http://${hostA}/sandbox` }), 'bad-token'],
    ['for trying', () => forged({ scope: 'sandbox' }), 'bad-token'],
    ['for both', () => forged({ scope: 'exchange sandbox' }), 'bad-token'],
    ['without an audience', () => forged({ aud: undefined }), 'bad-token'],
    ['without a scope', () => forged({ scope: undefined }), 'bad-token'],
    ['with another scope', () => forged({ scope: 'exchanges' }), 'bad-token'],
    ['of no client', () => forged({ client_id: undefined }), 'bad-token'],
    ['of an unknown client', () => forged({ client_id: 'nobody' }), 'bad-token'],
    ['of another type', () => forged({}, { typ: 'JWT' }), 'bad-token'],
    ['bound to a key, shown as bearer', () => forged({ cnf: { jkt: 'x' } }), 'bad-token'],
    [
      'signed by somebody else',
      async () => forged({}, {}, await exportJWK((await stranger).privateKey)),
      'bad-token',
    ],
    ['unsigned', async () => (await forged()).replace(/[^.]+$/, ''), 'bad-token'],
    [
      'with alg none',
      async () =>
        (await forged()).replace(
          /^[^.]+/,
          Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url'),
        ),
      'bad-token',
    ],
    ['cut short', async () => (await forged()).slice(0, -4), 'bad-token'],
    ['no token at all', () => 'x', 'bad-token'],
    ['far too long', () => 'x'.repeat(5000), 'bad-token'],
  ]

  it.each(table)('%s', async (_, make, because) => {
    const answer = await read(bearer(await make()))
    expect(answer.statusCode === 200 ? 'ok' : answer.json().because).toBe(because)
  })

  it.each([
    [{}, 'no-token', 'Bearer realm="http://HOST/exchange"'],
    [
      { authorization: 'Basic eDp4' },
      'bad-token',
      'Bearer realm="http://HOST/exchange", error="invalid_token"',
    ],
    [{ authorization: '' }, 'bad-token', 'Bearer realm="http://HOST/exchange", error="invalid_token"'],
  ])('%o is refused with how to come', async (headers, because, challenge) => {
    const answer = await read(headers)
    expect([answer.statusCode, answer.json().because]).toEqual([401, because])
    expect(answer.headers['www-authenticate']).toBe(challenge.replace('HOST', hostA))
  })

  it('is good until its last second and not in the next', async () => {
    const made = Math.floor(Date.now() / 1000)
    const shown = { tenant: a!, publicOrigin: `http://${hostA}`, dpop: undefined, method: 'GET', url: '' }
    const authorization = `Bearer ${await forged({ iat: made, exp: made + 600 })}`
    const at = (seconds: number) =>
      verifyAccessToken({ ...shown, authorization }, 'exchange', new Date((made + seconds) * 1000))
    expect((await at(599)).ok).toBe(true)
    expect(await at(600)).toEqual({ ok: false, because: 'expired-token' })
  })

  it('never reaches the log', () => {
    expect(log.text).not.toContain(token.slice(-40))
    expect(log.text).not.toContain('planted')
  })
})

function publicPart(jwk: JWK): JWK {
  const copy = { ...jwk }
  delete copy.d
  return copy
}

describe('A token bound to a key (DPoP)', () => {
  let key: JWK
  let bound = ''

  async function proof(claims: object = {}, header: object = {}, signWith = key): Promise<string> {
    const jwk = publicPart(key)
    const ath = createHash('sha256').update(bound).digest('base64url')
    const payload = { htm: 'GET', htu: `http://${hostA}/exchange/records`, jti: randomUUID(), ath }
    return new SignJWT({ ...payload, iat: Math.floor(Date.now() / 1000), ...claims })
      .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk, ...header })
      .sign(await importJWK(signWith, 'ES256'))
  }

  beforeAll(async () => {
    key = await exportJWK((await generateKeyPair('ES256', { extractable: true })).privateKey)
    const issuer = `http://${hostA}/oidc`
    const dpop = await proof({ htm: 'POST', htu: `${issuer}/token`, ath: undefined })
    const answer = await postToken(app, hostA, await assertionOf(company, issuer), { headers: { dpop } })
    expect(answer.json()).toMatchObject({ token_type: 'DPoP' })
    bound = answer.json().access_token
  })

  const stranger = generateKeyPair('ES256', { extractable: true }).then(({ privateKey }) =>
    exportJWK(privateKey),
  )
  const old = () => Math.floor(Date.now() / 1000) - 120
  const table: readonly (readonly [string, () => Promise<string> | undefined, number])[] = [
    // the proof                          made                                                 answer
    ['as it should be', () => proof(), 200],
    ['for the address with its query', () => proof({ htu: `http://${hostA}/exchange/records?use=x` }), 200],
    ['missing', () => undefined, 401],
    ['for another method', () => proof({ htm: 'POST' }), 401],
    ['for another address', () => proof({ htu: `http://${hostA}/exchange/other` }), 401],
    ['for another host', () => proof({ htu: `http://${hostB}/exchange/records` }), 401],
    ['for another token', () => proof({ ath: 'x' }), 401],
    ['for no token', () => proof({ ath: undefined }), 401],
    ['too old', () => proof({ iat: old() }), 401],
    ['from the future', () => proof({ iat: old() + 240 }), 401],
    ['without a jti', () => proof({ jti: undefined }), 401],
    ['of another type', () => proof({}, { typ: 'JWT' }), 401],
    ['of another key', async () => proof({}, {}, await stranger), 401],
    [
      'of another key that it names',
      async () => {
        const other = await stranger
        const jwk = publicPart(other)
        expect(await calculateJwkThumbprint(jwk)).not.toBe(await calculateJwkThumbprint(key))
        return proof({}, { jwk }, other)
      },
      401,
    ],
  ]

  it.each(table)('with a proof %s: %#', async (_, make, status) => {
    const dpop = await make()
    const answer = await read({ authorization: `DPoP ${bound}`, ...(dpop === undefined ? {} : { dpop }) })
    expect(answer.statusCode).toBe(status)
  })

  it('is refused as bearer', async () => {
    expect((await read({ ...bearer(bound), dpop: await proof() })).statusCode).toBe(401)
  })

  it('is refused with a proof that was used before', async () => {
    const dpop = await proof()
    const headers = { authorization: `DPoP ${bound}`, dpop }
    expect([(await read(headers)).statusCode, (await read(headers)).statusCode]).toEqual([200, 401])
  })

  it('is asked for again with an unbound token shown as DPoP', async () => {
    expect((await read({ authorization: `DPoP ${token}`, dpop: await proof() })).statusCode).toBe(401)
  })
})
