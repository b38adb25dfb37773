import type { TestBrowser } from './http.ts'
import type { TestPortal } from './portal.ts'
import type { TestMember } from './staff.ts'

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
