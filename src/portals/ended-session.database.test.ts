import { describe, expect, it } from 'vitest'
import { aResident } from '../../test/support/city.ts'
import { aCompany } from '../../test/support/company.ts'
import { aCityWithPages } from '../../test/support/portal.ts'
import { aMember } from '../../test/support/staff.ts'
import { endCompanySession } from '../identity/company/company-session.ts'
import { endSession, startSession } from '../identity/session.ts'
import { endStaffSession } from '../identity/staff/staff-session.ts'

const { city, portal } = await aCityWithPages()

/** Browsers keep pages and show them by Back, until a cookie of theirs changes: of a session that has ended none must stay. */
describe('A session that was ended elsewhere', () => {
  const doors = [
    {
      cookie: 'azukari-session',
      pages: ['/home', '/history', '/prove/pin'],
      begin: async () => startSession(city, await aResident(city), 'card'),
      end: endSession,
    },
    {
      cookie: 'azukari-staff',
      pages: ['/city', '/city/staff'],
      begin: async () => (await aMember(city, 'administrator')).session,
      end: endStaffSession,
    },
    {
      cookie: 'azukari-company',
      pages: ['/company', '/company/persons'],
      begin: async () => (await aCompany(city)).session,
      end: endCompanySession,
    },
  ] as const

  it.each(doors)(
    'leaves no $cookie in the browser once it is shown',
    async ({ cookie, begin, end, pages }) => {
      const [page = '', other = ''] = pages
      const browser = portal.browser()
      for (const door of doors) browser.cookies.set(door.cookie, 'x'.repeat(43))
      const session = await begin()
      browser.cookies.set(cookie, session)
      const good = await browser.open(page)
      expect([good.statusCode, browser.cookies.get(cookie)], 'a good one stays').toEqual([200, session])
      await end(city.database, session)
      const over = await browser.open(other)
      expect([over.statusCode, browser.cookies.has(cookie)]).toEqual([401, false])
      expect(
        doors.filter((door) => browser.cookies.has(door.cookie)),
        'no other’s',
      ).toHaveLength(2)
    },
  )

  it('leaves none after a form either, and a no of another kind takes none', async () => {
    const browser = portal.browser()
    const session = await startSession(city, await aResident(city), 'card')
    browser.cookies.set('azukari-session', session)
    await browser.open('/settings')
    expect((await browser.open('/consent/none')).statusCode).toBeGreaterThanOrEqual(400)
    expect((await browser.submit('/settings', { _csrf: 'stale' })).statusCode).toBe(403)
    expect(browser.cookies.get('azukari-session')).toBe(session)
    await browser.open('/settings')
    await endSession(city.database, session)
    expect((await browser.submit('/settings/sessions/end-others')).statusCode).toBe(401)
    expect(browser.cookies.has('azukari-session')).toBe(false)
  })

  it('leaves the public pages and their forms open', async () => {
    const browser = portal.browser()
    browser.cookies.set('azukari-session', 'x'.repeat(43))
    expect((await browser.open('/home')).statusCode).toBe(401)
    await browser.open('/sign-in')
    const answer = await browser.submit('/sign-in', { resident: await aResident(city) })
    expect(answer.statusCode).toBe(303)
  })
})
