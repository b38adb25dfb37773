import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { aCityWithMail } from '../../../../../test/support/mail-city.ts'
import { aResident } from '../../../../../test/support/city.ts'
import { aMailHolder, holdMailbox } from '../../../../../test/support/mail-codes.ts'
import { openTestPortal } from '../../../../../test/support/portal.ts'
import { residentsBrowser } from '../../../../../test/support/resident-page.ts'
import { newId } from '../../../../kernel/index.ts'

const [asking, entering] = ['/sign-in/mail', '/sign-in/mail/code']
const { city, mailbox, portal } = await aCityWithMail()

describe('A mailbox', () => {
  it('is of one resident', async () => {
    const { email } = await aMailHolder(city)
    await expect(holdMailbox(city, await aResident(city), email.toUpperCase())).rejects.toThrow(
      'address-taken',
    )
  })

  it('that was left is good for nobody', async () => {
    const { residentId, email } = await aMailHolder(city)
    await holdMailbox(city, residentId, `${newId()}@mail.example`)
    const before = mailbox.asked.length
    const browser = portal.browser()
    await browser.open(asking)
    await browser.submit(asking, { email })
    await sleep(50)
    expect(mailbox.asked.slice(before)).not.toContain(email)
  })
})

describe('A stranger who asks for codes', () => {
  it('keeps no resident from showing once more who they are', async () => {
    const { email, residentId } = await aMailHolder(city)
    for (let count = 0; count < 4; count += 1) {
      const stranger = portal.browser()
      await stranger.open(asking)
      await stranger.submit(asking, { email })
    }
    const browser = await residentsBrowser(portal, city, residentId)
    const statuses = []
    for (let count = 0; count < 4; count += 1) {
      await browser.open('/settings/mail')
      statuses.push((await browser.submit('/settings/mail', { email })).statusCode)
    }
    expect(statuses).toEqual([303, 303, 303, 429])
  })
})

describe('Where the city sends no mail', () => {
  it('there is no such page, and none leads there', async () => {
    expect((await portal.browser().open('/sign-in')).body).toContain(`href="${asking}"`)
    const silent = await openTestPortal({ ...city, mailer: null })
    const browser = silent.browser()
    expect((await browser.open('/sign-in')).body).not.toContain(asking)
    for (const page of [asking, entering]) expect((await browser.open(page)).statusCode).toBe(404)
    await browser.open('/sign-in')
    expect((await browser.submit(asking, { email: 'a@b.example' })).statusCode).toBe(404)
    await silent.close()
  })
})
