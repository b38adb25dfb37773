import { describe, expect, it } from 'vitest'
import { aCardHolder, typed, wrongPin } from '../../../../test/support/cards.ts'
import { agree, answersOf, aUse, aVendor } from '../../../../test/support/city.ts'
import type { TestBrowser } from '../../../../test/support/http.ts'
import { aCityWithPages } from '../../../../test/support/portal.ts'
import { follow, formIn, receiptNumberIn, textOf } from '../../../../test/support/resident-page.ts'
import { cardOf, checkCard, startSession, type PaperCard } from '../../../identity/index.ts'
import { writeTyped } from './typed.ts'

const { city, portal } = await aCityWithPages()
const asking = await aUse(city, await aVendor(city))
const question = `/consent/${asking.useId}`
const minute = 60_000
const given = { 'activity.steps': 'granted', 'body.weight': 'granted' }

/** Somebody with a card who allowed a company something, in a browser in which they signed in a while ago. */
async function someone() {
  const { residentId, card } = await aCardHolder(city)
  const use = await aUse(city, await aVendor(city))
  await agree(city, residentId, use)
  city.clock.advance(1_000)
  const browser = portal.browser()
  const session = await startSession(city, residentId, 'card', new Date(Date.now() - 11 * minute))
  browser.cookies.set('azukari-session', session)
  const page = `/companies/${use.vendorId}`
  const stop = async () => {
    await browser.open(page)
    return receiptNumberIn((await follow(browser, '/companies/stop', { use: use.useId })).address)
  }
  return { residentId, card, use, browser, page, stop }
}

/** As in another tab, before another answer. */
async function provesByPin(browser: TestBrowser, card: PaperCard) {
  await browser.open(question)
  const asked = writeTyped({ back: question, action: 'agree', fields: [] })
  const proven = await browser.submit('/prove/pin', { ...asked, pin: typed(card).pin })
  expect(textOf(proven)).toContain('確かめました')
}

describe('A stop, and then a proof in the same browser', () => {
  it('can still be taken back, and is offered to be', async () => {
    const { residentId, card, browser, page, stop } = await someone()
    const number = await stop()
    const offered = new RegExp(`action="/companies/undo".*?value="${number}"`, 'su')
    expect((await browser.open(page)).body).toMatch(offered)
    await provesByPin(browser, card)
    expect((await browser.open(page)).body).toMatch(offered)
    await follow(browser, '/companies/undo', { receipt: number })
    expect(await answersOf(city, residentId)).toMatchObject(given)
  })

  it('pressed again is the same stop', async () => {
    const { card, use, browser, page, stop } = await someone()
    const number = await stop()
    await provesByPin(browser, card)
    await browser.open(page)
    const again = await follow(browser, '/companies/stop', { use: use.useId })
    expect(receiptNumberIn(again.address)).toBe(number)
  })

  it('cannot be taken back two proofs later, nor by who signs in anew', async () => {
    const { residentId, card, browser, page, stop } = await someone()
    const number = await stop()
    await provesByPin(browser, card)
    await provesByPin(browser, card)
    await browser.open(page)
    expect((await browser.submit('/companies/undo', { receipt: number })).statusCode).toBe(403)
    const other = await someone()
    const theirs = await other.stop()
    await other.browser.open('/sign-in/card')
    await other.browser.submit('/sign-in/card', typed(other.card))
    await other.browser.open(other.page)
    expect((await other.browser.submit('/companies/undo', { receipt: theirs })).statusCode).toBe(403)
    for (const one of [residentId, other.residentId])
      expect(await answersOf(city, one)).toMatchObject({ 'activity.steps': 'withdrawn' })
  })
})

describe('Wrong PINs', () => {
  it('stay told of until the next sign-in but one, however often a right one is entered besides', async () => {
    const { residentId, card, browser } = await someone()
    const wrongTries = async () => (await cardOf(city, residentId))?.wrongTries
    const signsIn = async () => {
      const elsewhere = portal.browser()
      await elsewhere.open('/sign-in/card')
      expect((await elsewhere.submit('/sign-in/card', typed(card))).statusCode).toBe(303)
    }
    await signsIn()
    for (const turn of [1, 2]) await checkCard(city, wrongPin(card, turn))
    await provesByPin(browser, card)
    await provesByPin(browser, card)
    expect(await wrongTries()).toBe(2)
    await checkCard(city, wrongPin(card))
    expect(await wrongTries()).toBe(3)
    await signsIn()
    expect(await wrongTries()).toBe(3)
    await signsIn()
    expect(await wrongTries()).toBe(0)
  })
})

describe('止める on a page from before a proof', () => {
  it.each(['/companies/stop', '/companies/stop-all', '/settings/leave'])(
    'says that nothing has stopped, with the same button again: %s',
    async (path) => {
      const { residentId, card, use, browser, page } = await someone()
      const form = path === '/settings/leave' ? path : page
      const { _csrf = '' } = formIn(await browser.open(form), path)
      const fields: Record<string, string> =
        path === '/companies/stop' ? { use: use.useId } : path === '/settings/leave' ? { why: 'left' } : {}
      await provesByPin(browser, card)
      const stale = { ...fields, _csrf: _csrf === '' ? 'of-a-page-from-before' : _csrf }
      const refused = await browser.submit(path, stale)
      expect(refused.statusCode).toBe(403)
      expect(textOf(refused)).toContain('まだ止まっていません')
      expect(refused.body).toContain('href="tel:')
      expect(await answersOf(city, residentId)).toMatchObject(given)
      const { _csrf: fresh = '', ...again } = formIn(refused, path)
      expect(again).toEqual(fields)
      expect((await browser.submit(path, { ...again, _csrf: fresh })).statusCode).toBe(303)
      expect(await answersOf(city, residentId)).toMatchObject({ 'activity.steps': 'withdrawn' })
    },
  )
})
