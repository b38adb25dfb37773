import { describe, expect, it } from 'vitest'
import { aCardHolder } from '../../../../test/support/cards.ts'
import { aPasskeyOf } from '../../../../test/support/own-passkey.ts'
import { aCityWithPages } from '../../../../test/support/portal.ts'
import { textOf } from '../../../../test/support/resident-page.ts'
import {
  checkCard,
  endCard,
  findSession,
  hasPasskey,
  issueCard,
  startSession,
  type WayIn,
} from '../../../identity/index.ts'
import { noticesOf } from '../../../notices/index.ts'
import type { ResidentId } from '../../../residents/index.ts'

const { city, portal } = await aCityWithPages()
const page = '/settings/card'

async function signedIn(residentId: ResidentId, way: WayIn = 'passkey', agoMs = 0) {
  const browser = portal.browser()
  const token = await startSession(city, residentId, way, new Date(Date.now() - agoMs))
  browser.cookies.set('azukari-session', token)
  await browser.open(page)
  return { browser, token }
}

const told = async (residentId: ResidentId) =>
  (await noticesOf(city, residentId, null)).shown.map(({ kind }) => kind)

describe('Whoever has lost their card and is in by another way', () => {
  it('ends it on their page: its finder is out, they stay in, their passkey is good, and they are told', async () => {
    const { residentId, card } = await aCardHolder(city)
    await aPasskeyOf(city, residentId)
    const finders = await startSession(city, residentId, 'card')
    const { browser, token } = await signedIn(residentId)
    expect((await browser.open('/settings')).body).toContain(`href="${page}"`)
    const asked = textOf(await browser.open(page))
    expect([
      asked.includes('カードは、すぐに使えなくなります'),
      asked.includes('ほかに、サインインする'),
    ]).toEqual([true, false])
    expect((await browser.submit(page)).headers.location).toBe(`${page}?done=ended`)
    expect(await checkCard(city, card)).toEqual({ ok: false, because: 'card-refused' })
    expect(await findSession(city, finders)).toBeUndefined()
    expect(await findSession(city, token)).toBeDefined()
    expect(await hasPasskey(city, residentId)).toBe(true)
    expect(await told(residentId)).toContain('card-ended')
    const after = textOf(await browser.open(`${page}?done=ended`))
    expect(after).toContain('カードを使えなくしました')
    expect(after).toContain('新しいカードは、窓口で作ります')
  })

  it('is told before where there is no other way in', async () => {
    const { residentId } = await aCardHolder(city)
    const { browser } = await signedIn(residentId, 'card')
    expect(textOf(await browser.open(page))).toContain('ほかに、サインインする方法がありません')
  })
})

it('Of a card that has ended only they are told whose it was, and only just then, whatever the address says', async () => {
  const { residentId } = await aCardHolder(city)
  await aPasskeyOf(city, residentId)
  const { browser } = await signedIn(residentId)
  const told = async () => {
    const pages = [await browser.open(`${page}?done=ended`), await browser.open(`${page}?done=none`)]
    return pages.map(({ body }) => /class="message done/u.test(body))
  }
  expect(await told(), 'it is good').toEqual([false, false])
  await browser.submit(page)
  expect(await told()).toEqual([true, true])
  const now = city.clock.now()
  city.clock.advance(10 * 60_000)
  expect(await told(), 'long ago').toEqual([false, false])
  city.clock.set(now)
  await issueCard(city, residentId)
  const anew = await signedIn(residentId)
  expect((await anew.browser.open(`${page}?done=ended`)).body, 'there is another').not.toMatch(
    /class="message done/u,
  )
  const nobody = await signedIn((await aCardHolder(city)).residentId)
  expect((await nobody.browser.open(`${page}?done=none`)).body).not.toMatch(/class="message done/u)
})

describe('It is not ended', () => {
  it.each([
    ['by an old sign-in', 'passkey', 11 * 60_000],
    ['by a code by mail', 'mail', 0],
  ] as const)('%s: whoever holds an open telephone closes no way in', async (_, way, agoMs) => {
    const { residentId, card } = await aCardHolder(city)
    const { browser } = await signedIn(residentId, way, agoMs)
    const answer = await browser.submit(page)
    expect(answer.headers.location ?? '').not.toContain('done=')
    expect(await checkCard(city, card)).toMatchObject({ ok: true })
  })

  it('by a form that is not ours, and by nobody in particular', async () => {
    const { residentId, card } = await aCardHolder(city)
    const { browser } = await signedIn(residentId)
    expect((await browser.submit(page, { _csrf: '' })).statusCode).toBe(403)
    expect((await portal.browser().open(page)).statusCode).toBe(401)
    expect(await checkCard(city, card)).toMatchObject({ ok: true })
  })

  it('twice: whoever comes after the counter is told so, and nothing else ends', async () => {
    const { residentId } = await aCardHolder(city)
    await endCard(city, residentId)
    const other = await startSession(city, residentId, 'passkey')
    const { browser } = await signedIn(residentId)
    expect((await browser.open(page)).body).not.toContain(`action="${page}"`)
    await browser.open('/settings/sessions')
    expect((await browser.submit(page)).headers.location).toBe(`${page}?done=none`)
    expect(await findSession(city, other)).toBeDefined()
  })

  it('of anybody else', async () => {
    const [one, other] = [await aCardHolder(city), await aCardHolder(city)]
    await (await signedIn(one.residentId)).browser.submit(page)
    expect(await checkCard(city, other.card)).toMatchObject({ ok: true })
    const anew = await issueCard(city, one.residentId)
    expect(anew.ok && (await checkCard(city, anew))).toMatchObject({ ok: true })
  })
})
