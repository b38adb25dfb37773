import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { answersOf, aResident, aUse, aVendor } from '../../../../test/support/city.ts'
import type { TestBrowser } from '../../../../test/support/http.ts'
import { pathOf, proveThere, sentTo } from '../../../../test/support/outside-provider/index.ts'
import { openLinkedCity, type LinkedCity } from '../../../../test/support/outside-provider/linked-city.ts'
import type { TestPortal } from '../../../../test/support/portal.ts'
import { formIn, textOf } from '../../../../test/support/resident-page.ts'
import { agreeToTerms } from '../../../../test/support/terms.ts'
import { findSession, sessionsOf, startSession, unlinkOutside } from '../../../identity/index.ts'
import { newId } from '../../../kernel/index.ts'
import type { ResidentId } from '../../../residents/index.ts'
import type { UseId } from '../../../review/index.ts'

let scene: LinkedCity
let useId: UseId
beforeAll(async () => {
  scene = await openLinkedCity()
  useId = (await aUse(scene.city, await aVendor(scene.city))).useId
})
afterAll(() => scene.close())

const yes = { version: '1', answer: 'agree', items: 'activity.steps' }
const cookie = 'azukari-session'
const question = () => `/consent/${useId}`

/** Somebody who is linked there, signed in long ago and has answered a question; and where they are sent to prove themselves. */
async function asked(pages: TestPortal = scene.portal) {
  const residentId = await aResident(scene.city)
  await agreeToTerms(scene.city, residentId)
  const account = `${newId()}-there`
  await scene.link(residentId, account)
  const { browser, token } = await signedInLongAgo(residentId, pages)
  const page = await browser.submit(question(), yes)
  const going = await browser.submit('/prove/outside', formIn(page, '/prove/outside'))
  return { residentId, account, browser, token, going, address: sentTo(going) }
}

async function signedInLongAgo(residentId: ResidentId, pages: TestPortal) {
  const browser = pages.browser()
  const token = await startSession(scene.city, residentId, 'card', new Date(Date.now() - 11 * 60_000))
  browser.cookies.set(cookie, token)
  await browser.open(question())
  return { browser, token }
}

const comeBack = async (browser: TestBrowser, address: URL, account: string) =>
  browser.open(pathOf(await proveThere(address, account)))

describe('Who shows once more at the outside provider who they are', () => {
  it('is asked there anew, and goes on with what was chosen, in a session that is new', async () => {
    const { residentId, account, browser, token, address } = await asked()
    expect(address.searchParams.get('max_age')).toBe('0')
    const proven = await comeBack(browser, address, account)
    expect(textOf(proven)).toContain('確かめました')
    expect(browser.cookies.get(cookie)).not.toBe(token)
    expect(await findSession(scene.city, token)).toBeUndefined()
    expect(await sessionsOf(scene.city, residentId)).toContainEqual(
      expect.objectContaining({ way: 'outside', device: 'iphone/safari' }),
    )
    const { _csrf = '', ...kept } = formIn(proven, question())
    expect(kept).toEqual(yes)
    expect((await browser.submit(question(), { ...kept, _csrf })).statusCode).toBe(303)
    expect(await answersOf(scene.city, residentId)).toEqual({ 'activity.steps': 'granted' })
  })

  it('leaves what was chosen in no address and no log, and nobody reads it in the database', async () => {
    const { going, address } = await asked()
    for (const told of [address.href, going.body, scene.portal.log.text, await documents()])
      expect(told).not.toContain('activity.steps')
  })

  it('as somebody else proves nothing, linked or not; they may try another way', async () => {
    for (const of of ['stranger-there', 'hanako-there']) {
      const { residentId, browser, token, address } = await asked()
      const refused = await comeBack(browser, address, of)
      expect(refused.statusCode).toBe(403)
      expect(textOf(refused)).toContain('ご本人のものではありませんでした')
      expect(formIn(refused, '/prove/outside')['typed']).toContain('activity.steps')
      await stillNotProven(residentId, browser, token)
    }
  })

  it.each(['proved-long-ago', 'never-says-when', 'nonce'] as const)(
    'proves nothing by an answer that is wrong: %s',
    async (fault) => {
      const { residentId, account, browser, token, address } = await asked()
      await scene.provider.be(fault)
      const refused = await comeBack(browser, address, account)
      await scene.provider.be('none')
      expect(refused.statusCode).toBe(403)
      await stillNotProven(residentId, browser, token)
    },
  )

  it('is believed without a time where the city says that the provider asks each time', async () => {
    const { account, browser, address } = await asked(await scene.pagesWith({ freshness: 'each-time' }))
    expect(address.searchParams.has('max_age')).toBe(false)
    await scene.provider.be('never-says-when')
    const proven = await comeBack(browser, address, account)
    await scene.provider.be('none')
    expect(textOf(proven)).toContain('確かめました')
  })

  it('and declines there, has what was chosen still', async () => {
    const { residentId, browser, token, address } = await asked()
    const refused = await comeBack(browser, address, '')
    expect(formIn(refused, '/prove/outside')['typed']).toContain('activity.steps')
    await stillNotProven(residentId, browser, token)
  })

  it('does it once, in the browser and the session that began it', async () => {
    const { account, browser, address } = await asked()
    const back = pathOf(await proveThere(address, account))
    const other = await signedInLongAgo(await aResident(scene.city), scene.portal)
    expect((await other.browser.open(back)).statusCode, 'another browser').toBe(409)
    expect((await browser.open(back)).statusCode).toBe(200)
    expect((await browser.open(back)).statusCode, 'twice').toBe(409)
  })

  it('does nothing for who signed in meanwhile in the same browser, nor for nobody', async () => {
    for (const meanwhile of [await aResident(scene.city), null]) {
      const { residentId, account, browser, address } = await asked()
      const back = pathOf(await proveThere(address, account))
      const token = meanwhile && (await startSession(scene.city, meanwhile, 'card'))
      browser.cookies.set(cookie, token ?? '')
      expect((await browser.open(back)).statusCode).toBe(meanwhile ? 409 : 401)
      expect(browser.cookies.get(cookie)).toBe(token ?? '')
      expect(await answersOf(scene.city, residentId)).toEqual({})
    }
  })

  it('and is linked no more, proves nothing', async () => {
    const { residentId, account, browser, token, address } = await asked()
    await unlinkOutside(scene.city.database, residentId)
    const refused = await comeBack(browser, address, account)
    expect(refused.statusCode).toBe(403)
    expect(refused.body).not.toContain('action="/prove/outside"')
    await stillNotProven(residentId, browser, token)
  })

  it('needs a form of ours, with an address of ours', async () => {
    const { browser } = await asked()
    const page = await browser.submit(question(), yes)
    const fields = formIn(page, '/prove/outside')
    for (const changed of [{ back: '//evil.example' }, { back: 'https://evil.example' }, { _csrf: '' }]) {
      const refused = await browser.submit('/prove/outside', { ...fields, ...changed })
      expect(refused.statusCode).toBeGreaterThanOrEqual(400)
      expect(refused.headers['refresh']).toBeUndefined()
    }
  })
})

async function stillNotProven(residentId: ResidentId, browser: TestBrowser, token: string) {
  expect(browser.cookies.get(cookie)).toBe(token)
  await browser.open(question())
  expect((await browser.submit(question(), yes)).statusCode).toBe(403)
  expect(await answersOf(scene.city, residentId)).toEqual({})
}

async function documents(): Promise<string> {
  const { rows } = await scene.city.database.query<{ document: string }>(
    'select document::text from identity.oidc_documents',
  )
  return rows.map(({ document }) => document).join('\n')
}
