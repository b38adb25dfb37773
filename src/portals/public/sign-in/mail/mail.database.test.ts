import { describe, expect, it } from 'vitest'
import { ask, askedAt, asking, enter, entering } from '../../../../../test/support/mail-steps.ts'
import { aCityWithMail } from '../../../../../test/support/mail-city.ts'
import { aResident } from '../../../../../test/support/city.ts'
import { aMailHolder, codeSentTo, holdMailbox, wrongCode } from '../../../../../test/support/mail-codes.ts'
import { textOf } from '../../../../../test/support/resident-page.ts'
import { asOwner } from '../../../../../test/support/tenant.ts'
import { eraseEverything } from '../../../../erasure/index.ts'
import { findSession, forgetExpired, issueCard, sessionsOf } from '../../../../identity/index.ts'
import { dayMs, newId } from '../../../../kernel/index.ts'

const { city, mailbox, portal } = await aCityWithMail()
const asked = (email: string, sentBefore = 0) => askedAt({ portal, mailbox }, email, sentBefore)

describe('A resident with a mailbox', () => {
  it('signs in with the code that came, and is known on the next page', async () => {
    const { residentId, email } = await aMailHolder(city)
    const { browser, code } = await asked(email)
    expect(textOf(await browser.open(entering))).toContain(email)
    expect(await enter(browser, code)).toMatchObject({ statusCode: 303, headers: { location: '/home' } })
    expect((await browser.open('/home')).statusCode).toBe(200)
    expect(await sessionsOf(city, residentId)).toMatchObject([{ way: 'mail', device: 'iphone/safari' }])
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
