import { expect } from 'vitest'
import type { Answered, TestBrowser } from './http.ts'
import { codeSentTo } from './mail-codes.ts'
import type { TestMailbox } from './mail.ts'
import type { TestPortal } from './portal.ts'

export const [asking, entering] = ['/sign-in/mail', '/sign-in/mail/code'] as const

export async function ask(browser: TestBrowser, email: string): Promise<Answered> {
  await browser.open(asking)
  return browser.submit(asking, { email })
}

export async function enter(browser: TestBrowser, code: string): Promise<Answered> {
  // The page for codes has no form where none was asked for; somebody who tries all the same takes another of our pages.
  await browser.open(asking)
  return browser.submit(entering, { code })
}

/** A browser that has asked, and the code that came. */
export async function askedAt(
  { portal, mailbox }: { portal: TestPortal; mailbox: TestMailbox },
  email: string,
  sentBefore = 0,
) {
  const browser = portal.browser()
  expect((await ask(browser, email)).statusCode).toBe(303)
  return { browser, code: await codeSentTo(mailbox, email, sentBefore) }
}
