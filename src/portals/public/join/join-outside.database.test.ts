import { afterAll, beforeAll, expect, it } from 'vitest'
import type { TestBrowser } from '../../../../test/support/http.ts'
import { aCode, aCohort } from '../../../../test/support/joining.ts'
import { startMailbox } from '../../../../test/support/mail.ts'
import { pathOf, proveThere, sentTo } from '../../../../test/support/outside-provider/index.ts'
import { openLinkedCity, type LinkedCity } from '../../../../test/support/outside-provider/linked-city.ts'
import { openTestPortal } from '../../../../test/support/portal.ts'
import { termsForTests } from '../../../../test/support/terms.ts'
import { identityChecksOf, identityLevelOf } from '../../../counter/index.ts'
import { findSession, linkedSince, sessionsOf } from '../../../identity/index.ts'
import type { CohortId } from '../../../joining/index.ts'
import { findResident, publishTerms } from '../../../residents/index.ts'

let scene: LinkedCity
let cohortId: CohortId
beforeAll(async () => {
  scene = await openLinkedCity()
  await publishTerms(scene.city, termsForTests)
  cohortId = await aCohort(scene.city)
})
afterAll(() => scene.close())

const who = { name: '外川 渡', kana: 'ソトカワ ワタル', birthDate: '1950-03-04', way: 'outside' }

/** As far as the page that sends the browser to the provider. */
async function begun(browser: TestBrowser, code: string): Promise<URL> {
  await browser.open('/join')
  await browser.submit('/join', { code })
  await browser.open('/join/terms')
  await browser.submit('/join/terms', { version: '1', answer: 'agreed' })
  const page = await browser.open('/join/who')
  expect(page.body, 'the city sends no mail').not.toContain('id="email"')
  return sentTo(await browser.submit('/join/who', who))
}

it('Somebody joins by the outside provider, is signed in anew, and of that level; there is no mailbox', async () => {
  const browser = scene.portal.browser()
  browser.cookies.set('azukari-session', 'x'.repeat(43))
  const back = await proveThere(await begun(browser, await aCode(scene.city, cohortId)), 'wataru-there')
  expect(await browser.open(pathOf(back))).toMatchObject({
    statusCode: 303,
    headers: { location: '/join/joined' },
  })
  expect(browser.cookies.get('azukari-session')).not.toBe('x'.repeat(43))
  const session = await findSession(scene.city, browser.cookies.get('azukari-session') ?? '')
  expect(session?.shown.way).toBe('outside')
  const residentId = session!.residentId
  expect(await sessionsOf(scene.city, residentId)).toMatchObject([{ device: 'iphone/safari' }])
  expect((await findResident(scene.city, residentId))?.identity.reveal()).toEqual({
    ...{ name: '外川 渡', kana: 'ソトカワ ワタル', birthDate: '1950-03-04' },
  })
  const checks = await identityChecksOf(scene.city, residentId)
  expect(identityLevelOf(checks, await linkedSince(scene.city, residentId))).toBe('outside')
})

it('Where there is mail, too, its address is asked for as what may stay empty', async () => {
  const mailbox = await startMailbox()
  const settings = { outsideProvider: scene.provider.settings(), mailer: mailbox.mailer }
  const portal = await openTestPortal({ ...scene.city, ...settings })
  const browser = portal.browser()
  await browser.open('/join')
  await browser.submit('/join', { code: await aCode(scene.city, cohortId) })
  await browser.open('/join/terms')
  await browser.submit('/join/terms', { version: '1', answer: 'agreed' })
  const entry = /<input[^>]*id="email"[^>]*>/u.exec((await browser.open('/join/who')).body)?.[0]
  expect(entry).not.toContain(' required')
  sentTo(await browser.submit('/join/who', { ...who, email: '' }))
  await portal.close()
  await mailbox.stop()
})

it('Who is linked there already does not join a second time', async () => {
  const browser = scene.portal.browser()
  const back = await proveThere(await begun(browser, await aCode(scene.city, cohortId)), 'hanako-there')
  expect((await browser.open(pathOf(back))).statusCode).toBe(409)
  expect((await browser.open('/home')).statusCode).toBe(401)
})

it('Nobody joins by what another browser has begun, nor twice by the same answer', async () => {
  const [mine, thief] = [scene.portal.browser(), scene.portal.browser()]
  const back = await proveThere(
    await begun(mine, await aCode(scene.city, cohortId, { goodFor: 5 })),
    'nobody-yet-there',
  )
  expect((await thief.open(pathOf(back))).statusCode).toBe(409)
  thief.cookies.set('azukari-outside', mine.cookies.get('azukari-outside') ?? '')
  expect((await thief.open(pathOf(back))).statusCode, 'with the one cookie, and not the other').toBe(409)
  expect((await mine.open(pathOf(back))).statusCode).toBe(409)
  expect((await mine.open('/home')).statusCode).toBe(401)
})

it('Who declines there joins nothing', async () => {
  const browser = scene.portal.browser()
  const back = await proveThere(await begun(browser, await aCode(scene.city, cohortId)), '')
  expect((await browser.open(pathOf(back))).statusCode).toBe(403)
  expect((await browser.open('/home')).statusCode).toBe(401)
})
