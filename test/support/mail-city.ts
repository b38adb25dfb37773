import { afterAll } from 'vitest'
import { startMailbox, type TestMailbox } from './mail.ts'
import { openTestPortal, type TestPortal } from './portal.ts'
import { createTestTenant, type TestTenant } from './tenant.ts'

/** A city that sends mail, and all its pages, for one file of tests: call it once, at the top; all close with the file. */
export async function aCityWithMail(): Promise<{
  city: TestTenant
  mailbox: TestMailbox
  portal: TestPortal
}> {
  const mailbox = await startMailbox()
  // Hooks run last to first: the pages close first, and the mailbox last.
  afterAll(() => mailbox.stop())
  const city = { ...(await createTestTenant()), mailer: mailbox.mailer }
  afterAll(() => city.close())
  const portal = await openTestPortal(city, { limits: { 'sign-in': 10_000 } })
  afterAll(() => portal.close())
  return { city, mailbox, portal }
}
