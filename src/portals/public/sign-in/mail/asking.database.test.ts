import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { ask, askedAt, asking, enter, entering } from '../../../../../test/support/mail-steps.ts'
import { aCityWithMail } from '../../../../../test/support/mail-city.ts'
import { aResident } from '../../../../../test/support/city.ts'
import { aMailHolder, codeSentTo, wrongCode } from '../../../../../test/support/mail-codes.ts'
import { asOwner } from '../../../../../test/support/tenant.ts'
import { sessionsOf } from '../../../../identity/index.ts'
import { newId } from '../../../../kernel/index.ts'
import { findResident } from '../../../../residents/index.ts'

const { city, mailbox, portal } = await aCityWithMail()
const asked = (email: string, sentBefore = 0) => askedAt({ portal, mailbox }, email, sentBefore)

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

  it('keeps nobody from a code by asking for addresses that nobody has, or too often', async () => {
    await asOwner(
      city,
      `insert into identity.email_codes
         (browser_hash, purpose, address_hash, address, resident_id, code_hash, asked_at, expires_at, silent, tries)
       select sha256(turn::text::bytea), 'sign-in', sha256(turn::text::bytea), 'x', null, sha256('x'), now(),
              now() + interval '1 minute', turn % 2 = 0, 0
         from generate_series(1, 2000) as turn`,
    )
    const { email } = await aMailHolder(city)
    const { browser, code } = await asked(email)
    expect((await enter(browser, code)).statusCode).toBe(303)
  })

  it('is told how to stop without a code, whoever they are', async () => {
    const browser = portal.browser()
    await ask(browser, `${newId()}@mail.example`)
    const { body } = await browser.open(entering)
    for (const told of ['止めるために、コードはいりません', 'href="/stop-by-card"', '048-000-0000'])
      expect(body).toContain(told)
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
