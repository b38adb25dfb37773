import { describe, expect, it } from 'vitest'
import { Authenticator } from '../../../test/support/authenticator.ts'
import { aResident } from '../../../test/support/city.ts'
import type { TestBrowser } from '../../../test/support/http.ts'
import { aCityWithPages } from '../../../test/support/portal.ts'
import { residentsBrowser, textOf } from '../../../test/support/resident-page.ts'
import {
  aMember,
  anAdministrator,
  sessionFrom,
  siteOf,
  type TestMember,
} from '../../../test/support/staff.ts'
import { changeRole, endStaff, inviteAdministrator, staffRoles } from '../../identity/index.ts'
import { Personal } from '../../kernel/index.ts'

const { city, portal } = await aCityWithPages()

const cookie = 'azukari-staff'

/** A browser in which this member is signed in, with their home open. */
async function browserOf({ session }: Pick<TestMember, 'session'>): Promise<TestBrowser> {
  const browser = portal.browser()
  browser.cookies.set(cookie, session)
  await browser.open('/city')
  return browser
}

async function asked(browser: TestBrowser, page: string, fields: Record<string, string> = {}) {
  const answer = await browser.submit(`${page}/challenge`, fields)
  return JSON.parse(answer.body) as { challenge: string; user: { id: string } }
}

const administrator = () => anAdministrator(city)

describe('The door of staff', () => {
  it('is opened by a passkey, which begins a session of its own', async () => {
    const { authenticator } = await aMember(city, 'counter')
    const browser = portal.browser()
    await browser.open('/city/sign-in')
    const answer = authenticator.show(await asked(browser, '/city/sign-in'))
    const signedIn = await browser.submit('/city/sign-in', { answer })
    expect(signedIn).toMatchObject({ statusCode: 303, headers: { location: '/city' } })
    expect(String(signedIn.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Lax/u)
    expect(textOf(await browser.open('/city'))).toContain('窓口で市民を手伝います')
  })

  it.each([
    ['nothing', ''],
    ['no passkey', '{}'],
  ])('is not opened by %s', async (_what, answer) => {
    const browser = portal.browser()
    await browser.open('/city/sign-in')
    const refused = await browser.submit('/city/sign-in', { answer })
    expect(refused.statusCode).toBe(401)
    expect(textOf(refused)).toContain('パスキーを確かめられませんでした')
    expect(refused.body).toContain('href="/city/sign-in"')
    expect(browser.cookies.has(cookie)).toBe(false)
  })

  it('takes over no session that the browser had before (fixation), and ends it', async () => {
    const [victim, attacker] = [await aMember(city, 'counter'), await aMember(city, 'auditor')]
    const browser = portal.browser()
    browser.cookies.set(cookie, attacker.session)
    await browser.open('/city/sign-in')
    const answer = victim.authenticator.show(await asked(browser, '/city/sign-in'))
    await browser.submit('/city/sign-in', { answer })
    expect(browser.cookies.get(cookie)).not.toBe(attacker.session)
    expect((await (await browserOf(attacker)).open('/city')).statusCode).toBe(401)
  })

  it('is closed by signing out', async () => {
    const member = await aMember(city, 'counter')
    const browser = await browserOf(member)
    await browser.submit('/city/sign-out')
    expect((await (await browserOf(member)).open('/city')).statusCode).toBe(401)
  })

  it('says where to sign in to who is not, and nothing of residents’ pages', async () => {
    const page = await portal.browser().open('/city')
    expect(page.statusCode).toBe(401)
    expect(page.body).toContain('href="/city/sign-in"')
    expect(page.body).not.toContain('href="/sign-in"')
  })
})

describe('An invitation', () => {
  it('is filled in by its address or pasted whole, and brings in who has it', async () => {
    const { token } = await inviteAdministrator(city, new Personal('管理 二郎'))
    const browser = portal.browser()
    const page = await browser.open('/city/invited')
    expect(page.body).toContain('<noscript>')
    const invitation = `${siteOf(city).origin}/city/invited#${token}`
    const authenticator = new Authenticator(siteOf(city).origin)
    const answer = authenticator.make(await asked(browser, '/city/invited', { invitation }))
    const joined = await browser.submit('/city/invited', { invitation, answer })
    expect(joined).toMatchObject({ statusCode: 303, headers: { location: '/city' } })
    expect(textOf(await browser.open('/city'))).toContain('管理 二郎さん')
    expect(portal.log.text).not.toContain(token)
    expect(portal.log.text).not.toContain('管理 二郎')
  })

  it('that is not good says so, whatever passkey is made', async () => {
    const browser = portal.browser()
    await browser.open('/city/invited')
    for (const invitation of ['', 'x'.repeat(43)]) {
      expect((await browser.submit('/city/invited/challenge', { invitation })).statusCode).toBe(410)
      expect((await browser.submit('/city/invited', { invitation, answer: '{}' })).statusCode).toBe(410)
    }
  })
})

describe('A session', () => {
  it('of a resident is none of staff, and opens no form of theirs', async () => {
    const browser = await residentsBrowser(portal, city, await aResident(city))
    expect((await browser.open('/city')).statusCode).toBe(401)
    browser.cookies.set(cookie, browser.cookies.get('azukari-session') ?? '')
    expect((await browser.open('/city')).statusCode).toBe(401)
  })

  it('of staff is none of a resident', async () => {
    const browser = await browserOf(await administrator())
    expect((await browser.open('/home')).statusCode).toBe(401)
    browser.cookies.set('azukari-session', browser.cookies.get(cookie) ?? '')
    expect((await browser.open('/home')).statusCode).toBe(401)
  })

  it('beside the other in the same browser: each with the tokens of its own forms', async () => {
    const browser = await residentsBrowser(portal, city, await aResident(city))
    browser.cookies.set(cookie, (await administrator()).session)
    await browser.open('/home')
    expect((await browser.submit('/city/sign-out')).statusCode, 'a resident’s token').toBe(403)
    await browser.open('/city')
    expect((await browser.submit('/sign-out')).statusCode, 'a token of staff').toBe(403)
    expect((await browser.submit('/city/sign-out')).statusCode).toBe(303)
  })

  it('of staff chooses a language without touching the resident’s', async () => {
    const browser = await residentsBrowser(portal, city, await aResident(city))
    browser.cookies.set(cookie, (await administrator()).session)
    await browser.open('/city?lang=en')
    expect((await browser.open('/city')).body).toContain('<html lang="en"')
    expect((await browser.open('/home')).body).toContain('<html lang="ja"')
  })
})

describe('Forms of staff', () => {
  const forms = [
    ['/city/sign-out', {}],
    ['/city/proof', { answer: '{}', page: '/city/staff' }],
    ['/city/staff', { name: 'だれか', role: 'counter' }],
    ['/city/staff/end', {}],
    ['/city/staff/role', {}],
  ] as const

  it.each(forms)('%s is refused without its token, and from another site', async (url, fields) => {
    const browser = await browserOf(await administrator())
    const body = new URLSearchParams(fields).toString()
    expect((await browser.post(url, body)).statusCode).toBe(403)
    const withToken = new URLSearchParams({ _csrf: browser.formToken, ...fields }).toString()
    const foreign = await browser.post(url, withToken, { 'sec-fetch-site': 'cross-site' })
    expect(foreign.statusCode).toBe(403)
  })
})

describe('Pages of staff', () => {
  const table = [
    // page            administrator, counter, reviewer, auditor
    ['/city', [200, 200, 200, 200]],
    ['/city/staff', [200, 403, 403, 403]],
    ['/city/acts', [403, 403, 403, 200]],
    ['/city/searches', [403, 403, 403, 200]],
  ] as const

  it.each(table)('%s: %o', async (page, expected) => {
    const statuses = []
    for (const role of staffRoles) {
      const browser = await browserOf(await aMember(city, role))
      statuses.push((await browser.open(page)).statusCode)
    }
    expect(statuses).toEqual(expected)
  })

  it('a role that is taken away counts at the next request', async () => {
    const [by, other] = [await administrator(), await administrator()]
    const browser = await browserOf(other)
    expect((await browser.open('/city/staff')).statusCode).toBe(200)
    await changeRole(city, { by: by.staffId, staffId: other.staffId, role: 'auditor' })
    expect((await browser.open('/city/staff')).statusCode).toBe(403)
    expect((await browser.submit('/city/staff', { name: 'だれか', role: 'counter' })).statusCode).toBe(403)
  })

  it('who is ended is out at the next request', async () => {
    const [by, other] = [await administrator(), await administrator()]
    const browser = await browserOf(other)
    await endStaff(city, { by: by.staffId, staffId: other.staffId })
    expect((await browser.open('/city')).statusCode).toBe(401)
  })

  it('the record tells who did what about whom', async () => {
    const browser = await browserOf(await aMember(city, 'auditor', '監査 三郎'))
    const text = textOf(await browser.open('/city/acts')).replaceAll(' ', '')
    expect(text).toContain('監査三郎')
    expect(text).toContain('システムの運用担当')
  })
})

describe('An administrator at /city/staff', () => {
  const back = { page: '/city/staff' }
  const sixMinutes = 6 * 60_000

  it('appoints, and is shown the invitation once', async () => {
    const browser = await browserOf(await administrator())
    await browser.open('/city/staff')
    const made = await browser.submit('/city/staff', { name: ' 窓口 四郎 ', role: 'counter' })
    const token = /city\/invited#([\w-]{43})/u.exec(made.body)?.[1] ?? ''
    expect(token).not.toBe('')
    const page = await browser.open('/city/staff')
    expect(page.body).not.toContain(token)
    expect(textOf(page)).toContain('窓口 四郎')
    expect(portal.log.text).not.toContain('窓口 四郎')
  })

  it.each(['', '   ', 'あ'.repeat(61)])('has to name who it is: not “%s”', async (name) => {
    const browser = await browserOf(await administrator())
    await browser.open('/city/staff')
    const answer = await browser.submit('/city/staff', { name, role: 'counter' })
    expect(answer.headers.location).toBe('/city/staff?because=no-name')
    expect(textOf(await browser.open('/city/staff?because=no-name'))).toContain('60文字まで')
  })

  it('has to say as what', async () => {
    const browser = await browserOf(await administrator())
    await browser.open('/city/staff')
    const answer = await browser.submit('/city/staff', { name: 'だれか' })
    expect(answer.headers.location).toBe('/city/staff?because=no-role')
    expect((await browser.submit('/city/staff', { name: 'だれか', role: 'mayor' })).statusCode).toBe(400)
  })

  it('changes a role, invites again and ends', async () => {
    const { staffId, session } = await aMember(city, 'counter')
    const browser = await browserOf(await administrator())
    await browser.open('/city/staff')
    const act = (path: string, more = {}) => browser.submit(path, { member: staffId, ...more })
    const changed = await act('/city/staff/role', { role: 'auditor' })
    expect(changed.headers.location).toBe('/city/staff?done=role')
    expect((await (await browserOf({ session })).open('/city/acts')).statusCode).toBe(200)
    expect((await act('/city/staff')).body).toContain('/city/invited#')
    expect((await act('/city/staff/end')).headers.location).toBe('/city/staff?done=ended')
    expect((await act('/city/staff/end')).statusCode).toBe(404)
  })

  it('does nothing to themselves', async () => {
    const { staffId, session } = await administrator()
    const browser = await browserOf({ session })
    await browser.open('/city/staff')
    for (const path of ['/city/staff/end', '/city/staff', '/city/staff/role'])
      expect((await browser.submit(path, { member: staffId, role: 'counter' })).statusCode).toBe(409)
  })

  it.each([
    ['/city/staff', { name: 'だれか', role: 'counter' }],
    ['/city/staff/end', {}],
    ['/city/staff/role', { role: 'auditor' }],
    ['/city/staff', {}],
  ])('is asked for the passkey again before %s, six minutes after', async (path, fields) => {
    const [{ staffId }, other] = [await administrator(), await aMember(city, 'counter')]
    const browser = await browserOf({ session: await sessionFrom(city, staffId, sixMinutes) })
    const page = await browser.open('/city/staff')
    expect(page.body).toContain('action="/city/proof"')
    expect(page.body).not.toContain(`action="${path}"`)
    const refused = await browser.submit(path, { member: other.staffId, ...fields })
    expect(refused.statusCode).toBe(401)
    expect(textOf(refused)).toContain('もう一度パスキーで確かめます')
  })

  it('shows it again: then all is there, in a session that is new', async () => {
    const { staffId, authenticator } = await administrator()
    const stale = await sessionFrom(city, staffId, sixMinutes)
    const browser = await browserOf({ session: stale })
    await browser.open('/city/staff')
    const answer = authenticator.show(await asked(browser, '/city/proof'))
    expect((await browser.submit('/city/proof', { ...back, answer })).headers.location).toBe('/city/staff')
    expect(browser.cookies.get(cookie)).not.toBe(stale)
    expect((await browser.open('/city/staff')).body).toContain('action="/city/staff"')
    expect((await (await browserOf({ session: stale })).open('/city')).statusCode).toBe(401)
  })

  it('is led back to a page that asks, and nowhere else', async () => {
    const { authenticator, session } = await administrator()
    const browser = await browserOf({ session })
    for (const page of ['https://evil.example', '//evil.example', '/company/keys', '']) {
      const answer = authenticator.show(await asked(browser, '/city/proof'))
      const refused = await browser.submit('/city/proof', { answer, page })
      expect([refused.statusCode, refused.headers.location], page).toEqual([400, undefined])
    }
  })

  it('cannot show a colleague’s passkey instead, nor what was shown at the door', async () => {
    const [{ staffId, authenticator }, other] = [await administrator(), await administrator()]
    const browser = await browserOf({ session: await sessionFrom(city, staffId, sixMinutes) })
    await browser.open('/city/staff')
    const colleagues = other.authenticator.show(await asked(browser, '/city/proof'))
    expect((await browser.submit('/city/proof', { ...back, answer: colleagues })).statusCode).toBe(401)
    const fromTheDoor = authenticator.show(await asked(browser, '/city/sign-in'))
    expect((await browser.submit('/city/proof', { ...back, answer: fromTheDoor })).statusCode).toBe(401)
    expect((await browser.open('/city/staff')).body).not.toContain('action="/city/staff"')
  })
})
