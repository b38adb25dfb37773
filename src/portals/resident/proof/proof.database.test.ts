import { describe, expect, it } from 'vitest'
import { aCardHolder, typed, wrongPin } from '../../../../test/support/cards.ts'
import { answersOf, aUse, aVendor, agree } from '../../../../test/support/city.ts'
import type { TestBrowser } from '../../../../test/support/http.ts'
import { aCityWithPages, openTestPortal } from '../../../../test/support/portal.ts'
import { formIn, receiptNumberIn, textOf } from '../../../../test/support/resident-page.ts'
import { proven } from '../../../../test/support/proven.ts'
import { giveConsent } from '../../../consent/index.ts'
import { cardOf, findSession, startSession, type WayIn } from '../../../identity/index.ts'
import type { ResidentId } from '../../../residents/index.ts'

const { city, portal } = await aCityWithPages()
const use = await aUse(city, await aVendor(city))
const path = `/consent/${use.useId}`
const yes = { version: '1', answer: 'agree', items: 'activity.steps' }
const long = 11 * 60_000

/** A browser in which they signed in so long ago, with the page of the question open. */
async function signedIn(residentId: ResidentId, agoMs = long, way: WayIn = 'card', pages = portal) {
  const browser = pages.browser()
  const token = await startSession(city, residentId, way, new Date(Date.now() - agoMs))
  browser.cookies.set('azukari-session', token)
  await browser.open(path)
  return { browser, token }
}

async function askedToProve(browser: TestBrowser, action = '/prove/pin') {
  const page = await browser.submit(path, yes)
  expect(page.statusCode).toBe(403)
  return formIn(page, action)
}

describe('Agreeing', () => {
  it('just after signing in asks nothing more', async () => {
    const { residentId } = await aCardHolder(city)
    const { browser } = await signedIn(residentId, 0)
    expect((await browser.submit(path, yes)).statusCode).toBe(303)
    expect(await answersOf(city, residentId)).toEqual({ 'activity.steps': 'granted' })
  })

  it('asks for the PIN after ten minutes, and goes on with what was chosen', async () => {
    const { residentId, card } = await aCardHolder(city)
    const { browser } = await signedIn(residentId)
    const fields = await askedToProve(browser)
    expect(await answersOf(city, residentId)).toEqual({})
    const page = await browser.submit('/prove/pin', { ...fields, pin: typed(card).pin })
    expect(textOf(page)).toContain('確かめました')
    const { _csrf, ...kept } = formIn(page, path)
    expect(kept).toEqual(yes)
    const answer = await browser.submit(path, { ...kept, _csrf: _csrf ?? '' })
    expect(answer).toMatchObject({
      statusCode: 303,
      headers: { location: expect.stringMatching(/^\/receipts\//u) },
    })
    expect(await answersOf(city, residentId)).toEqual({ 'activity.steps': 'granted' })
  })

  it('begins a session anew: the one before is worth nothing', async () => {
    const { residentId, card } = await aCardHolder(city)
    const { browser, token } = await signedIn(residentId)
    const fields = await askedToProve(browser)
    await browser.submit('/prove/pin', { ...fields, pin: typed(card).pin })
    expect(browser.cookies.get('azukari-session')).not.toBe(token)
    expect(await findSession(city, token)).toBeUndefined()
  })

  it('is nothing that a proof of somebody else opens', async () => {
    const [one, other] = [await aCardHolder(city), await aCardHolder(city)]
    const by = { residentId: one.residentId, sessionHash: null, channel: 'web' as const }
    const answer = { useId: use.useId, versionShown: 1, items: ['activity.steps'] as const }
    const foreign = { ...by, proof: proven({ ...by, residentId: other.residentId }).proof }
    await expect(giveConsent(city, foreign, answer)).rejects.toThrow('none of another')
    expect(await answersOf(city, one.residentId)).toEqual({})
  })
})

describe('Whoever finds a telephone with an open session', () => {
  it('cannot agree, link or unlink another service', async () => {
    const { residentId } = await aCardHolder(city)
    const pages = await openTestPortal({ ...city, outsideProvider: nobody })
    const { browser } = await signedIn(residentId, long, 'card', pages)
    for (const want of ['link', 'unlink'])
      expect((await browser.submit('/settings/outside', { want })).statusCode, want).toBe(403)
    expect((await browser.submit(path, yes)).statusCode).toBe(403)
    expect(await answersOf(city, residentId)).toEqual({})
    await pages.close()
  })

  it('is none the wiser by guessing: five wrong PINs lock the card', async () => {
    const { residentId, card } = await aCardHolder(city)
    const { browser } = await signedIn(residentId)
    const fields = await askedToProve(browser)
    for (const turn of [1, 2, 3, 4, 5]) {
      const { pin } = typed(wrongPin(card, turn))
      const page = await browser.submit('/prove/pin', { ...fields, pin })
      expect(page.statusCode).toBe(422)
      expect(page.body).not.toContain(pin)
    }
    expect(await cardOf(city, residentId)).toMatchObject({ isLocked: true })
    expect((await browser.submit('/prove/pin', { ...fields, pin: typed(card).pin })).statusCode).toBe(422)
    expect((await browser.submit(path, yes)).statusCode).toBe(403)
  })

  it('may stop, and refuse: nothing is asked before that', async () => {
    const { residentId } = await aCardHolder(city)
    await agree(city, residentId, use, ['activity.steps'])
    const { browser } = await signedIn(residentId)
    const no = { version: '1', answer: 'refuse', shown: 'body.weight' }
    expect((await browser.submit(path, no)).statusCode).toBe(303)
    await browser.open('/companies')
    const stopped = await browser.submit('/companies/stop-all')
    expect(stopped.statusCode).toBe(303)
    expect(receiptNumberIn(String(stopped.headers['location']))).not.toBe('')
    expect(await answersOf(city, residentId)).toEqual({
      'activity.steps': 'withdrawn',
      'body.weight': 'refused',
    })
  })
})

describe('Whoever has the mailbox', () => {
  it('may not add or close another way in, though they have just come in by it', async () => {
    const { residentId } = await aCardHolder(city)
    const pages = await openTestPortal({ ...city, outsideProvider: nobody })
    const { browser } = await signedIn(residentId, 0, 'mail', pages)
    for (const want of ['link', 'unlink'])
      expect((await browser.submit('/settings/outside', { want })).statusCode, want).toBe(403)
    expect((await browser.submit(path, yes)).statusCode).toBe(303)
    await pages.close()
  })
})

describe('Erasing everything for good', () => {
  it.each([
    // came in by       so long ago        is done
    { way: 'card', agoMs: 0, done: true },
    { way: 'card', agoMs: long, done: false },
    { way: 'mail', agoMs: 0, done: false },
  ] as const)('after coming in by $way $agoMs ms ago: $done', async ({ way, agoMs, done }) => {
    const { residentId, card } = await aCardHolder(city)
    const { browser } = await signedIn(residentId, agoMs, way)
    const page = await browser.submit('/settings/erase', { sure: 'yes' })
    expect(page.statusCode).toBe(done ? 303 : 403)
    expect((await city.keys.find(residentId))?.has('values') ?? false).toBe(!done)
    if (done) return
    expect(textOf(page)).toContain('やめる手続き')
    const asked = { ...formIn(page, '/prove/pin'), pin: typed(card).pin }
    const goOn = formIn(await browser.submit('/prove/pin', asked), '/settings/erase')
    expect((await browser.submit('/settings/erase', goOn)).statusCode).toBe(303)
    expect((await city.keys.find(residentId))?.has('values') ?? false).toBe(false)
  })
})

describe('The page that asks', () => {
  it('leads nowhere but to our own pages', async () => {
    const { residentId, card } = await aCardHolder(city)
    const { browser } = await signedIn(residentId)
    const fields = await askedToProve(browser)
    for (const back of [
      'https://evil.example',
      '//evil.example',
      '/\\evil.example',
      '/consent/../..//evil.example',
    ]) {
      const page = await browser.submit('/prove/pin', { ...fields, back, pin: typed(card).pin })
      expect(page.statusCode, back).toBe(400)
      expect(page.body).not.toContain('evil.example')
    }
  })

  it('needs a form of ours, and somebody who is signed in', async () => {
    const { residentId, card } = await aCardHolder(city)
    const { browser, token } = await signedIn(residentId)
    const fields = { ...(await askedToProve(browser)), pin: typed(card).pin }
    expect((await browser.submit('/prove/pin', { ...fields, _csrf: '' })).statusCode).toBe(403)
    expect(await findSession(city, token)).toBeDefined()
    const stranger = portal.browser()
    await stranger.open('/sign-in')
    const theirs = { ...fields, _csrf: stranger.formToken }
    expect((await stranger.submit('/prove/pin', theirs)).statusCode).toBe(401)
  })

  it('lets an invented resident go on in the demonstration, and in no real city', async () => {
    const { residentId } = await aCardHolder(city)
    const demo = await signedIn(residentId, long, 'demo')
    const fields = await askedToProve(demo.browser, '/prove/demo')
    const page = await demo.browser.submit('/prove/demo', fields)
    expect((await demo.browser.submit(path, formIn(page, path))).statusCode).toBe(303)

    const real = await openTestPortal(city, { mode: 'production', demo: null })
    const { browser } = await signedIn(residentId, long, 'card', real)
    const asked = await browser.submit(path, { ...yes, items: 'body.weight' })
    expect(asked.body).not.toContain('/prove/demo')
    const answer = await browser.submit('/prove/demo', formIn(asked, '/prove/pin'))
    expect(answer.statusCode).toBe(403)
    expect(answer.body).not.toContain('確かめました')
    await real.close()
  })
})

const nobody = {
  issuer: 'https://outside.invalid',
  origins: [],
  clientId: 'azukari-test',
  scopes: ['openid'],
  acrValues: [],
  assertionAudience: 'issuer',
  freshness: 'auth-time',
  name: { ja: '見本', jaEasy: 'みほん', en: 'Sample' },
} as const
