import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { aCardHolder, typed, wrongPin } from '../../../../../test/support/cards.ts'
import { aResident, by } from '../../../../../test/support/city.ts'
import type { TestBrowser } from '../../../../../test/support/http.ts'
import { aCityWithPages, openTestPortal } from '../../../../../test/support/portal.ts'
import { textOf } from '../../../../../test/support/resident-page.ts'
import { asOwner } from '../../../../../test/support/tenant.ts'
import {
  cardOf,
  demoCard,
  findSession,
  giveDemoCard,
  noAfterMs,
  sessionsOf,
} from '../../../../identity/index.ts'
import { recordDeath } from '../../../../leaving/index.ts'
import { preferencesOf } from '../../../../residents/index.ts'

const { city, portal } = await aCityWithPages()
const path = '/sign-in/card'
const nobodys = { number: '0000 0000 0000 0000', pin: '314159' }

async function tryIt(fields: Record<string, string>, browser: TestBrowser = portal.browser()) {
  await browser.open(path)
  return browser.submit(path, fields)
}

describe('A resident with a card', () => {
  it('signs in with number and PIN, and is known on the next page', async () => {
    const { residentId, card } = await aCardHolder(city)
    const browser = portal.browser()
    const answer = await tryIt(typed(card), browser)
    expect(answer).toMatchObject({ statusCode: 303, headers: { location: '/home' } })
    expect((await browser.open('/home')).statusCode).toBe(200)
    expect(await sessionsOf(city, residentId)).toMatchObject([{ way: 'card', device: 'iphone/safari' }])
  })

  it('may type full-width figures, and spaces between them', async () => {
    const { card } = await aCardHolder(city)
    const { number, pin } = typed(card)
    const wide = (text: string) =>
      text.replace(/\d/gu, (digit) => '０１２３４５６７８９'.charAt(Number(digit)))
    const fields = { number: wide(number.replace(/(.{4})/gu, '$1　')), pin: wide(pin) }
    expect((await tryIt(fields)).statusCode).toBe(303)
  })

  it('gets a session of their own: one that was planted, or was there, is worth nothing', async () => {
    const { card } = await aCardHolder(city)
    const browser = portal.browser()
    const planted = 'P'.repeat(43)
    browser.cookies.set('azukari-session', planted)
    expect((await tryIt(typed(card), browser)).statusCode).toBe(303)
    const first = browser.cookies.get('azukari-session') ?? ''
    expect([first === planted, await findSession(city, planted)]).toEqual([false, undefined])
    expect((await tryIt(typed((await aCardHolder(city)).card), browser)).statusCode).toBe(303)
    expect(await findSession(city, first)).toBeUndefined()
  })

  it('is led home, wherever somebody’s link would like them to go', async () => {
    const { card } = await aCardHolder(city)
    const browser = portal.browser()
    const elsewhere = `${path}?next=https://elsewhere.example/`
    await browser.open(elsewhere)
    const answer = await browser.submit(elsewhere, typed(card))
    expect(answer).toMatchObject({ statusCode: 303, headers: { location: '/home' } })
  })

  it('keeps the language that was chosen at the door', async () => {
    const { residentId, card } = await aCardHolder(city)
    const browser = portal.browser()
    await browser.open(`${path}?lang=ja-easy`)
    await tryIt(typed(card), browser)
    expect(await preferencesOf(city, residentId)).toMatchObject({ locale: 'ja-easy' })
  })
})

describe('Whoever mistypes', () => {
  it.each([
    // number                 pin       what is said
    ['4700 0000 0000 0010', '314159', ['number']],
    ['4700', '314159', ['number']],
    ['4700 0000 0000 0019', '31415', ['pin']],
    ['1', '', ['number', 'pin']],
  ])('%s and %s is told which of them, and may go on from there', async (number, pin, wrong) => {
    const answer = await tryIt({ number, pin })
    expect(answer.statusCode).toBe(422)
    expect([...answer.body.matchAll(/id="(\w+)-error"/gu)].map(([, name]) => name)).toEqual(wrong)
    expect(answer.body).toContain(`value="${number}"`)
  })

  it.each([
    ['4700 0000 0000 0010', 'どれかがちがうか、入れかわっています'],
    ['0000 0000 0000 0001', 'どれかがちがうか、入れかわっています'],
    ['4700 0000 0000 001', '番号は16けたの数字です'],
    ['4700 0000 0000 001l', '番号は16けたの数字です'],
  ])('%s: hears whether to count the figures or to compare them', async (number, said) => {
    const answer = textOf(await tryIt({ number, pin: '314159' }))
    expect([/番号は16けたの数字です|どれかがちがうか、入れかわっています/u.exec(answer)?.[0]]).toEqual([said])
  })

  it('costs no try', async () => {
    const { residentId, card } = await aCardHolder(city)
    for (const pin of ['31415', 'abcdef']) await tryIt({ ...typed(card), pin })
    expect(await cardOf(city, residentId)).toMatchObject({ wrongTries: 0 })
  })
})

describe('Whoever guesses', () => {
  it('gets the same page for a number that is nobody’s, a wrong PIN, and a locked card', async () => {
    const [known, locked] = [await aCardHolder(city), await aCardHolder(city)]
    await asOwner(
      city,
      `update identity.cards set wrong_in_a_row = 5 where resident_id = '${locked.residentId}'`,
    )
    const pages = []
    for (const fields of [nobodys, typed(wrongPin(known.card)), typed(locked.card)]) {
      const { statusCode, body } = await tryIt(fields)
      pages.push([
        statusCode,
        body.replaceAll(fields.number, 'N').replace(/(nonce|value)="[\w-]{22,}"/gu, ''),
      ])
    }
    expect(pages[0]).toEqual([422, expect.stringContaining('確かめられませんでした')])
    expect([pages[1], pages[2]]).toEqual([pages[0], pages[0]])
  })

  it('hears the same, as late, of somebody who has died, with the right PIN', async () => {
    const { residentId, card } = await aCardHolder(city)
    const browser = portal.browser()
    await browser.open(path)
    const two = { staffId: randomUUID(), secondStaffId: randomUUID() }
    await recordDeath(city, by(residentId), { ...two, document: 'death-certificate' })
    const began = performance.now()
    const answer = await browser.submit(path, typed(card))
    // Timers of Node may come a millisecond early.
    expect(performance.now() - began).toBeGreaterThanOrEqual(noAfterMs - 2)
    expect([answer.statusCode, textOf(answer).includes('確かめられませんでした')]).toEqual([422, true])
    expect(await sessionsOf(city, residentId)).toEqual([])
  })

  it('keeps the number and never gets the PIN back', async () => {
    const { card } = await aCardHolder(city)
    const fields = typed(wrongPin(card))
    const { body } = await tryIt(fields)
    expect(body).toContain(`value="${fields.number}"`)
    expect(body).not.toContain(fields.pin)
  })

  it('leaves neither in a line of the log', async () => {
    const { card } = await aCardHolder(city)
    await tryIt(typed(wrongPin(card)))
    await tryIt(typed(card))
    expect(portal.log.text).toContain(path)
    for (const digits of Object.values(typed(card))) expect(portal.log.text).not.toContain(digits)
  })

  it('needs a form of ours', async () => {
    const { residentId, card } = await aCardHolder(city)
    expect((await tryIt({ ...typed(card), _csrf: '' })).statusCode).toBe(403)
    expect(await sessionsOf(city, residentId)).toEqual([])
  })
})

describe('The card of the demonstration', () => {
  it('is shown on the page, and signs in', async () => {
    await giveDemoCard(city, await aResident(city))
    const browser = portal.browser()
    const page = textOf(await browser.open(path))
    expect(page).toContain(demoCard.number)
    expect(page).toContain(demoCard.pin)
    expect((await browser.submit(path, { ...demoCard })).statusCode).toBe(303)
  })

  it('is neither shown nor good where nobody may sign in without proof', async () => {
    const real = await openTestPortal(city, { mode: 'production', demo: null })
    const browser = real.browser()
    expect(textOf(await browser.open(path))).not.toContain(demoCard.number)
    expect((await browser.submit(path, { ...demoCard })).statusCode).toBe(422)
    await real.close()
  })
})
