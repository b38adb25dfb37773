import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aResident } from '../../../../../test/support/city.ts'
import type { Answered, TestBrowser } from '../../../../../test/support/http.ts'
import { startMailbox, type TestMailbox } from '../../../../../test/support/mail.ts'
import { aMailHolder, codeSentTo, holdMailbox, wrongCode } from '../../../../../test/support/mail-codes.ts'
import { openTestPortal, type TestPortal } from '../../../../../test/support/portal.ts'
import { textOf } from '../../../../../test/support/resident-page.ts'
import { asOwner, createTestTenant, type TestTenant } from '../../../../../test/support/tenant.ts'
import { eraseEverything } from '../../../../erasure/index.ts'
import { findSession, forgetExpired, issueCard, sessionsOf } from '../../../../identity/index.ts'
import { dayMs, newId } from '../../../../kernel/index.ts'
import { findResident } from '../../../../residents/index.ts'

const [asking, entering] = ['/sign-in/mail', '/sign-in/mail/code']
let city: TestTenant
let mailbox: TestMailbox
let portal: TestPortal
beforeAll(async () => {
  mailbox = await startMailbox()
  city = { ...(await createTestTenant()), mailer: mailbox.mailer }
  portal = await openTestPortal(city, { limits: { 'sign-in': 10_000 } })
})
afterAll(async () => {
  await portal.close()
  await city.close()
  await mailbox.stop()
})

async function ask(browser: TestBrowser, email: string): Promise<Answered> {
  await browser.open(asking)
  return browser.submit(asking, { email })
}

async function enter(browser: TestBrowser, code: string): Promise<Answered> {
  // The page for codes has no form where none was asked for; somebody who tries all the same takes another of our pages.
  await browser.open(asking)
  return browser.submit(entering, { code })
}

/** A browser that has asked, and the code that came. */
async function asked(email: string, sentBefore = 0) {
  const browser = portal.browser()
  expect((await ask(browser, email)).statusCode).toBe(303)
  return { browser, code: await codeSentTo(mailbox, email, sentBefore) }
}

describe('A resident with a mailbox', () => {
  it('signs in with the code that came, and is known on the next page', async () => {
    const { residentId, email } = await aMailHolder(city)
    const { browser, code } = await asked(email)
    expect(textOf(await browser.open(entering))).toContain(email)
    expect(await enter(browser, code)).toMatchObject({ statusCode: 303, headers: { location: '/home' } })
    expect((await browser.open('/home')).statusCode).toBe(200)
    expect(await sessionsOf(city, residentId)).toMatchObject([{ way: 'mail' }])
    expect(browser.cookies.has('azukari-code')).toBe(false)
  })

  it('may type full-width figures, spaces, and capital letters in the address', async () => {
    const { email } = await aMailHolder(city)
    const browser = portal.browser()
    await ask(browser, ` ${email.toUpperCase()} `)
    const code = await codeSentTo(mailbox, email.toUpperCase())
    const wide = code.replace(/\d/gu, (digit) => '０１２３４５６７８９'.charAt(Number(digit)))
    expect((await enter(browser, `${wide.slice(0, 4)}　${wide.slice(4)}`)).statusCode).toBe(303)
  })

  it('gets a session of their own: one that was planted, or was there, is worth nothing', async () => {
    const { email } = await aMailHolder(city)
    const { browser, code } = await asked(email)
    const planted = 'P'.repeat(43)
    browser.cookies.set('azukari-session', planted)
    await enter(browser, code)
    expect(browser.cookies.get('azukari-session')).not.toBe(planted)
    expect(await findSession(city, planted)).toBeUndefined()
    const first = browser.cookies.get('azukari-session') ?? ''
    const other = await aMailHolder(city)
    await ask(browser, other.email)
    await enter(browser, await codeSentTo(mailbox, other.email))
    expect(await findSession(city, first)).toBeUndefined()
  })

  it('is told in the mail what for, for how long, and what to do if it was not them; there is no link in it', async () => {
    const { email } = await aMailHolder(city)
    await asked(email)
    const { subject, text } = mailbox.received.find(({ to }) => to.includes(email))!
    expect(subject).toBe('あおば野市: コードのお知らせ')
    for (const words of ['サインインするため', '10分のあいだ', 'こころあたりがないときは', '048-000-0000'])
      expect(text).toContain(words)
    expect(text).not.toMatch(/https?:|www\.|\.test/u)
  })

  it('is written to in the language of the page', async () => {
    const { email } = await aMailHolder(city)
    const browser = portal.browser()
    await browser.open(`${asking}?lang=en`)
    await ask(browser, email)
    await codeSentTo(mailbox, email)
    expect(mailbox.received.find(({ to }) => to.includes(email))?.subject).toBe('Aobano City: Your code')
  })
})

describe('A code', () => {
  it('is good once, also where two come with it at the same moment', async () => {
    const { residentId, email } = await aMailHolder(city)
    const { browser, code } = await asked(email)
    await browser.open(entering)
    const browsers = [browser, ...Array.from({ length: 4 }, () => portal.browser())]
    for (const twin of browsers) for (const [name, value] of browser.cookies) twin.cookies.set(name, value)
    for (const twin of browsers) await twin.open(entering)
    const answers = await Promise.all(browsers.map((each) => each.submit(entering, { code })))
    expect(answers.map(({ statusCode }) => statusCode).toSorted()).toEqual([303, 422, 422, 422, 422])
    expect(await sessionsOf(city, residentId)).toHaveLength(1)
  })

  it('is good for the browser that asked for it, and for no other', async () => {
    const { email } = await aMailHolder(city)
    const { browser, code } = await asked(email)
    expect((await enter(portal.browser(), code)).statusCode).toBe(422)
    const { browser: another } = await asked((await aMailHolder(city)).email)
    expect((await enter(another, code)).statusCode).toBe(422)
    expect((await enter(browser, code)).statusCode).toBe(303)
  })

  it('of another purpose opens nothing', async () => {
    for (const purpose of ['join', 'change-address', 'prove-again']) {
      const { email } = await aMailHolder(city)
      const { browser, code } = await asked(email)
      await asOwner(city, `update identity.email_codes set purpose = '${purpose}' where not used`)
      expect((await enter(browser, code)).statusCode, purpose).toBe(422)
    }
  })

  it('is good for ten minutes', async () => {
    const { email } = await aMailHolder(city)
    const { browser, code } = await asked(email)
    const { rows } = await city.database.query<{ good: string }>(
      'select max(extract(epoch from expires_at - asked_at))::text as good from identity.email_codes',
    )
    expect(Number(rows[0]?.good)).toBe(600)
    await asOwner(city, `update identity.email_codes set expires_at = now() - interval '1 second'`)
    expect((await enter(browser, code)).statusCode).toBe(422)
  })

  it('is looked at five times: after five wrong ones the right one is, too', async () => {
    const { residentId, email } = await aMailHolder(city)
    const { browser, code } = await asked(email)
    for (const turn of [1, 2, 3, 4, 5])
      expect((await enter(browser, wrongCode(code, turn))).statusCode).toBe(422)
    expect((await enter(browser, code)).statusCode).toBe(422)
    expect(await sessionsOf(city, residentId)).toEqual([])
  })

  it('counts as tried before it is looked at, however many come at once', async () => {
    const { email } = await aMailHolder(city)
    const { browser, code } = await asked(email)
    await browser.open(entering)
    const guesses = Array.from({ length: 30 }, (_, turn) => wrongCode(code, turn + 1))
    await Promise.all(guesses.map((guess) => browser.submit(entering, { code: guess })))
    const { rows } = await city.database.query(
      'select tries from identity.email_codes order by asked_at desc limit 1',
    )
    expect(rows).toEqual([{ tries: 5 }])
    expect((await enter(browser, code)).statusCode).toBe(422)
  })

  it('opens nothing once the mailbox is somebody else’s, nobody’s, or its resident has a new card', async () => {
    const [moved, renewed, erased] = [
      await aMailHolder(city),
      await aMailHolder(city),
      await aMailHolder(city),
    ]
    const codes = []
    for (const { email } of [moved, renewed, erased]) codes.push(await asked(email))
    await holdMailbox(city, moved.residentId, `${newId()}@mail.example`)
    await holdMailbox(city, await aResident(city), moved.email)
    await issueCard(city, renewed.residentId)
    await eraseEverything(city, { residentId: erased.residentId, sessionHash: null, channel: 'web' })
    for (const { browser, code } of codes) expect((await enter(browser, code)).statusCode).toBe(422)
  })

  it('stands in the database as a hash, and its address as nobody’s', async () => {
    const { email } = await aMailHolder(city)
    const { code } = await asked(email)
    const { rows } = await city.database.query<{ row: string }>(
      `select to_jsonb(code)::text as row from identity.email_codes code
        union all select to_jsonb(address)::text from identity.mail_addresses address`,
    )
    const all = rows.map(({ row }) => row).join('')
    for (const text of [code, email, Buffer.from(email).toString('hex'), Buffer.from(code).toString('hex')])
      expect(all).not.toContain(text)
    expect(portal.log.text).toContain(entering)
    for (const text of [code, email]) expect(portal.log.text).not.toContain(text)
  })

  it('is forgotten after a day', async () => {
    await asked((await aMailHolder(city)).email)
    await forgetExpired(city, new Date(Date.now() + dayMs + 60_000))
    expect((await city.database.query('select from identity.email_codes')).rowCount).toBe(0)
  })
})

describe('Whoever asks for codes', () => {
  it('is answered alike, after the same time, whether anybody has the address', async () => {
    const { email } = await aMailHolder(city)
    const seen = []
    for (const each of [email, `${newId()}@mail.example`]) {
      const browser = portal.browser()
      const began = performance.now()
      const { statusCode, headers } = await ask(browser, each)
      const took = performance.now() - began
      const page = (await browser.open(entering)).body.replaceAll(each, 'A')
      seen.push([statusCode, headers['location'], page.replace(/(nonce|value)="[\w-]{22,}"/gu, '')])
      expect([took > 490, browser.cookies.has('azukari-code')]).toEqual([true, true])
    }
    expect(seen[1]).toEqual(seen[0])
  })

  it('has a wrong code answered alike, too', async () => {
    const { email } = await aMailHolder(city)
    const known = await asked(email)
    const stranger = portal.browser()
    await ask(stranger, `${newId()}@mail.example`)
    const answers = []
    for (const browser of [known.browser, stranger]) {
      const { statusCode, body } = await enter(browser, wrongCode(known.code))
      answers.push([statusCode, body.replace(/「[^」]*@[^」]*」|(nonce|value)="[\w-]{22,}"/gu, '')])
    }
    expect(answers[1]).toEqual(answers[0])
  })

  it('sends nothing to an address that nobody has shown to be theirs', async () => {
    const strange = `${newId()}@mail.example`
    const residentId = await aResident(city)
    await ask(portal.browser(), strange)
    await asked((await aMailHolder(city)).email)
    await sleep(50)
    expect(mailbox.asked).not.toContain(strange)
    expect((await findResident(city, residentId))?.identity.reveal().email).toBeUndefined()
  })

  it('fills nobody’s mailbox: three an hour, ten a day, known or not, and is answered as before', async () => {
    const { email } = await aMailHolder(city)
    const back = (interval: string) =>
      asOwner(city, `update identity.email_codes set asked_at = asked_at - interval '${interval}'`)
    for (const address of [email, `${newId()}@mail.example`]) {
      const statuses = []
      for (let turn = 0; turn < 3; turn += 1) {
        for (let count = 0; count < 4; count += 1)
          statuses.push((await ask(portal.browser(), address)).statusCode)
        await back('1 hour')
      }
      expect(new Set(statuses)).toEqual(new Set([303]))
      expect((await ask(portal.browser(), address)).statusCode).toBe(303)
      expect((await ask(portal.browser(), address)).statusCode).toBe(303)
      await back('1 day')
      expect((await ask(portal.browser(), address)).statusCode).toBe(303)
    }
    await codeSentTo(mailbox, email, 10)
    expect(mailbox.asked.filter((each) => each === email)).toHaveLength(11)
  })

  it('fills it no more by asking at once', async () => {
    const { email } = await aMailHolder(city)
    const browsers = Array.from({ length: 12 }, () => portal.browser())
    const answers = await Promise.all(browsers.map((browser) => ask(browser, email)))
    expect(new Set(answers.map(({ statusCode }) => statusCode))).toEqual(new Set([303]))
    await codeSentTo(mailbox, email, 2)
    await sleep(50)
    expect(mailbox.asked.filter((each) => each === email)).toHaveLength(3)
  })

  it('does not learn from the page whether somebody else has asked, and has no code looked at', async () => {
    const { email, residentId } = await aMailHolder(city)
    const seen = []
    for (let count = 0; count < 4; count += 1) {
      const browser = portal.browser()
      await ask(browser, email)
      const page = (await browser.open(entering)).body
      const answer = await enter(browser, '12345678')
      seen.push([page, answer.statusCode, answer.body].join(' ').replace(/(nonce|value)="[\w-]{22,}"/gu, ''))
    }
    expect(new Set(seen).size).toBe(1)
    const { rows } = await city.database.query(
      'select tries, resident_id from identity.email_codes where silent and resident_id is null order by asked_at desc limit 1',
    )
    expect(rows).toEqual([{ tries: 5, resident_id: null }])
    expect(await sessionsOf(city, residentId)).toEqual([])
  })

  it('goes on at our own page, wherever somebody’s link would like them to go', async () => {
    const { email } = await aMailHolder(city)
    const browser = portal.browser()
    await browser.open(`${asking}?next=https://elsewhere.example/`)
    const answer = await browser.submit(`${asking}?next=https://elsewhere.example/`, { email })
    expect(answer.headers['location']).toBe(entering)
    const code = await codeSentTo(mailbox, email)
    await browser.open(entering)
    const entered = await browser.submit(`${entering}?next=//elsewhere.example`, { code })
    expect(entered.headers['location']).toBe('/home')
  })

  it('needs a form of ours', async () => {
    const { email, residentId } = await aMailHolder(city)
    const { browser, code } = await asked(email)
    expect((await browser.submit(asking, { email, _csrf: '' })).statusCode).toBe(403)
    expect((await browser.submit(entering, { code, _csrf: '' })).statusCode).toBe(403)
    expect(await sessionsOf(city, residentId)).toEqual([])
  })

  it.each([
    '',
    'hanako',
    'a@b\nbcc: c@d.example',
    'a@b.example, c@d.example',
    `${'a'.repeat(250)}@b.example`,
  ])('“%s” is told that this is no address', async (email) => {
    expect((await ask(portal.browser(), email)).statusCode).toBe(422)
  })
})
