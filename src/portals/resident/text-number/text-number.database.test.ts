import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { aResident, by } from '../../../../test/support/city.ts'
import type { TestBrowser } from '../../../../test/support/http.ts'
import { wrongCode } from '../../../../test/support/mail-codes.ts'
import { openTestPortal, type TestPortal } from '../../../../test/support/portal.ts'
import { residentsBrowser, textOf } from '../../../../test/support/resident-page.ts'
import { startTextService, type TestTextService } from '../../../../test/support/sms.ts'
import { createTestTenant, type TestTenant } from '../../../../test/support/tenant.ts'
import { eraseEverything } from '../../../erasure/index.ts'
import { tellFormer } from '../../../identity/index.ts'
import {
  changeWish,
  leaveNotice,
  mailNotices,
  noticesOf,
  wishOf,
  type NoticeKind,
} from '../../../notices/index.ts'
import { inTransaction } from '../../../platform/database/index.ts'
import { findResident, type ResidentId } from '../../../residents/index.ts'

const [page, entering, removing] = [
  '/settings/text-number',
  '/settings/text-number/code',
  '/settings/text-number/remove',
]
let city: TestTenant
let service: TestTextService
let portal: TestPortal
beforeAll(async () => {
  service = await startTextService()
  city = { ...(await createTestTenant()), texter: service.texter }
  portal = await openTestPortal(city, { limits: { 'sign-in': 10_000 } })
})
afterAll(async () => {
  await portal.close()
  await city.close()
  await service.stop()
})
afterEach(() => service.answer((reply) => reply.writeHead(202).end()))

let numbers = 10_000_000
const aNumber = () => {
  numbers += 1
  return {
    typed: `090-${String(numbers).slice(0, 4)}-${String(numbers).slice(4)}`,
    number: `+8190${String(numbers)}`,
  }
}
const textsTo = (number: string) => service.received.filter(({ to }) => to === number)
async function codeSentTo(number: string): Promise<string> {
  for (let looks = 0; looks < 200; looks += 1) {
    const code = /\d{4} \d{4}/u.exec(textsTo(number).at(-1)?.text ?? '')?.[0]
    if (code !== undefined) return code.replace(' ', '')
    await sleep(10)
  }
  throw new Error('no code has come')
}

async function ask(browser: TestBrowser, number: string) {
  await browser.open(page)
  return browser.submit(page, { number })
}
async function register(browser: TestBrowser, { typed, number }: ReturnType<typeof aNumber>) {
  await ask(browser, typed)
  const code = await codeSentTo(number)
  await browser.open(entering)
  return browser.submit(entering, { code })
}
async function someone() {
  const residentId = await aResident(city)
  return { residentId, browser: await residentsBrowser(portal, city, residentId) }
}
async function holder() {
  const [one, given] = [await someone(), aNumber()]
  await register(one.browser, given)
  await send()
  service.received.length = 0
  city.clock.advance(2 * 3_600_000)
  return { ...one, ...given }
}
const numberOf = async (residentId: ResidentId) =>
  (await findResident(city, residentId))?.identity.reveal().textNumber
const kindsTold = async (residentId: ResidentId) =>
  (await noticesOf(city, residentId, null)).shown.map(({ kind }) => kind)
const tell = (residentId: ResidentId, kind: NoticeKind = 'card-ended') =>
  inTransaction(city.database, (client) => leaveNotice(client, residentId, { kind }, city.clock.now()))
const going = new AbortController().signal
const send = () => mailNotices(city, going)

describe('A resident', () => {
  it('registers their number with the code that came there, is told, and gets text messages from then on', async () => {
    const [{ residentId, browser }, one] = [await someone(), aNumber()]
    expect(await register(browser, one)).toMatchObject({
      headers: { location: '/settings/notices?done=saved' },
    })
    expect(await numberOf(residentId)).toBe(one.number)
    expect((await wishOf(city, residentId)).by).toBe('sms')
    expect(await kindsTold(residentId)).toEqual(['telling-changed'])
    expect(textOf(await browser.open(page))).toContain(one.typed)
    expect(textOf(await browser.open('/settings/notices'))).toContain('SMSでも受け取る')
  })

  it('changes it: the one before is told, not what it is now, and gets nothing more', async () => {
    const { residentId, browser, number: former } = await holder()
    const one = aNumber()
    await register(browser, one)
    await tellFormer(city, going)
    await send()
    const [told, ...more] = textsTo(former)
    expect([told?.text, more]).toEqual([
      expect.stringContaining('この番号への、市からのお知らせは終わりました'),
      [],
    ])
    expect(told?.text).not.toContain(one.number)
    expect(await numberOf(residentId)).toBe(one.number)
    expect(await kindsTold(residentId)).toContain('telling-changed')
  })

  it('takes it away: the one before is told, and nothing more goes there', async () => {
    const { residentId, browser, number } = await holder()
    await browser.open(page)
    expect((await browser.submit(removing)).headers.location).toBe(`${page}?done=removed`)
    await tell(residentId)
    await send()
    await tellFormer(city, going)
    expect(textsTo(number).map(({ text }) => text)).toEqual([expect.stringContaining('終わりました')])
    expect([await numberOf(residentId), await wishOf(city, residentId)]).toEqual([
      undefined,
      { by: 'here', failedAt: null },
    ])
  })

  it('who is told by letter goes on being so when the number is taken away', async () => {
    const { residentId, browser } = await holder()
    await changeWish(city, residentId, 'letter')
    await browser.open(page)
    await browser.submit(removing)
    expect((await wishOf(city, residentId)).by).toBe('letter')
  })

  it('who erases everything is forgotten with their number', async () => {
    const { residentId, number } = await holder()
    await tell(residentId)
    await eraseEverything(city, by(residentId))
    await send()
    await tellFormer(city, going)
    expect(textsTo(number)).toEqual([])
  })
})

describe('A number', () => {
  it.each([
    '048-000-0000',
    '+1 202 555 0123',
    '060-1234-5678',
    '090-1234-567',
    '090-1234-5678\n090',
    'x',
    '',
  ])('that is none of Japan’s mobile telephones gets no code: %j', async (typed) => {
    const { browser } = await someone()
    const before = service.asked
    expect((await ask(browser, typed)).statusCode).toBe(422)
    expect(service.asked).toBe(before)
  })

  it.each([
    ['a wrong code', (code: string) => wrongCode(code)],
    ['no code', () => 'x'],
  ] as const)('is nobody’s by %s', async (_, typed) => {
    const [{ residentId, browser }, one] = [await someone(), aNumber()]
    await ask(browser, one.typed)
    const code = typed(await codeSentTo(one.number))
    await browser.open(entering)
    expect((await browser.submit(entering, { code })).statusCode).toBe(422)
    expect([await numberOf(residentId), (await wishOf(city, residentId)).by]).toEqual([undefined, 'here'])
  })

  it('is nobody’s by a code that somebody else asked for, and none by a code after ten minutes’ five tries', async () => {
    const [one, other, given] = [await someone(), await someone(), aNumber()]
    await ask(one.browser, given.typed)
    const code = await codeSentTo(given.number)
    await other.browser.open(page)
    expect((await other.browser.submit(entering, { code })).statusCode).toBe(422)
    other.browser.cookies.set('azukari-code', one.browser.cookies.get('azukari-code') ?? '')
    expect((await other.browser.submit(entering, { code })).statusCode).toBe(422)
    expect(await numberOf(other.residentId)).toBeUndefined()
    await one.browser.open(entering)
    for (let tries = 0; tries < 5; tries += 1)
      await one.browser.submit(entering, { code: wrongCode(code, tries + 1) })
    expect((await one.browser.submit(entering, { code })).statusCode).toBe(422)
    expect(await numberOf(one.residentId)).toBeUndefined()
  })

  it('gets three codes an hour of one resident, and no fourth', async () => {
    const [{ browser }, one] = [await someone(), aNumber()]
    for (const status of [303, 303, 303, 429]) expect((await ask(browser, one.typed)).statusCode).toBe(status)
    await sleep(50)
    expect(textsTo(one.number)).toHaveLength(3)
  })

  it('changes by no form of another site', async () => {
    const { residentId, browser, number } = await holder()
    for (const form of [page, entering, removing])
      expect((await browser.post(form, 'number=09012345678&code=12345678')).statusCode).toBe(403)
    expect(await numberOf(residentId)).toBe(number)
  })

  it('lies sealed: it stands in no table', async () => {
    const { residentId, browser, number } = await holder()
    await register(browser, aNumber())
    await tell(residentId)
    for (const table of [
      'residents.residents',
      'identity.email_codes',
      'identity.former_mailboxes',
      'notices.mails',
    ])
      expect(
        JSON.stringify((await city.database.query(`select to_jsonb(one)::text from ${table} one`)).rows),
      ).not.toContain(number.slice(3))
    expect(portal.log.text).not.toContain(number.slice(3))
  })
})

describe('A text message about notices', () => {
  it('says that there is something to read, and not what, once in an hour', async () => {
    const { residentId, number } = await holder()
    await tell(residentId)
    await tell(residentId, 'looked-up')
    await send()
    await tell(residentId)
    await send()
    const [{ text = '' } = {}, ...more] = textsTo(number)
    expect(more).toEqual([])
    expect(text).toBe(
      'あおば野市: 新しいお知らせがあります。いつもの方法でページを開くと、読めます。 048-000-0000',
    )
  })

  it.each([
    ['says no for now', 500],
    ['sends on', 307],
  ] as const)('is tried again where the service %s, under the same id', async (_, status) => {
    const { residentId, number } = await holder()
    service.answer((reply) => reply.writeHead(status, { location: service.url }).end())
    await tell(residentId)
    await send()
    service.answer((reply) => reply.writeHead(202).end())
    await send()
    expect(textsTo(number), 'not at once').toHaveLength(1)
    city.clock.advance(6 * 60_000)
    await send()
    const ids = textsTo(number).map(({ id }) => id)
    expect(ids).toEqual([expect.any(String), ids[0]])
    expect((await wishOf(city, residentId)).failedAt).toBeNull()
  })

  it('that will never arrive is said in the settings', async () => {
    const { residentId, browser } = await holder()
    service.answer((reply) => reply.writeHead(422).end())
    await tell(residentId)
    await send()
    expect(textOf(await browser.open('/settings/notices'))).toContain('SMSがとどいていません')
  })

  it('comes to nobody who has not asked for it', async () => {
    const { residentId } = await someone()
    const before = service.asked
    await tell(residentId)
    await send()
    expect(service.asked).toBe(before)
  })
})

describe('A city that sends none', () => {
  it('has no page for it, and offers none', async () => {
    const silent = await openTestPortal({ ...city, texter: null })
    const browser = await residentsBrowser(silent, city, await aResident(city))
    for (const path of [page, entering]) expect((await browser.open(path)).statusCode).toBe(404)
    const settings = textOf(await browser.open('/settings/notices'))
    expect(settings).not.toContain('SMS')
    await silent.close()
  })
})
