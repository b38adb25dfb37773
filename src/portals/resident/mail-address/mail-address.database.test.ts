import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { aCityWithMail } from '../../../../test/support/mail-city.ts'
import { aResident, by } from '../../../../test/support/city.ts'
import type { TestBrowser } from '../../../../test/support/http.ts'
import { aMailHolder, codeSentTo, wrongCode } from '../../../../test/support/mail-codes.ts'
import { openTestPortal } from '../../../../test/support/portal.ts'
import { residentsBrowser, textOf } from '../../../../test/support/resident-page.ts'
import { eraseEverything } from '../../../erasure/index.ts'
import {
  findSession,
  forgetMailAddress,
  lockWaysIn,
  mailAddressOf,
  startSession,
  tellFormer,
  type WayIn,
} from '../../../identity/index.ts'
import { newId } from '../../../kernel/index.ts'
import { noticesOf } from '../../../notices/index.ts'
import { inTransaction } from '../../../platform/database/index.ts'
import { findResident, type ResidentId } from '../../../residents/index.ts'

const [page, entering, removing] = ['/settings/mail', '/settings/mail/code', '/settings/mail/remove']
const { city, mailbox, portal } = await aCityWithMail()

const anAddress = () => `${newId()}@mail.example`
const addressOf = async (residentId: ResidentId) => (await mailAddressOf(city, residentId))?.email.reveal()
const kindsTold = async (residentId: ResidentId) =>
  (await noticesOf(city, residentId, null)).shown.map(({ kind }) => kind)

async function ask(browser: TestBrowser, email: string) {
  await browser.open(page)
  return browser.submit(page, { email })
}

async function register(browser: TestBrowser, email: string, sentBefore = 0) {
  await ask(browser, email)
  const code = await codeSentTo(mailbox, email, sentBefore)
  await browser.open(entering)
  return browser.submit(entering, { code })
}

async function someone() {
  const residentId = await aResident(city)
  return { residentId, browser: await residentsBrowser(portal, city, residentId) }
}

const going = new AbortController().signal
const mailsTo = (email: string) => mailbox.received.filter(({ to }) => to.includes(email))
async function toldAt(email: string): Promise<string> {
  await tellFormer(city, going)
  return mailsTo(email)[0]?.subject ?? 'nothing came'
}
const waiting = async () => (await city.database.query('select from identity.former_mailboxes')).rowCount

describe('A resident', () => {
  it('registers their mailbox with the code that came there, is told, and signs in with it from then on', async () => {
    const { residentId, browser } = await someone()
    const email = anAddress()
    expect(await register(browser, email)).toMatchObject({ headers: { location: `${page}?done=changed` } })
    expect(await addressOf(residentId)).toBe(email)
    expect(textOf(await browser.open(`${page}?done=changed`))).toContain(email)
    expect(await kindsTold(residentId)).toEqual(['address-changed'])
    const other = portal.browser()
    await other.open('/sign-in/mail')
    await other.submit('/sign-in/mail', { email })
    const code = await codeSentTo(mailbox, email, 1)
    await other.open('/sign-in/mail/code')
    expect((await other.submit('/sign-in/mail/code', { code })).statusCode).toBe(303)
  })

  it('changes it, and the one before is told and good for nothing', async () => {
    const { residentId, email: former } = await aMailHolder(city)
    const browser = await residentsBrowser(portal, city, residentId)
    const email = anAddress()
    await register(browser, email)
    expect(await addressOf(residentId)).toBe(email)
    const { rows } = await city.database.query('select what from identity.ends where which = $1', [
      residentId,
    ])
    expect(rows, 'the one before is not good again with an older database').toEqual([{ what: 'mailbox' }])
    expect(await toldAt(former)).toBe('あおば野市: メールアドレスが変わりました')
    expect(mailsTo(former)[0]?.text).not.toContain(email)
  })

  it('changes it while the mail server is away: the one before is told once it is back, once, and forgotten', async () => {
    const { residentId, email: former } = await aMailHolder(city)
    const browser = await residentsBrowser(portal, city, residentId)
    await ask(browser, anAddress())
    const code = await codeSentTo(mailbox, mailbox.asked.at(-1)!)
    await browser.open(entering)
    mailbox.answer('full-for-now')
    await browser.submit(entering, { code })
    const { rows } = await city.database.query<{ row: string }>(
      'select to_jsonb(former)::text as row from identity.former_mailboxes former',
    )
    expect(rows).toHaveLength(1)
    expect(rows[0]!.row).not.toContain(Buffer.from(former).toString('hex'))
    expect(await toldAt(former)).toBe('nothing came')
    mailbox.answer('take')
    expect(await toldAt(former), 'not before its time').toBe('nothing came')
    city.clock.advance(5 * 60_000)
    expect(await toldAt(former)).toBe('あおば野市: メールアドレスが変わりました')
    await tellFormer(city, going)
    expect([mailsTo(former).length, await waiting()]).toEqual([1, 0])
  })

  it.each(['there is no such mailbox', 'three days have passed', 'everything was erased'])(
    'is not told for good: %s',
    async (why) => {
      const { residentId, email } = await aMailHolder(city)
      const browser = await residentsBrowser(portal, city, residentId)
      await browser.open(page)
      await browser.submit(removing)
      expect(await waiting()).toBe(1)
      mailbox.answer(why === 'there is no such mailbox' ? 'no-such-mailbox' : 'full-for-now')
      if (why === 'three days have passed') city.clock.advance(3 * 24 * 60 * 60_000)
      if (why === 'everything was erased') await eraseEverything(city, by(residentId))
      else await tellFormer(city, going)
      mailbox.answer('take')
      expect([mailsTo(email).length, await waiting()]).toEqual([0, 0])
    },
  )

  it('takes it away, and the mailbox is told', async () => {
    const { residentId, email } = await aMailHolder(city)
    const browser = await residentsBrowser(portal, city, residentId)
    await browser.open(page)
    await browser.submit(removing)
    expect(await addressOf(residentId)).toBeUndefined()
    expect((await findResident(city, residentId))?.identity.reveal().email).toBeUndefined()
    expect(await kindsTold(residentId)).toEqual(['address-removed'])
    expect(await toldAt(email)).toBe('あおば野市: メールアドレスが変わりました')
    const other = portal.browser()
    await other.open('/sign-in/mail')
    await other.submit('/sign-in/mail', { email })
    expect(mailsTo(email), 'no code comes there any more').toHaveLength(1)
  })

  it.each(['changes', 'takes away'])('who %s it is alone inside: every other session ends', async (does) => {
    const { residentId } = await aMailHolder(city)
    const others = [
      await startSession(city, residentId, 'mail'),
      await startSession(city, residentId, 'card'),
    ]
    const browser = await residentsBrowser(portal, city, residentId)
    if (does === 'changes') await register(browser, anAddress())
    await browser.open(page)
    expect((await findSession(city, others[0]!)) === undefined).toBe(does === 'changes')
    if (does !== 'changes') await browser.submit(removing)
    for (const other of others) expect(await findSession(city, other)).toBeUndefined()
    expect((await browser.open(page)).statusCode).toBe(200)
  })

  it('waits for a new card that is being made, which ends the code', async () => {
    const { residentId, browser } = await someone()
    const email = anAddress()
    await ask(browser, email)
    const code = await codeSentTo(mailbox, email)
    await browser.open(entering)
    const { answer } = await inTransaction(city.database, async (client) => {
      await lockWaysIn(client, residentId)
      const submitted = browser.submit(entering, { code })
      await sleep(300)
      // Whoever held the code for its change and waited for the card would hold this up for good.
      await client.query(`set local lock_timeout = '2s'`)
      await forgetMailAddress(client, residentId)
      return { answer: submitted }
    })
    expect((await answer).statusCode).toBe(422)
    expect(await addressOf(residentId)).toBeUndefined()
  })

  it('who has none and takes it away changes nothing', async () => {
    const { residentId, browser } = await someone()
    await browser.open(page)
    await browser.submit(removing)
    expect(await kindsTold(residentId)).toEqual([])
  })
})

describe('Nothing is registered', () => {
  it.each(['wrong', 'another browser’s', 'another resident’s'])('with a code that is %s', async (whose) => {
    const [mine, theirs] = [await someone(), await someone()]
    const email = anAddress()
    await ask(whose === 'wrong' ? mine.browser : theirs.browser, email)
    const code = await codeSentTo(mailbox, email)
    if (whose === 'another resident’s')
      mine.browser.cookies.set('azukari-code', theirs.browser.cookies.get('azukari-code') ?? '')
    await mine.browser.open(page)
    const answer = await mine.browser.submit(entering, { code: whose === 'wrong' ? wrongCode(code) : code })
    expect(answer.statusCode).toBe(422)
    expect(await addressOf(mine.residentId)).toBeUndefined()
  })

  it('without having just shown who they are: not by an old sign-in, and not by a code by mail', async () => {
    const { residentId, email } = await aMailHolder(city)
    const signedIn = async (way: WayIn, agoMs: number) => {
      const browser = portal.browser()
      const since = new Date(Date.now() - agoMs)
      browser.cookies.set('azukari-session', await startSession(city, residentId, way, since))
      return browser
    }
    for (const browser of [await signedIn('card', 11 * 60_000), await signedIn('mail', 0)]) {
      expect((await ask(browser, anAddress())).statusCode).toBe(403)
      await browser.open(page)
      expect((await browser.submit(entering, { code: '12345678' })).statusCode).toBe(403)
      expect((await browser.submit(removing)).statusCode).toBe(403)
    }
    expect(await addressOf(residentId)).toBe(email)
  })

  it('by a form that is not ours, or by nobody', async () => {
    const { residentId, email } = await aMailHolder(city)
    const browser = await residentsBrowser(portal, city, residentId)
    for (const where of [page, entering, removing])
      expect((await browser.submit(where, { _csrf: 'forged' })).statusCode, where).toBe(403)
    for (const where of [page, entering])
      expect((await portal.browser().open(where)).statusCode, where).toBe(401)
    expect(await addressOf(residentId)).toBe(email)
  })

  it('that is no address', async () => {
    const { browser } = await someone()
    expect((await ask(browser, 'hanako')).statusCode).toBe(422)
  })
})

describe('An address of somebody else', () => {
  it('is answered as any other, after the same time; only who reads the mailbox learns of it', async () => {
    const { email, residentId: holder } = await aMailHolder(city)
    const { browser, residentId } = await someone()
    const took: number[] = []
    for (const one of [email, anAddress()]) {
      const begun = performance.now()
      expect(await ask(browser, one)).toMatchObject({ statusCode: 303, headers: { location: entering } })
      took.push(performance.now() - begun)
    }
    expect(Math.min(...took)).toBeGreaterThan(490)
    const answer = await register(browser, email, 1)
    expect(answer.statusCode).toBe(409)
    expect([await addressOf(residentId), await addressOf(holder)]).toEqual([undefined, email])
  })
})

it('Where the city sends no mail there is no such page, and the settings name none', async () => {
  const silent = await openTestPortal({ ...city, mailer: null })
  const browser = await residentsBrowser(silent, city, await aResident(city))
  expect((await browser.open('/settings')).body).not.toContain(page)
  expect((await browser.open(page)).statusCode).toBe(404)
  await browser.open('/settings')
  expect((await browser.submit(removing)).statusCode).toBe(404)
  await silent.close()
})
