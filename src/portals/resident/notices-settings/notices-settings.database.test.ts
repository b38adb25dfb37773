import { afterAll, describe, expect, it } from 'vitest'
import { startMailbox } from '../../../../test/support/mail.ts'
import { openTestPortal } from '../../../../test/support/portal.ts'
import { follow, textOf } from '../../../../test/support/resident-page.ts'
import { createTestTenant } from '../../../../test/support/tenant.ts'
import type { LocalDay } from '../../../kernel/index.ts'
import { wishOf } from '../../../notices/index.ts'
import { enrolResident } from '../../../residents/index.ts'

const city = await createTestTenant()
const mailbox = await startMailbox()
const portal = await openTestPortal({ ...city, mailer: mailbox.mailer })
const without = await openTestPortal(city)
afterAll(async () => {
  await without.close()
  await portal.close()
  await mailbox.stop()
  await city.close()
})

const path = '/settings/notices'
const read = (page: { body: string }) => textOf(page).replaceAll(' ', '')
const someone = (contact: { email?: string } = { email: 'hanako@example.jp' }) =>
  enrolResident(city, {
    name: '青葉 花子',
    kana: 'アオバ ハナコ',
    birthDate: '1950-01-02' as LocalDay,
    ...contact,
  })

describe('How a resident wants to be told', () => {
  it('is in their pages only until they choose mails', async () => {
    const residentId = await someone()
    const browser = await portal.signedIn(residentId)
    const page = await browser.open(path)
    expect(page.body).toMatch(/value="here"[^>]*checked|checked[^>]*value="here"/u)
    const { page: saved } = await follow(browser, path, { way: 'mail' })
    expect(read(saved)).toContain('保存しました。')
    expect((await wishOf(city, residentId)).by).toBe('mail')
  })

  it('offers no mail without an address, and shows the address to nobody', async () => {
    const page = await (await portal.signedIn(await someone({}))).open(path)
    expect(page.body).not.toContain('value="mail"')
    expect(read(page)).toContain('はじめにメールアドレスを登録してください')
    expect((await (await portal.signedIn(await someone())).open(path)).body).not.toContain('hanako@')
  })

  it('offers no mail where the city sends none', async () => {
    const page = await (await without.signedIn(await someone())).open(path)
    expect(page.body).not.toContain('value="mail"')
    expect(read(page)).toContain('メールを送っていません')
  })

  it('takes no other way', async () => {
    const browser = await portal.signedIn(await someone())
    await browser.open(path)
    expect((await browser.submit(path, { way: 'fax' })).statusCode).toBe(400)
  })
})
