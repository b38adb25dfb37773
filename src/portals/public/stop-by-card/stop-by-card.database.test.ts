import { rename } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { aCardHolder, wrongPin } from '../../../../test/support/cards.ts'
import { agree, answersOf, aUse, aVendor } from '../../../../test/support/city.ts'
import type { TestBrowser } from '../../../../test/support/http.ts'
import { mergeTwo } from '../../../../test/support/merging.ts'
import { aCityWithPages, openTestPortal } from '../../../../test/support/portal.ts'
import { textOf } from '../../../../test/support/resident-page.ts'
import { checkCard, endCard, issueCard, type PaperCard } from '../../../identity/index.ts'
import { answerAfterMs } from './stop-by-card.ts'

const { city, portal } = await aCityWithPages()
const use = await aUse(city, await aVendor(city))
const path = '/stop-by-card'
const nobodys = '0000 0000 0000 0000'
const everythingStopped = { 'activity.steps': 'withdrawn', 'body.weight': 'withdrawn' }

async function someoneWhoAgreed() {
  const holder = await aCardHolder(city)
  await agree(city, holder.residentId, use)
  // Of two acts of one moment nobody knows which came last.
  city.clock.advance(1_000)
  return holder
}

async function stopWith(number: string, browser: TestBrowser = portal.browser()) {
  await browser.open(path)
  return browser.submit(path, { number })
}

const numberOf = ({ number }: PaperCard) => number.reveal()

describe('Whoever has the number of a card', () => {
  it('stops everything, without a PIN, and the act says by which way', async () => {
    const { residentId, card } = await someoneWhoAgreed()
    expect((await stopWith(numberOf(card))).statusCode).toBe(200)
    expect(await answersOf(city, residentId)).toEqual(everythingStopped)
    const { rows } = await city.database.query(
      `select channel, session_hash from consent.acts where resident_id = $1 and kind = 'stopped'`,
      [residentId],
    )
    expect(rows).toEqual([{ channel: 'card', session_hash: null }])
  })

  it('stops with a card that is locked', async () => {
    const { residentId, card } = await someoneWhoAgreed()
    await Promise.all([1, 2, 3, 4, 5, 6].map((turn) => checkCard(city, wrongPin(card, turn))))
    expect((await checkCard(city, card)).ok).toBe(false)
    expect((await stopWith(numberOf(card))).statusCode).toBe(200)
    expect(await answersOf(city, residentId)).toEqual(everythingStopped)
  })

  it('reads where to go if the card was lost, once it has stopped; from then on its number stops nobody', async () => {
    const { residentId, card } = await someoneWhoAgreed()
    await endCard(city, residentId)
    const answer = await stopWith(numberOf(card))
    expect(answer.statusCode).toBe(200)
    expect(textOf(answer)).toContain('カードをなくしたのなら、窓口か電話で言ってください')
    expect(answer.body).toContain('href="tel:')
    expect(await answersOf(city, residentId)).not.toEqual(everythingStopped)
    expect(textOf(await portal.browser().open(path)), 'not before').not.toContain('カードをなくしたのなら')
  })

  it('stops nobody else, and is not signed in by it', async () => {
    const [one, other] = [await someoneWhoAgreed(), await someoneWhoAgreed()]
    const browser = portal.browser()
    await stopWith(numberOf(one.card), browser)
    expect(await answersOf(city, other.residentId)).not.toEqual(everythingStopped)
    expect((await browser.open('/home')).statusCode).toBe(401)
  })

  it('stops who remains, where the entry of the card was merged; one that was lost before stops nobody', async () => {
    const [lost, remains] = [await someoneWhoAgreed(), await someoneWhoAgreed()]
    const card = await issueCard(city, lost.residentId)
    if (!card.ok) throw new Error(card.because)
    city.clock.advance(1_000)
    expect(await mergeTwo(city, remains.residentId, lost.residentId)).toMatchObject({ ok: true })
    expect((await stopWith(numberOf(lost.card))).statusCode).toBe(200)
    expect(await answersOf(city, remains.residentId)).not.toEqual(everythingStopped)
    city.clock.advance(1_000)
    expect((await stopWith(numberOf(card))).statusCode).toBe(200)
    expect(await answersOf(city, remains.residentId)).toEqual(everythingStopped)
  })

  it('is told so when the stop could not be kept outside of the database', async () => {
    const { residentId, card } = await someoneWhoAgreed()
    const journal = city.journal.file.path
    await rename(journal, `${journal}.away`)
    const answer = await stopWith(numberOf(card))
    await rename(`${journal}.away`, journal)
    expect(answer.statusCode).toBe(503)
    expect(textOf(answer)).toContain('控えを別の場所に残せていません')
    expect(await answersOf(city, residentId)).toEqual(everythingStopped)
  })
})

describe('Whoever has none', () => {
  it('hears the same, and no earlier: whether there is such a card is not told', async () => {
    const { card } = await someoneWhoAgreed()
    const pages = []
    for (const number of [numberOf(card), numberOf(card), nobodys]) {
      const browser = portal.browser()
      await browser.open(path)
      const began = performance.now()
      const { statusCode, body } = await browser.submit(path, { number })
      // Timers of Node may come a millisecond early.
      expect(performance.now() - began).toBeGreaterThanOrEqual(answerAfterMs - 2)
      pages.push([statusCode, body.replace(/nonce="[\w-]+"/gu, '')])
    }
    expect(pages[0]).toEqual([200, expect.stringContaining('このカードが使えるものなら')])
    expect([pages[1], pages[2]]).toEqual([pages[0], pages[0]])
  })

  it('is told at once that a figure is wrong, and may go on from there', async () => {
    const answer = await stopWith('4700 0000 0000 0010')
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('value="4700 0000 0000 0010"')
    expect(textOf(answer)).toContain('どれかがちがうか、入れかわっています')
    expect(textOf(await stopWith('4700'))).toContain('番号は16けたの数字です')
  })

  it('needs a form of ours', async () => {
    const { residentId, card } = await someoneWhoAgreed()
    const browser = portal.browser()
    await browser.open(path)
    const answer = await browser.submit(path, { number: numberOf(card), _csrf: '' })
    expect(answer.statusCode).toBe(403)
    expect(await answersOf(city, residentId)).not.toEqual(everythingStopped)
  })
})

describe('While 2,000 tries to sign in come from the same address', () => {
  it('somebody there stops all the same', async () => {
    const flooded = await openTestPortal(city, { limits: { address: 400 } })
    const { residentId, card } = await someoneWhoAgreed()
    const thief = flooded.browser()
    await thief.open('/sign-in/card')
    const answers = new Map<number, number>()
    const attack = async () => {
      for (let turn = 0; turn < 100; turn += 1) {
        const { statusCode } = await thief.submit('/sign-in/card', { number: nobodys, pin: '31415' })
        answers.set(statusCode, (answers.get(statusCode) ?? 0) + 1)
      }
    }
    const attacks = Promise.all(Array.from({ length: 20 }, attack))
    const stopped = await stopWith(numberOf(card), flooded.browser())
    await attacks
    expect((await flooded.browser().open('/')).statusCode).toBe(429)
    expect((await flooded.browser().open(path)).statusCode).toBe(200)
    expect([stopped.statusCode, await answersOf(city, residentId)]).toEqual([200, everythingStopped])
    // 120 a minute get as far as being told what they mistyped.
    expect(Object.fromEntries(answers)).toEqual({ 422: 120, 429: 1_880 })
    await flooded.close()
  })
})
