import { randomUUID } from 'node:crypto'
import { decodeJwt, decodeProtectedHeader, exportJWK, generateKeyPair } from 'jose'
import { describe, expect, it } from 'vitest'
import { endProgramOf } from '../../../test/support/company.ts'
import { assertionOf, postToken, registerTestCompany } from '../../../test/support/http-company.ts'
import { expectDescribed } from '../../../test/support/http-openapi.ts'
import { aCityWithTokens } from '../../../test/support/openid-city.ts'
import { saveVendor } from '../../vendors/index.ts'
import { appScopes, forgetExpired, programScopes, registerClient } from '../index.ts'

const { city: tenant, app, host, issuer, company, log: captured } = await aCityWithTokens()

describe('A company’s program that proves itself', () => {
  it('gets a token for the exchange of this city, for ten minutes', async () => {
    const answer = await postToken(app, host, await assertionOf(company, issuer))
    expect(answer.statusCode).toBe(200)
    expect(answer.json()).toMatchObject({ token_type: 'Bearer', expires_in: 600, scope: 'exchange' })
    const token: string = answer.json().access_token
    expect(decodeProtectedHeader(token)).toMatchObject({ typ: 'at+jwt', alg: 'EdDSA' })
    const claims = decodeJwt(token)
    expect(claims).toMatchObject({ iss: issuer, aud: `http://${host}/exchange`, client_id: company.clientId })
    expect(claims.exp! - claims.iat!).toBe(600)
    expect(answer.headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
  })

  it.each(['EdDSA', 'RS256'])('may use a key of its own choice: %s', async (alg) => {
    const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true })
    const key = { ...(await exportJWK(privateKey)), alg }
    const kid = 'own-key'
    const clientId = `own-${alg.toLowerCase()}`
    const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid }] }
    await registerClient(tenant, { clientId, vendorId: company.vendor.vendorId, jwks })
    const assertion = await assertionOf({ clientId, keys: company.keys }, issuer, {
      key,
      header: { kid, alg },
    })
    expect((await postToken(app, host, assertion)).statusCode).toBe(200)
  })

  it('may address the token endpoint instead of the issuer', async () => {
    const assertion = await assertionOf(company, issuer, { claims: { aud: `${issuer}/token` } })
    expect((await postToken(app, host, assertion)).statusCode).toBe(200)
  })
})

describe('What is far larger than an assertion', () => {
  it('is refused as too large before it is read', async () => {
    const answer = await app.inject({
      method: 'POST',
      url: '/oidc/token',
      headers: { host, 'content-type': 'application/x-www-form-urlencoded' },
      payload: `client_assertion=${'x'.repeat(3_000_000)}`,
    })
    expect([answer.statusCode, answer.json().because]).toEqual([413, 'too-large'])
    expect(captured.text).not.toContain('"fault"')
  })
})

describe('A request that asks for something else', () => {
  it.each([
    // what                       fields                                           answer
    ['another grant', { grant_type: 'password' }, 'unsupported_grant_type'],
    [
      'a code',
      { grant_type: 'authorization_code', code: 'x', redirect_uri: 'https://app.example/back' },
      'invalid_request',
    ],
    ['a token again', { grant_type: 'refresh_token', refresh_token: 'x' }, 'invalid_request'],
    ['the scope of people', { scope: 'openid' }, 'invalid_scope'],
    ['another resource', { resource: 'https://elsewhere.test/' }, 'invalid_target'],
  ])('%s gets no token', async (_, fields, error) => {
    const answer = await postToken(app, host, await assertionOf(company, issuer), { fields })
    expect(answer.statusCode).toBe(400)
    expect(answer.json().error).toBe(error)
  })

  it.each(['admin', ''])('another scope ("%s") gets a token that opens nothing', async (scope) => {
    const answer = await postToken(app, host, await assertionOf(company, issuer), { fields: { scope } })
    expect(decodeJwt(answer.json().access_token).scope ?? '').not.toContain('exchange')
  })

  it.each(['/oidc/auth', '/oidc/me', '/oidc/reg', '/oidc/interaction/x', '/oidc/session/end', '/oidc'])(
    '%s does not exist',
    async (url) => {
      expect((await app.inject({ url, headers: { host } })).statusCode).toBe(404)
    },
  )
})

describe('A company that may receive nothing', () => {
  it.each([
    [{ standing: 'suspended' }],
    [{ standing: 'ended' }],
    [{ contractUntil: new Date('2026-11-23T01:00:00Z') }],
  ] as const)('%o gets no token', async (changed) => {
    const former = await registerTestCompany(tenant)
    expect((await postToken(app, host, await assertionOf(former, issuer))).statusCode).toBe(200)
    await saveVendor(tenant.database, { ...former.vendor, ...changed })
    expect((await postToken(app, host, await assertionOf(former, issuer))).statusCode).toBe(401)
  })

  it('gets no token for a program that was ended', async () => {
    const former = await registerTestCompany(tenant)
    await endProgramOf(tenant, { vendorId: former.vendor.vendorId, clientId: former.clientId })
    expect((await postToken(app, host, await assertionOf(former, issuer))).statusCode).toBe(401)
  })
})

describe('A company that has applied and is not approved', () => {
  it.each([
    [{ scope: 'sandbox' }, 200],
    [{ scope: 'exchange' }, 400],
    [{ scope: 'exchange sandbox' }, 400],
  ])('that asks for %o is answered %i', async (fields, status) => {
    const applicant = await registerTestCompany(tenant, { standing: 'applicant' })
    const answer = await postToken(app, host, await assertionOf(applicant, issuer), { fields })
    expect(answer.statusCode).toBe(status)
  })
})

describe('The provider', () => {
  it('says truthfully what it offers', async () => {
    const { body } = await app.inject({ url: '/oidc/.well-known/openid-configuration', headers: { host } })
    expect(JSON.parse(body)).toEqual({
      issuer,
      authorization_endpoint: `${issuer}/auth`,
      token_endpoint: `${issuer}/token`,
      jwks_uri: `${issuer}/jwks`,
      grant_types_supported: expect.toSatisfy(
        (given: string[]) =>
          given.toSorted().join(' ') === 'authorization_code client_credentials refresh_token',
      ),
      response_types_supported: ['code'],
      scopes_supported: ['exchange', 'sandbox', ...programScopes, ...appScopes],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['EdDSA'],
      token_endpoint_auth_methods_supported: ['private_key_jwt', 'none'],
      token_endpoint_auth_signing_alg_values_supported: ['EdDSA', 'ES256', 'RS256'],
      dpop_signing_alg_values_supported: ['EdDSA', 'ES256', 'RS256'],
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
    })
  })

  it('keeps its public address, whatever a caller claims to have asked', async () => {
    const answer = await app.inject({
      url: '/oidc/.well-known/openid-configuration',
      headers: { host, 'x-forwarded-host': 'evil.test', 'x-forwarded-proto': 'https' },
    })
    expect(answer.json().token_endpoint).toBe(`${issuer}/token`)
  })

  it('shows its public keys and nothing private', async () => {
    const { keys } = (await app.inject({ url: '/oidc/jwks', headers: { host } })).json()
    expect(keys).toHaveLength(1)
    expect(Object.keys(keys[0]).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x'])
  })

  it('is described in the interface', async () => {
    const document = (await app.inject('/openapi.json')).json()
    await expectDescribed(document)
    expect(Object.keys(document.paths)).toContain('/oidc/token')
  })

  it('remembers only hashes of what was used, and forgets it by the hourly job when it has expired', async () => {
    const jti = randomUUID()
    await postToken(app, host, await assertionOf(company, issuer, { claims: { jti } }))
    const { rows } = await tenant.database.query('select document::text from identity.oidc_documents')
    expect(JSON.stringify(rows)).not.toContain(jti)
    await tenant.database.query(`update identity.oidc_documents set expires_at = '2020-01-01Z'`)
    await postToken(app, host, await assertionOf(company, issuer))
    const count = async () =>
      (await tenant.database.query('select 1 from identity.oidc_documents')).rows.length
    expect(await count()).toBe(rows.length + 1)
    await forgetExpired(tenant)
    expect(await count()).toBe(1)
  })

  it('leaves no assertion and no token in the log', async () => {
    const assertion = await assertionOf(company, issuer)
    const token: string = (await postToken(app, host, assertion)).json().access_token
    await postToken(app, host, assertion)
    expect(captured.text).toContain('"because":"invalid_client"')
    expect(captured.text).not.toContain(assertion.slice(-40))
    expect(captured.text).not.toContain(token.slice(-40))
    expect(captured.text).not.toContain('"fault"')
  })
})
