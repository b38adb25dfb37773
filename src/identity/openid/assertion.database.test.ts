import { randomUUID } from 'node:crypto'
import { SignJWT, type JWK } from 'jose'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  assertionOf,
  postToken,
  registerTestCompany,
  type AssertionChanges,
} from '../../../test/support/http-company.ts'
import { createTestApp } from '../../../test/support/http.ts'
import { aCityWithTokens } from '../../../test/support/openid-city.ts'
import { addOpenIdRoutes, makeClientKeyPair } from '../index.ts'

const { city: tenant, app, host, issuer, company, log: captured } = await aCityWithTokens()

const seconds = () => Math.floor(Date.now() / 1000)

describe('An assertion that is not right', () => {
  let stranger: JWK
  beforeAll(async () => {
    stranger = (await makeClientKeyPair()).privateJwk
  })

  const table: readonly (readonly [string, () => AssertionChanges])[] = [
    ['for another audience', () => ({ claims: { aud: 'https://elsewhere.test/oidc' } })],
    ['for no audience', () => ({ claims: { aud: undefined } })],
    ['expired', () => ({ claims: { exp: seconds() - 60 } })],
    ['without an end', () => ({ claims: { exp: undefined } })],
    ['good for longer than ten minutes', () => ({ claims: { exp: seconds() + 3600 } })],
    ['not good yet', () => ({ claims: { nbf: seconds() + 300 } })],
    ['without a jti', () => ({ claims: { jti: undefined } })],
    ['with an endless jti', () => ({ claims: { jti: 'x'.repeat(200) } })],
    ['without an issuer', () => ({ claims: { iss: undefined } })],
    ['issued by another', () => ({ claims: { iss: 'client-other' } })],
    ['about an unknown client', () => ({ claims: { iss: 'client-none', sub: 'client-none' } })],
    ['with an unknown kid', () => ({ header: { kid: 'unknown' } })],
    ['signed with another’s key', () => ({ key: stranger })],
  ]

  it.each(table)('%s gets no token', async (_, changes) => {
    const answer = await postToken(app, host, await assertionOf(company, issuer, changes()))
    expect([answer.statusCode, answer.json().error]).toEqual([401, 'invalid_client'])
    expect(answer.body).not.toContain('access_token')
  })

  it('signed with the key of another registered company gets no token', async () => {
    const other = await registerTestCompany(tenant)
    const kid = other.keys.privateJwk.kid
    const assertion = await assertionOf(company, issuer, { key: other.keys.privateJwk, header: { kid } })
    expect((await postToken(app, host, assertion)).statusCode).toBe(401)
  })

  it('unsigned (alg none) gets no token', async () => {
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const claims = {
      iss: company.clientId,
      sub: company.clientId,
      aud: issuer,
      jti: randomUUID(),
      exp: seconds() + 60,
    }
    const assertion = `${part({ alg: 'none' })}.${part(claims)}.`
    expect((await postToken(app, host, assertion)).statusCode).toBe(401)
  })

  it.each(['HS256', 'HS512'])(
    'signed with the public key as a shared secret (%s) gets no token',
    async (alg) => {
      const secret = Buffer.from(JSON.stringify(company.keys.publicJwks.keys[0]).padEnd(64))
      const assertion = await new SignJWT({
        iss: company.clientId,
        sub: company.clientId,
        aud: issuer,
        jti: randomUUID(),
      })
        .setExpirationTime('1m')
        .setProtectedHeader({ alg, kid: company.keys.privateJwk.kid })
        .sign(secret)
      expect((await postToken(app, host, assertion)).statusCode).toBe(401)
    },
  )

  it('shown a second time gets no token', async () => {
    const assertion = await assertionOf(company, issuer)
    expect((await postToken(app, host, assertion)).statusCode).toBe(200)
    expect((await postToken(app, host, assertion)).statusCode).toBe(401)
  })

  it('shown twenty times at once, to two processes, gets one token', async () => {
    const second = await createTestApp([{ ...tenant }])
    await addOpenIdRoutes(second, captured.log)
    const assertion = await assertionOf(company, issuer)
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, at) => postToken(at % 2 === 0 ? app : second, host, assertion)),
    )
    expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, ...Array<number>(19).fill(401)])
    await second.close()
  })
})
