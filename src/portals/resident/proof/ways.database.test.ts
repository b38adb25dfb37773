import { describe, expect, it } from 'vitest'
import { aCityWithMail } from '../../../../test/support/mail-city.ts'
import { aCardHolder, typed } from '../../../../test/support/cards.ts'
import { answersOf, aUse, aVendor } from '../../../../test/support/city.ts'
import { askedOn } from '../../../../test/support/company-page.ts'
import type { Answered, TestBrowser } from '../../../../test/support/http.ts'
import { codeSentTo, holdMailbox, wrongCode } from '../../../../test/support/mail-codes.ts'
import { aPasskeyOf } from '../../../../test/support/own-passkey.ts'
import { formIn, textOf } from '../../../../test/support/resident-page.ts'
import { findSession, issueCard, sessionsOf, startSession, type WayIn } from '../../../identity/index.ts'
import { newId } from '../../../kernel/index.ts'
import type { ResidentId } from '../../../residents/index.ts'

const { city, mailbox, portal } = await aCityWithMail()
const use = await aUse(city, await aVendor(city))

const question = () => `/consent/${use.useId}`
const yes = { version: '1', answer: 'agree', items: 'activity.steps' }
const long = 11 * 60_000
const cookie = 'azukari-session'

async function signedIn(residentId: ResidentId, way: WayIn = 'card') {
  const browser = portal.browser()
  const token = await startSession(city, residentId, way, new Date(Date.now() - long))
  browser.cookies.set(cookie, token)
  await browser.open(question())
  return { browser, token }
}

/** Somebody who signed in long ago and has answered a question, and the page that asks them who they are. */
async function asked(has: { mailbox?: boolean; passkey?: boolean }) {
  const { residentId, card } = await aCardHolder(city)
  const email = `${newId()}@mail.example`
  if (has.mailbox) await holdMailbox(city, residentId, email)
  const key = has.passkey ? await aPasskeyOf(city, residentId) : undefined
  const { browser, token } = await signedIn(residentId)
  const page = await browser.submit(question(), yes)
  expect(page.statusCode).toBe(403)
  return { residentId, card, email, key, browser, token, page }
}

/** They are back with what they had chosen, in a session that is new, and go on. */
async function goesOn(browser: TestBrowser, proven: Answered, { residentId, token }: Told) {
  expect(textOf(proven)).toContain('確かめました')
  expect(browser.cookies.get(cookie)).not.toBe(token)
  expect(await findSession(city, token)).toBeUndefined()
  const { _csrf = '', ...kept } = formIn(proven, question())
  expect(kept).toEqual(yes)
  expect((await browser.submit(question(), { ...kept, _csrf })).statusCode).toBe(303)
  expect(await answersOf(city, residentId)).toEqual({ 'activity.steps': 'granted' })
}
interface Told {
  residentId: ResidentId
  token: string
}

describe('Who shows once more who they are', () => {
  it.each([
    // has                                 is asked by
    [{}, [true, false, false]],
    [{ passkey: true }, [true, true, false]],
    [{ mailbox: true }, [true, false, true]],
    [{ passkey: true, mailbox: true }, [true, true, true]],
  ] as const)('and has %o is asked by that, and by no other way: %o', async (has, ways) => {
    const { page } = await asked(has)
    const offered = ['/prove/pin', '/prove/passkey', '/prove/mail'].map((way) =>
      page.body.includes(`action="${way}"`),
    )
    expect(offered).toEqual(ways)
  })

  it('is not offered a code by mail where it would not be enough', async () => {
    const { residentId } = await asked({ mailbox: true, passkey: true })
    const { browser } = await signedIn(residentId)
    await browser.open('/settings/passkeys')
    const page = await browser.submit('/settings/passkeys')
    expect(page.statusCode).toBe(403)
    expect(page.body).toContain('action="/prove/passkey"')
    expect(page.body).not.toContain('action="/prove/mail"')
  })

  it.each([
    // came in    minutes ago  what for              why
    ['mail', 0, '/settings/passkeys', 'メールのコードでは足りません'],
    ['mail', 11, '/settings/passkeys', 'メールのコードでは足りません'],
    ['card', 11, '/settings/passkeys', 'サインインしてから時間がたちました'],
    ['mail', 11, 'question', 'サインインしてから時間がたちました'],
  ] as const)(
    'and came in by %s %i minutes ago hears for %s why: %s',
    async (way, minutesAgo, where, why) => {
      const { residentId } = await asked({ mailbox: true })
      const browser = portal.browser()
      const at = new Date(Date.now() - minutesAgo * 60_000)
      browser.cookies.set(cookie, await startSession(city, residentId, way, at))
      const path = where === 'question' ? question() : where
      await browser.open(path)
      const page = await browser.submit(path, where === 'question' ? yes : {})
      const reasons = ['メールのコードでは足りません', 'サインインしてから時間がたちました']
      expect(reasons.filter((reason) => textOf(page).includes(reason))).toEqual([why])
    },
  )
})

describe('With a passkey', () => {
  const prove = async (browser: TestBrowser, page: Answered, answer: string) =>
    browser.submit('/prove/passkey', { ...formIn(page, '/prove/passkey'), answer })

  it('one goes on with what was chosen', async () => {
    const { key, browser, page, ...told } = await asked({ passkey: true })
    const answer = key!.show(await askedOn(browser, '/prove/passkey'))
    await goesOn(browser, await prove(browser, page, answer), told)
    expect(await sessionsOf(city, told.residentId)).toMatchObject([
      { way: 'passkey', device: 'iphone/safari' },
    ])
  })

  it('of somebody else nothing is proven, nor with one that was shown at the door', async () => {
    const [mine, other] = [await asked({ passkey: true }), await asked({ passkey: true })]
    const theirs = other.key!.show(await askedOn(mine.browser, '/prove/passkey'))
    expect((await prove(mine.browser, mine.page, theirs)).statusCode).toBe(401)
    const swapped = mine.key!.show(await askedOn(other.browser, '/prove/passkey'))
    expect((await prove(mine.browser, mine.page, swapped)).statusCode).toBe(401)
    const atTheDoor = mine.key!.show(await askedOn(mine.browser, '/sign-in/passkey'))
    expect((await prove(mine.browser, mine.page, atTheDoor)).statusCode).toBe(401)
    expect(mine.browser.cookies.get(cookie)).toBe(mine.token)
    expect((await mine.browser.submit(question(), yes)).statusCode).toBe(403)
    expect(await answersOf(city, mine.residentId)).toEqual({})
  })

  it('a no keeps what was chosen, and says what to do', async () => {
    const { browser, page } = await asked({ passkey: true })
    const refused = await prove(browser, page, '{}')
    expect(refused.statusCode).toBe(401)
    expect(textOf(refused)).toContain('パスキーを確かめられませんでした')
    expect(formIn(refused, '/prove/passkey')['typed']).toBe(formIn(page, '/prove/passkey')['typed'])
  })

  it('that was ended nothing is proven', async () => {
    const { key, residentId, browser, page } = await asked({ passkey: true })
    const answer = key!.show(await askedOn(browser, '/prove/passkey'))
    await issueCard(city, residentId)
    expect((await prove(browser, page, answer)).statusCode).toBe(401)
    expect(await sessionsOf(city, residentId)).toEqual([])
  })

  it('nobody is led elsewhere, and a form of ours is needed', async () => {
    const { key, browser, page, token } = await asked({ passkey: true })
    const fields = formIn(page, '/prove/passkey')
    for (const changed of [
      { back: 'https://evil.example' },
      { back: '//evil.example' },
      { action: 'anything' },
      { _csrf: '' },
    ]) {
      const answer = key!.show(await askedOn(browser, '/prove/passkey'))
      const refused = await browser.submit('/prove/passkey', { ...fields, answer, ...changed })
      expect(refused.statusCode, JSON.stringify(changed)).toBeGreaterThanOrEqual(400)
      expect(refused.body).not.toContain('evil.example')
    }
    expect(browser.cookies.get(cookie)).toBe(token)
  })
})

describe('With a code by mail', () => {
  async function codePage(has: { passkey?: boolean } = {}) {
    const told = await asked({ ...has, mailbox: true })
    const page = await told.browser.submit('/prove/mail', formIn(told.page, '/prove/mail'))
    const code = await codeSentTo(mailbox, told.email)
    const enter = (typedCode: string, fields = formIn(page, '/prove/mail/code')) =>
      told.browser.submit('/prove/mail/code', { ...fields, code: typedCode })
    return { ...told, page, code, enter }
  }

  it('one goes on with what was chosen', async () => {
    const { browser, code, enter, page, email, ...told } = await codePage()
    expect(textOf(page)).toContain(email)
    await goesOn(browser, await enter(code), told)
    expect(await sessionsOf(city, told.residentId)).toMatchObject([{ way: 'mail', device: 'iphone/safari' }])
  })

  it('that is wrong nothing is proven; what was chosen is kept', async () => {
    const { code, enter, page, residentId } = await codePage()
    for (const wrong of [wrongCode(code), '12', '']) {
      const refused = await enter(wrong)
      expect(refused.statusCode).toBe(422)
      expect(formIn(refused, '/prove/mail/code')['typed']).toBe(formIn(page, '/prove/mail/code')['typed'])
    }
    expect(await answersOf(city, residentId)).toEqual({})
  })

  it('nothing changes about the ways in: they ask again', async () => {
    const { browser, code, enter } = await codePage({ passkey: true })
    await enter(code)
    await browser.open('/settings/passkeys')
    expect((await browser.submit('/settings/passkeys')).statusCode).toBe(403)
    expect((await browser.open('/settings/passkeys/new')).statusCode).toBe(303)
  })

  it('that was sent to the mailbox of before nothing is proven', async () => {
    const { code, enter, residentId } = await codePage()
    await holdMailbox(city, residentId, `${newId()}@mail.example`)
    expect((await enter(code)).statusCode).toBe(422)
  })

  it('of somebody else, or to sign in, nothing is proven', async () => {
    const [mine, other] = [await codePage(), await codePage()]
    expect((await mine.enter(other.code)).statusCode).toBe(422)
    mine.browser.cookies.set('azukari-code', other.browser.cookies.get('azukari-code') ?? '')
    expect((await mine.enter(other.code)).statusCode, 'with their cookie, too').toBe(422)
    await mine.browser.open('/sign-in/mail')
    await mine.browser.submit('/sign-in/mail', { email: mine.email })
    const toSignIn = await codeSentTo(mailbox, mine.email, 1)
    await mine.browser.open(question())
    const fields = { ...formIn(mine.page, '/prove/mail/code'), _csrf: mine.browser.formToken }
    expect((await mine.enter(toSignIn, fields)).statusCode).toBe(422)
    expect(mine.browser.cookies.get(cookie)).toBe(mine.token)
  })

  it('nobody is asked who has no mailbox here', async () => {
    const { browser, page } = await asked({})
    const refused = await browser.submit('/prove/mail', formIn(page, '/prove/pin'))
    expect(refused.statusCode).toBe(404)
    expect(textOf(refused)).toContain('もう一度、ご本人か確かめます')
    expect(refused.body).not.toContain('action="/prove/mail"')
  })
})

it('The PIN goes on being a way beside the others', async () => {
  const { browser, page, card, ...told } = await asked({ passkey: true, mailbox: true })
  const fields = { ...formIn(page, '/prove/pin'), pin: typed(card).pin }
  await goesOn(browser, await browser.submit('/prove/pin', fields), told)
})
