import { expect } from 'vitest'
import { findSession } from '../../src/identity/index.ts'
import { newId } from '../../src/kernel/index.ts'
import type { Tenant } from '../../src/platform/tenant.ts'
import type { ResidentId } from '../../src/residents/index.ts'
import type { TestBrowser } from './http.ts'
import { codeSentTo } from './mail-codes.ts'
import type { TestMailbox } from './mail.ts'
import type { TestPortal } from './portal.ts'

export const anAddress = () => `${newId()}@mail.example`
export const newcomer = { name: '参加 花', kana: 'サンカ ハナ', birthDate: '昭和25年3月4日', way: 'mail' }

export async function showCode(browser: TestBrowser, code: string) {
  await browser.open('/join')
  return browser.submit('/join', { code })
}

export async function agree(browser: TestBrowser, answer = 'agreed') {
  await browser.open('/join/terms')
  return browser.submit('/join/terms', { version: '1', answer })
}

export async function tell(browser: TestBrowser, typed: Record<string, string>) {
  await browser.open('/join/who')
  return browser.submit('/join/who', { ...newcomer, ...typed })
}

/** A browser in which everything was done but the last step, and the code that came. */
export async function almostJoined(
  { portal, mailbox }: { portal: TestPortal; mailbox: TestMailbox },
  code: string,
  email = anAddress(),
  typed: Record<string, string> = {},
) {
  const browser = portal.browser()
  await showCode(browser, code)
  await agree(browser)
  expect(await tell(browser, { email, ...typed })).toMatchObject({ headers: { location: '/join/code' } })
  const mailCode = await codeSentTo(mailbox, email)
  await browser.open('/join/code')
  return { browser, email, mailCode }
}

export const lastStep = (browser: TestBrowser, mailCode: string) =>
  browser.submit('/join/code', { code: mailCode })

export async function countResidents({ database }: Pick<Tenant, 'database'>): Promise<number> {
  const { rows } = await database.query<{ count: number }>(
    'select count(*)::int as count from residents.residents',
  )
  return rows[0]!.count
}

export async function signedInAs(tenant: Tenant, browser: TestBrowser): Promise<ResidentId> {
  const session = await findSession(tenant, browser.cookies.get('azukari-session') ?? '')
  if (!session) throw new Error('nobody is signed in')
  return session.residentId
}
