import { describe, expect, it } from 'vitest'
import { aCityWithApps, submitChoice, TestApp } from '../../../../test/support/app.ts'
import { aCardHolder, typed } from '../../../../test/support/cards.ts'
import { aResident } from '../../../../test/support/city.ts'
import { formIn } from '../../../../test/support/resident-page.ts'
import { ownApps } from '../../../identity/index.ts'
import { endSession } from '../../../identity/session.ts'
import type { ResidentId } from '../../../residents/index.ts'

const scene = await aCityWithApps()
const { city } = scene
const app = await TestApp.registered(scene)
const long = 11 * 60_000

describe('Where another app asks after the page was opened', () => {
  const ids = async (residentId: ResidentId) => (await ownApps(city, residentId)).map(({ appId }) => appId)

  it.each(['agree', 'refuse'])('what that page answers (%s) is nobody’s answer', async (answer) => {
    const residentId = await aResident(city)
    const later = await TestApp.registered(scene)
    const browser = await scene.signedIn(residentId)
    await browser.open(app.question(['me:read']))
    const page = await browser.open('/apps/let-in')
    await browser.open(later.question(['me:read']))
    for (const ticked of [['me:read'], []]) {
      const no = await submitChoice(browser, ticked, { answer, page })
      expect([no.statusCode, no.headers['refresh']]).toEqual([404, undefined])
    }
    expect(await ids(residentId)).toEqual([])
    // The question that came after it is open still, on a page that shows it.
    await browser.open('/apps/let-in')
    expect((await submitChoice(browser, ['me:read'])).statusCode).toBe(200)
    expect(await ids(residentId)).toEqual([later.appId])
  })

  it('while they show who they are, what they had chosen is for the app of that page', async () => {
    const { residentId, card } = await aCardHolder(city)
    const later = await TestApp.registered(scene)
    const browser = await scene.signedIn(residentId, { agoMs: long })
    await browser.open(app.question(['me:read']))
    await browser.open('/apps/let-in')
    const asked = await submitChoice(browser, ['me:read'])
    await browser.open(later.question(['me:read']))
    const proof = { ...formIn(asked, '/prove/pin'), pin: typed(card).pin }
    const proven = await browser.submit('/prove/pin', proof)
    const kept = formIn(proven, '/apps/let-in')
    expect(kept).toMatchObject({ answer: 'agree', may: 'me:read' })
    expect((await browser.submit('/apps/let-in', kept)).statusCode).toBe(404)
    expect(await ids(residentId)).toEqual([])
  })

  it('a question that nobody asked, or none, is not answered', async () => {
    const residentId = await aResident(city)
    const browser = await scene.signedIn(residentId)
    await browser.open(app.question(['me:read']))
    await browser.open('/apps/let-in')
    const yes = { answer: 'agree', may: 'me:read' }
    const cookie = browser.cookies.get('azukari-app') ?? ''
    for (const [question, status] of [
      [{ question: 'q'.repeat(43) }, 404],
      [{ question: cookie }, 404],
      [{}, 400],
    ] as const)
      expect((await browser.submit('/apps/let-in', { ...yes, ...question })).statusCode).toBe(status)
    expect(await ids(residentId)).toEqual([])
    expect(browser.page.body, 'the cookie is in no page').not.toContain(cookie)
  })
})

describe('A question that its resident has not answered', () => {
  /** Two residents with cards, and the browser in which the first is asked. */
  async function asked() {
    const [one, other] = [await aCardHolder(city), await aCardHolder(city)]
    const browser = await scene.signedIn(one.residentId)
    await browser.open(app.question(['me:read']))
    await browser.open('/apps/let-in')
    const signIn = async ({ card }: typeof one) => {
      await browser.open('/sign-in/card')
      return (await browser.submit('/sign-in/card', typed(card))).headers['location']
    }
    return { one, other, browser, signIn }
  }

  it('is gone when they sign out, and is put to nobody who signs in after them', async () => {
    const { other, browser, signIn } = await asked()
    const cookie = browser.cookies.get('azukari-app') ?? ''
    expect((await browser.submit('/sign-out')).statusCode).toBe(303)
    expect(browser.cookies.has('azukari-app')).toBe(false)
    browser.cookies.set('azukari-app', cookie)
    expect(await signIn(other)).toBe('/home')
    expect((await browser.open('/apps/let-in')).statusCode).toBe(404)
  })

  it.each([true, false])('is theirs alone where their session ended by itself: %s', async (byItself) => {
    const { one, other, browser, signIn } = await asked()
    const page = browser.page
    if (byItself) await endSession(city.database, browser.cookies.get('azukari-session') ?? '')
    expect(await signIn(other)).toBe('/home')
    expect((await browser.open('/apps/let-in')).statusCode).toBe(404)
    await browser.open('/home')
    const fields = { ...formIn(page, '/apps/let-in'), _csrf: browser.formToken }
    for (const answer of ['agree', 'refuse'])
      expect((await browser.submit('/apps/let-in', { ...fields, may: 'me:read', answer })).statusCode).toBe(
        404,
      )
    expect(await ownApps(city, other.residentId)).toEqual([])
    // They come back to it.
    expect(await signIn(one)).toBe('/apps/let-in')
    await browser.open('/apps/let-in')
    expect((await submitChoice(browser, ['me:read'])).statusCode).toBe(200)
  })
})
