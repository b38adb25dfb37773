import type { TestPerson } from './company.ts'
import type { TestBrowser } from './http.ts'
import type { TestPortal } from './portal.ts'

export const companyCookie = 'azukari-company'

/** A browser in which this person of a company is signed in. */
export async function companysBrowser(
  portal: TestPortal,
  { session }: Pick<TestPerson, 'session'>,
  page = '/company',
): Promise<TestBrowser> {
  const browser = portal.browser()
  browser.cookies.set(companyCookie, session)
  await browser.open(page)
  return browser
}

/** What a page asks a passkey. */
interface Asked {
  challenge: string
  user: { id: string }
  excludeCredentials: { id: string }[]
}

export async function askedOn(browser: TestBrowser, page: string, fields: Record<string, string> = {}) {
  const answer = await browser.submit(`${page}/challenge`, fields)
  return JSON.parse(answer.body) as Asked
}
