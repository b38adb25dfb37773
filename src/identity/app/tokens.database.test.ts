import { decodeJwt, exportJWK, generateKeyPair, importJWK, SignJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { addressIn, aCityWithApps, callMe, submitChoice, TestApp } from '../../../test/support/app.ts'
import { aResident } from '../../../test/support/city.ts'
import { assertionOf, registerTestCompany, tokenOf } from '../../../test/support/http-company.ts'
import { noticesOf } from '../../notices/index.ts'
import type { ResidentId } from '../../residents/index.ts'
import { signingKeysOf } from '../openid/signing-key.ts'
import { appScopes, makeClientKeyPair } from '../index.ts'

const scene = await aCityWithApps()
const { city } = scene
const residentId = await aResident(city)

const read = (token: string) => callMe(scene, token, 'GET', '/me/v1/app')
const errorOf = (answer: { statusCode: number; json(): { error?: string } }) => [
  answer.statusCode,
  answer.json().error,
]
const kindsTold = async (of: ResidentId) => (await noticesOf(city, of, null)).shown.map(({ kind }) => kind)

describe('A code', () => {
  it('becomes a token of ten minutes for what was chosen, which names nobody', async () => {
    const app = await TestApp.registered(scene)
    const code = await app.letIn(await scene.signedIn(residentId), ['me:read', 'me:stop'])
    const answer = await app.exchange(code)
    expect(answer.json()).toMatchObject({ token_type: 'Bearer', expires_in: 600, scope: 'me:read me:stop' })
    const claims = decodeJwt(answer.json().access_token)
    expect(claims).toMatchObject({ aud: `http://${scene.host}/me`, client_id: app.appId })
    expect(JSON.stringify(claims)).not.toContain(residentId)
    expect(await read(answer.json().access_token)).toMatchObject({
      status: 200,
      body: { appId: app.appId, scopes: ['me:read', 'me:stop'] },
    })
  })

  it('shown a second time is refused, and ends what came of the first', async () => {
    const own = await aResident(city)
    const app = await TestApp.registered(scene)
    const code = await app.letIn(await scene.signedIn(own))
    const first = (await app.exchange(code)).json()
    expect(errorOf(await app.exchange(code))).toEqual([400, 'invalid_grant'])
    expect((await read(first.access_token)).status).toBe(401)
    expect(errorOf(await app.renew(first.refresh_token))).toEqual([400, 'invalid_grant'])
    expect((await kindsTold(own)).toSorted()).toEqual(['app-ended', 'app-let-in'])
  })

  it('shown twice at once gives at most one token, and leaves none that is good', async () => {
    const app = await TestApp.registered(scene)
    const code = await app.letIn(await scene.signedIn(residentId))
    const answers = await Promise.all(Array.from({ length: 5 }, () => app.exchange(code)))
    const given = answers.filter(({ statusCode }) => statusCode === 200)
    expect(given.length).toBeLessThanOrEqual(1)
    for (const answer of given) expect((await read(answer.json().access_token)).status).toBe(401)
  })

  it.each([
    ['without its verifier', { code_verifier: '' }],
    ['with another verifier', { code_verifier: 'x'.repeat(43) }],
    ['for another address', { redirect_uri: 'https://app.example/back/' }],
    ['for an address with other letters', { redirect_uri: 'https://app.example/BACK' }],
  ])('%s is refused', async (_, changed) => {
    const app = await TestApp.registered(scene)
    const code = await app.letIn(await scene.signedIn(residentId))
    expect(errorOf(await app.exchange(code, changed))[0]).toBe(400)
    expect((await app.exchange(code, changed)).body).not.toContain('access_token')
  })

  it('with the challenge in place of the verifier (plain) is refused', async () => {
    const app = await TestApp.registered(scene)
    const code = await app.letIn(await scene.signedIn(residentId))
    const challenge = new URL(app.question([]), 'http://x').searchParams.get('code_challenge') ?? ''
    expect(errorOf(await app.exchange(code, { code_verifier: challenge }))).toEqual([400, 'invalid_grant'])
  })

  it('of one app is nothing to another, whose verifier it does not know either', async () => {
    const [app, other] = [await TestApp.registered(scene), await TestApp.registered(scene)]
    const code = await app.letIn(await scene.signedIn(residentId))
    const injected = await other.exchange(code, { code_verifier: app.verifier })
    expect(errorOf(injected)).toEqual([400, 'invalid_grant'])
  })

  it('is in the database by its hash alone', async () => {
    const app = await TestApp.registered(scene)
    const code = await app.letIn(await scene.signedIn(residentId))
    const { refresh_token: refresh } = (await app.exchange(code)).json()
    const { rows } = await city.database.query(`select document::text from identity.oidc_documents`)
    const all = JSON.stringify(rows)
    expect(all).not.toContain(code)
    expect(all).not.toContain(refresh)
    expect(all).not.toContain(residentId)
  })

  it('is not in the log, nor is anything else of it', async () => {
    const app = await TestApp.registered(scene)
    const { access, refresh } = await app.tokens(residentId)
    for (const secret of [access, refresh, residentId]) expect(scene.log.text).not.toContain(secret)
  })
})

describe('A token of an app', () => {
  /** The same token, signed by the city itself, but for what is changed. */
  async function signedAgain(token: string, changed: Record<string, unknown>) {
    const [key] = await signingKeysOf(city)
    return new SignJWT({ ...decodeJwt(token), ...changed })
      .setProtectedHeader({ typ: 'at+jwt', alg: 'EdDSA', kid: key?.kid ?? '' })
      .sign(await importJWK({ ...key }, 'EdDSA'))
  }

  const here = (path: string) => `http://${scene.host}${path}`
  it.each([
    ['/me of this city', here('/me'), 200],
    ['/admin', here('/admin'), 401],
    ['/exchange', here('/exchange'), 401],
    ['/sandbox', here('/sandbox'), 401],
    ['/me of another city', 'http://elsewhere.test/me', 401],
    ['the city as a whole', here(''), 401],
    ['nowhere', undefined, 401],
  ])('for %s, good in all else', async (_, aud, status) => {
    const { access } = await (await TestApp.registered(scene)).tokens(residentId)
    expect((await read(await signedAgain(access, { aud }))).status).toBe(status)
  })
})

describe('A refresh token', () => {
  it('is renewed each time, for the same and no longer than the first', async () => {
    const app = await TestApp.registered(scene)
    const { refresh } = await app.tokens(residentId, ['me:read'])
    const renewed = await app.renew(refresh)
    expect(renewed.json()).toMatchObject({ scope: 'me:read', expires_in: 600 })
    expect(renewed.json().refresh_token).not.toBe(refresh)
    const { rows } = await city.database.query<{ most: number }>(
      `select max(extract(epoch from expires_at - $1::timestamptz))::float8 as most
         from identity.oidc_documents where model = 'RefreshToken'`,
      [new Date()],
    )
    expect(rows[0]?.most).toBeLessThanOrEqual(90 * 86_400)
    expect((await read(renewed.json().access_token)).status).toBe(200)
  })

  it('shown again after it was renewed ends the family: of thief and owner nobody goes on', async () => {
    const app = await TestApp.registered(scene)
    const { refresh } = await app.tokens(residentId)
    const renewed = (await app.renew(refresh)).json()
    expect(errorOf(await app.renew(refresh))).toEqual([400, 'invalid_grant'])
    expect((await read(renewed.access_token)).status).toBe(401)
    expect(errorOf(await app.renew(renewed.refresh_token))).toEqual([400, 'invalid_grant'])
  })

  it('shown twice at once leaves nothing that is good', async () => {
    const app = await TestApp.registered(scene)
    const { refresh } = await app.tokens(residentId)
    const answers = await Promise.all(Array.from({ length: 5 }, () => app.renew(refresh)))
    const given = answers.filter(({ statusCode }) => statusCode === 200)
    expect(given.length).toBeLessThanOrEqual(1)
    for (const answer of given) expect((await read(answer.json().access_token)).status).toBe(401)
  })

  it('gives no scope that was not chosen', async () => {
    const app = await TestApp.registered(scene)
    const { refresh } = await app.tokens(residentId, ['me:read'])
    expect(errorOf(await app.renew(refresh, { scope: 'me:read me:stop' }))).toEqual([400, 'invalid_scope'])
  })

  it('of one app is nothing to another', async () => {
    const [app, other] = [await TestApp.registered(scene), await TestApp.registered(scene)]
    const { refresh } = await app.tokens(residentId)
    expect(errorOf(await other.renew(refresh))).toEqual([400, 'invalid_grant'])
  })
})

describe('A token that is bound to a key', () => {
  it('counts with a proof of that key alone', async () => {
    const app = await TestApp.registered(scene)
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true })
    const jwk = await exportJWK(publicKey)
    const proof = await new SignJWT({ jti: 'p1', htm: 'POST', htu: `http://${scene.host}/oidc/token` })
      .setIssuedAt()
      .setProtectedHeader({ typ: 'dpop+jwt', alg: 'ES256', jwk })
      .sign(privateKey)
    const answer = await app.exchange(await app.letIn(await scene.signedIn(residentId)), {}, { dpop: proof })
    expect(answer.json().token_type).toBe('DPoP')
    expect((await read(answer.json().access_token)).status).toBe(401)
    // The refresh token of an app without keys of its own is bound, too.
    expect((await app.renew(answer.json().refresh_token)).statusCode).toBe(400)
  })
})

describe('An app with keys of its own', () => {
  it('gets nothing for a code without proving itself', async () => {
    const keys = await makeClientKeyPair()
    const app = await TestApp.registered(scene, appScopes, keys.publicJwks)
    const code = await app.letIn(await scene.signedIn(residentId))
    expect(errorOf(await app.exchange(code))).toEqual([401, 'invalid_client'])
    const assertion = await assertionOf({ clientId: app.appId, keys }, `http://${scene.host}/oidc`)
    const proven = {
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
    }
    expect((await app.exchange(code, proven)).statusCode).toBe(200)
  })

  it('has no other flow, and a company’s program none of an app', async () => {
    const app = await TestApp.registered(scene)
    const own = await app.post({ grant_type: 'client_credentials', scope: 'me:read' })
    expect(own.statusCode).toBeGreaterThanOrEqual(400)
    const company = await registerTestCompany(city)
    const token = await tokenOf(scene.app, scene.host, company)
    expect((await read(token)).status).toBe(401)
    const bare = await app.post({
      client_id: company.clientId,
      grant_type: 'client_credentials',
      scope: 'exchange',
    })
    expect(errorOf(bare)).toEqual([401, 'invalid_client'])
  })
})

describe('A browser in which two apps ask', () => {
  it('answers the one whose question is open, and each code is that app’s', async () => {
    const [one, two] = [await TestApp.registered(scene), await TestApp.registered(scene)]
    const browser = await scene.signedIn(residentId)
    await browser.open(one.question(['me:read']))
    await browser.open(two.question(['me:read']))
    const page = await browser.open('/apps/let-in')
    expect(page.statusCode).toBe(200)
    const address = addressIn(await submitChoice(browser, ['me:read']))
    expect(address.searchParams.get('iss')).toBe(`http://${scene.host}/oidc`)
    const code = address.searchParams.get('code') ?? ''
    expect((await one.exchange(code)).statusCode).toBe(400)
  })
})
