import { describe, expect, it } from 'vitest'
import { Authenticator } from '../../../test/support/authenticator.ts'
import { aResident } from '../../../test/support/city.ts'
import { aCityWithPages } from '../../../test/support/portal.ts'
import { follow, residentsBrowser, statusOf, textOf } from '../../../test/support/resident-page.ts'
import { aMember, anAdministrator, siteOf } from '../../../test/support/staff.ts'
import { staffCookie, staffPages } from '../../../test/support/staff-pages.ts'
import { changeRole, endStaff, inviteAdministrator, staffRoles } from '../../identity/index.ts'
import { Personal } from '../../kernel/index.ts'

const { city, portal } = await aCityWithPages()
const { browserOf, asked } = staffPages(portal)

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
    expect(browser.cookies.has(staffCookie)).toBe(false)
  })

  it('takes over no session that the browser had before (fixation), and ends it', async () => {
    const [victim, attacker] = [await aMember(city, 'counter'), await aMember(city, 'auditor')]
    const browser = portal.browser()
    browser.cookies.set(staffCookie, attacker.session)
    await browser.open('/city/sign-in')
    const answer = victim.authenticator.show(await asked(browser, '/city/sign-in'))
    await browser.submit('/city/sign-in', { answer })
    expect(browser.cookies.get(staffCookie)).not.toBe(attacker.session)
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

describe('The home of staff', () => {
  it.each(staffRoles)('has a card for every place of the menu: %s', async (role) => {
    const { body } = await (await browserOf(await aMember(city, role))).open('/city')
    const [menu = '', main = ''] = body.slice(body.indexOf('<nav class="places"')).split('<main')
    const places = [...menu.matchAll(/href="([^"]+)"/gu)]
      .map(([, href]) => href)
      .filter((one) => one !== '/city')
    expect(places.length).toBeGreaterThan(0)
    for (const href of places) expect(main).toContain(`href="${href}"`)
  })

  it.each([
    ['reviewer', '受け入れるかどうかを決めます', '市が決めたことを読みます'],
    ['auditor', '市が決めたことを読みます', '受け入れるかどうかを決めます'],
  ] as const)('says to the %s what they may do with companies, and no more', async (role, may, mayNot) => {
    const text = textOf(await (await browserOf(await aMember(city, role))).open('/city'))
    expect([text.includes(may), text.includes(mayNot)]).toEqual([true, false])
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
    browser.cookies.set(staffCookie, browser.cookies.get('azukari-session') ?? '')
    expect((await browser.open('/city')).statusCode).toBe(401)
  })

  it('of staff is none of a resident', async () => {
    const browser = await browserOf(await administrator())
    expect((await browser.open('/home')).statusCode).toBe(401)
    browser.cookies.set('azukari-session', browser.cookies.get(staffCookie) ?? '')
    expect((await browser.open('/home')).statusCode).toBe(401)
  })

  it('beside the other in the same browser: each with the tokens of its own forms', async () => {
    const browser = await residentsBrowser(portal, city, await aResident(city))
    browser.cookies.set(staffCookie, (await administrator()).session)
    await browser.open('/home')
    expect((await browser.submit('/city/sign-out')).statusCode, 'a resident’s token').toBe(403)
    await browser.open('/city')
    expect((await browser.submit('/sign-out')).statusCode, 'a token of staff').toBe(403)
    const { page } = await follow(browser, '/city/sign-out')
    expect(statusOf(page)).toContain('サインアウトしました。')
    expect(statusOf(await browser.open('/city/sign-in'))).toBe('')
  })

  it('of staff chooses a language without touching the resident’s', async () => {
    const browser = await residentsBrowser(portal, city, await aResident(city))
    browser.cookies.set(staffCookie, (await administrator()).session)
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
