import { randomUUID } from 'node:crypto'
import { paths } from '../../src/portals/paths.ts'
import type { StaffRole } from '../../src/identity/index.ts'
import type { TestBrowser } from './http.ts'
import type { TestPortal } from './portal.ts'
import { formIn } from './resident-page.ts'
import { aMember, type TestMember } from './staff.ts'
import type { TestTenant } from './tenant.ts'

export const staffCookie = 'azukari-staff'

/** The city's pages as a member of staff has them. */
export function staffPages(portal: TestPortal) {
  return {
    /** A browser in which this member is signed in, with their home open. */
    async browserOf({ session }: Pick<TestMember, 'session'>): Promise<TestBrowser> {
      const browser = portal.browser()
      browser.cookies.set(staffCookie, session)
      await browser.open('/city')
      return browser
    },

    /** What an authenticator is asked on this page. */
    async asked(browser: TestBrowser, page: string, fields: Record<string, string> = {}) {
      const answer = await browser.submit(`${page}/challenge`, fields)
      return JSON.parse(answer.body) as { challenge: string; user: { id: string } }
    },
  }
}

/** What is sent to attend to the first of those whom a search has found; the page that shows them is open. */
export function firstFound(browser: TestBrowser): { chosen: string } {
  const { chosen } = formIn(browser.page, paths.counterFound)
  return { chosen: chosen ?? randomUUID() }
}

/** A browser of a new member of staff of this city, with their home open. */
export function desksOf(city: TestTenant, portal: TestPortal) {
  return async ({ role = 'counter', name }: { role?: StaffRole; name?: string } = {}) =>
    staffPages(portal).browserOf(await aMember(city, role, name))
}

/** Looks for somebody at the counter, and attends to the first who is found. */
export async function attendToFirst(browser: TestBrowser, said: Record<string, string>): Promise<void> {
  await browser.open(paths.counter)
  await browser.submit(paths.counter, said)
  await browser.open(paths.counterFound)
  await browser.submit(paths.counterFound, firstFound(browser))
}
