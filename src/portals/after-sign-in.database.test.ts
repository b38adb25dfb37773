import { expect, it } from 'vitest'
import { startMailbox } from '../../test/support/mail.ts'
import { codeSentTo, holdMailbox } from '../../test/support/mail-codes.ts'
import { openTestPortal } from '../../test/support/portal.ts'
import { createTestTenant } from '../../test/support/tenant.ts'
import { agreeToTerms, termsForTests } from '../../test/support/terms.ts'
import type { LocalDay } from '../kernel/index.ts'
import { enrolResident, publishTerms } from '../residents/index.ts'

it('Who comes in by mail is led to the terms first, until they have answered them', async () => {
  const mailbox = await startMailbox()
  const city = { ...(await createTestTenant()), mailer: mailbox.mailer }
  const portal = await openTestPortal(city)
  await publishTerms(city, termsForTests)
  const birthDate = '1960-02-03' as LocalDay
  const residentId = await enrolResident(city, { name: '大宮 進', kana: 'オオミヤ ススム', birthDate })
  const email = 'susumu@mail.example'
  await holdMailbox(city, residentId, email)
  const leadsTo = []
  for (const sentBefore of [0, 1]) {
    const browser = portal.browser()
    await browser.open('/sign-in/mail')
    await browser.submit('/sign-in/mail', { email })
    const code = await codeSentTo(mailbox, email, sentBefore)
    await browser.open('/sign-in/mail/code')
    leadsTo.push((await browser.submit('/sign-in/mail/code', { code })).headers['location'])
    await agreeToTerms(city, residentId)
  }
  expect(leadsTo).toEqual(['/terms/answer', '/home'])
  await portal.close()
  await city.close()
  await mailbox.stop()
})
