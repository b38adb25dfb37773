import { describe, expect, it } from 'vitest'
import { aCityWithApps, addressIn, submitChoice, TestApp } from '../../../../test/support/app.ts'
import { aCardHolder, typed } from '../../../../test/support/cards.ts'
import { aResident, by } from '../../../../test/support/city.ts'
import { textOf } from '../../../../test/support/resident-page.ts'
import { endApp, ownApps } from '../../../identity/index.ts'
import { leave } from '../../../leaving/index.ts'
import { noticesOf } from '../../../notices/index.ts'

const scene = await aCityWithApps()
const { city } = scene
const app = await TestApp.registered(scene)
const long = 11 * 60_000

describe('Whoever is sent here by an app', () => {
  it('signs in as always, and is then asked, with nothing chosen', async () => {
    const { residentId, card } = await aCardHolder(city)
    const browser = scene.browser()
    expect(await browser.open(app.question(['me:read', 'me:stop']))).toMatchObject({
      statusCode: 303,
      headers: { location: '/apps/let-in' },
    })
    expect((await browser.open('/apps/let-in')).headers['location']).toBe('/sign-in')
    await browser.open('/sign-in/card')
    const entered = await browser.submit('/sign-in/card', typed(card))
    expect(entered.headers['location']).toBe('/apps/let-in')
    const page = await browser.open('/apps/let-in')
    expect(textOf(page)).toMatch(/歩くアプリ.*見本ソフト.*見る.*止める/u)
    expect(textOf(page)).not.toContain('「使ってよい」と答える')
    expect(page.body).not.toMatch(/<input[^>]*checked/u)
    const address = addressIn(await submitChoice(browser, ['me:read']))
    expect([address.origin + address.pathname, address.searchParams.get('state')]).toEqual([
      app.redirectUri,
      'state-of-the-app',
    ])
    const [own] = await ownApps(city, residentId)
    expect(own?.scopes).toEqual(['me:read'])
    expect((await noticesOf(city, residentId, null)).shown.map(({ kind }) => kind)).toContain('app-let-in')
  })

  it('may refuse, which the app hears and which asks for nothing', async () => {
    const residentId = await aResident(city)
    const browser = await scene.signedIn(residentId, { agoMs: long })
    await browser.open(app.question(['me:read']))
    await browser.open('/apps/let-in')
    const answer = await submitChoice(browser, [], { answer: 'refuse' })
    expect(textOf(answer)).toContain('ことわりました')
    expect(Object.fromEntries(addressIn(answer).searchParams)).toEqual({
      error: 'access_denied',
      iss: `http://${scene.host}/oidc`,
      state: 'state-of-the-app',
    })
    expect(await ownApps(city, residentId)).toEqual([])
  })

  it('shows once more who they are where that is long ago, and goes on with what they chose', async () => {
    const { residentId, card } = await aCardHolder(city)
    const browser = await scene.signedIn(residentId, { agoMs: long })
    await browser.open(app.question(['me:read', 'me:agree']))
    await browser.open('/apps/let-in')
    const asked = await submitChoice(browser, ['me:read', 'me:agree'])
    expect(asked.statusCode).toBe(403)
    expect(await ownApps(city, residentId)).toEqual([])
    const proof = new URLSearchParams({
      _csrf: browser.formToken,
      action: 'agree',
      back: '/apps/let-in',
      pin: typed(card).pin,
    })
    proof.set('typed', 'answer=agree&may=me%3Aread&may=me%3Aagree')
    expect((await browser.post('/prove/pin', proof.toString())).statusCode).toBe(200)
    await browser.open('/apps/let-in')
    expect(addressIn(await submitChoice(browser, ['me:read'])).searchParams.get('code')).toBeTruthy()
  })

  it.each([
    // how they came in, so long before; the app asks with      must show it again
    ['mail', 0, {}, true],
    ['card', 5 * 60_000, { max_age: '60' }, true],
    ['card', 5 * 60_000, { max_age: '600' }, false],
    ['card', 60_000, { prompt: 'login' }, true],
    ['card', 0, {}, false],
  ] as const)('who came in by %s, %i ms ago, asked with %o: again %s', async (way, agoMs, wish, again) => {
    const residentId = await aResident(city)
    const browser = await scene.signedIn(residentId, { way, agoMs })
    await browser.open(app.question(['me:read'], wish))
    await browser.open('/apps/let-in')
    expect((await submitChoice(browser, ['me:read'])).statusCode).toBe(again ? 403 : 200)
    expect((await ownApps(city, residentId)).length).toBe(again ? 0 : 1)
  })

  it('is told so when they chose nothing', async () => {
    const residentId = await aResident(city)
    const browser = await scene.signedIn(residentId)
    await browser.open(app.question(['me:read']))
    await browser.open('/apps/let-in')
    const answer = await submitChoice(browser, [])
    expect([answer.statusCode, textOf(answer).includes('1つ以上')]).toEqual([422, true])
    expect(await ownApps(city, residentId)).toEqual([])
  })

  it('lets nothing in once they have left', async () => {
    const residentId = await aResident(city)
    const before = await scene.signedIn(residentId)
    await app.letIn(before)
    await leave(city, by(residentId), 'left')
    expect(await ownApps(city, residentId)).toEqual([])
    const browser = await scene.signedIn(residentId)
    await browser.open(app.question(['me:read']))
    await browser.open('/apps/let-in')
    expect((await submitChoice(browser, ['me:read'])).statusCode).toBe(409)
    expect(await ownApps(city, residentId)).toEqual([])
  })
})

describe('What was not asked', () => {
  it('is not let in, whatever the form says', async () => {
    const residentId = await aResident(city)
    const browser = await scene.signedIn(residentId)
    await browser.open(app.question(['me:read']))
    await browser.open('/apps/let-in')
    await submitChoice(browser, ['me:read', 'me:stop', 'me:agree'])
    expect((await ownApps(city, residentId))[0]?.scopes).toEqual(['me:read'])
  })

  it('is not let in twice: the question is answered once', async () => {
    const residentId = await aResident(city)
    const browser = await scene.signedIn(residentId)
    await browser.open(app.question(['me:read']))
    await browser.open('/apps/let-in')
    const cookie = browser.cookies.get('azukari-app') ?? ''
    expect((await submitChoice(browser, ['me:read'])).statusCode).toBe(200)
    expect((await submitChoice(browser, ['me:read'])).statusCode).toBe(404)
    browser.cookies.set('azukari-app', cookie)
    expect((await submitChoice(browser, ['me:read'])).statusCode).toBe(404)
  })

  it('is not let in by a form of another site, nor without its token', async () => {
    const residentId = await aResident(city)
    const browser = await scene.signedIn(residentId)
    await browser.open(app.question(['me:read']))
    await browser.open('/apps/let-in')
    const fields = `answer=agree&may=me%3Aread`
    expect((await browser.post('/apps/let-in', fields)).statusCode).toBe(403)
    const foreign = { 'sec-fetch-site': 'cross-site' }
    const withToken = `_csrf=${browser.formToken}&${fields}`
    expect((await browser.post('/apps/let-in', withToken, foreign)).statusCode).toBe(403)
    expect(await ownApps(city, residentId)).toEqual([])
  })

  it('is not asked in a browser to which no app has sent anybody', async () => {
    const residentId = await aResident(city)
    await (await scene.signedIn(residentId)).open(app.question(['me:read']))
    const other = await scene.signedIn(residentId)
    expect((await other.open('/apps/let-in')).statusCode).toBe(404)
    await other.open('/settings')
    const yes = { question: 'q'.repeat(43), answer: 'agree', may: 'me:read' }
    expect((await other.submit('/apps/let-in', yes)).statusCode).toBe(404)
  })

  it('can be put into no frame', async () => {
    const browser = await scene.signedIn(await aResident(city))
    await browser.open(app.question(['me:read']))
    const page = await browser.open('/apps/let-in')
    expect(page.headers['content-security-policy']).toContain(`frame-ancestors 'none'`)
  })
})

describe('An app that asks wrongly', () => {
  it.each([
    ['another path', { redirect_uri: 'https://app.example/other' }],
    ['more behind it', { redirect_uri: 'https://app.example/back?x=1' }],
    ['a slash more', { redirect_uri: 'https://app.example/back/' }],
    ['other letters', { redirect_uri: 'https://APP.example/back' }],
    ['a way around', { redirect_uri: 'https://app.example/x/../back' }],
    ['another host', { redirect_uri: 'https://app.example.evil.example/back' }],
    ['somebody before the host', { redirect_uri: 'https://app.example@evil.example/back' }],
    ['no address', { redirect_uri: undefined }],
    ['its address twice', {}, '&redirect_uri=https://app.example/back'],
    ['an address that is too long', { redirect_uri: `https://app.example/${'x'.repeat(300)}` }],
  ])('with %s sends nobody anywhere, and is told that it is the address', async (_, changed, more = '') => {
    const answer = await scene.browser().open(app.question(['me:read'], changed) + more)
    expect([answer.statusCode, textOf(answer).includes('もどるところが、登録とちがいます')]).toEqual([
      400,
      true,
    ])
    expect([answer.headers['location'], answer.headers['refresh']]).toEqual([undefined, undefined])
    expect(answer.body).not.toMatch(/(?:href|action)="(?:https?:)?\/\/[^"]*evil/u)
  })

  it('that is not registered, or not any more, sends nobody anywhere', async () => {
    const ended = await TestApp.registered(scene)
    await endApp(city, null, ended.appId)
    for (const url of [
      ended.question(['me:read']),
      app.question(['me:read'], { client_id: 'app.none' }),
      app.question(['me:read'], { client_id: undefined, redirect_uri: undefined }),
      `${app.question(['me:read'])}&client_id=${app.appId}`,
    ])
      expect((await scene.browser().open(url)).statusCode).toBe(404)
  })

  it.each([
    ['without a challenge', { code_challenge: undefined }, 'invalid_request'],
    ['with a plain one', { code_challenge_method: 'plain' }, 'invalid_request'],
    ['for what is not its', { scope: 'me:read admin:residents' }, 'invalid_scope'],
    ['for a token at once', { response_type: 'token' }, 'unsupported_response_type'],
    ['without asking', { prompt: 'none' }, 'login_required'],
  ])('%s is told so, and nobody is asked', async (_, changed, error) => {
    const browser = scene.browser()
    const address = addressIn(await browser.open(app.question(['me:read'], changed)))
    expect(address.href.startsWith(`${app.redirectUri}?`)).toBe(true)
    expect(Object.fromEntries(address.searchParams)).toMatchObject({ error, state: 'state-of-the-app' })
    expect(browser.cookies.has('azukari-app')).toBe(false)
  })
})
