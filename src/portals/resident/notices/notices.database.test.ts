import { describe, expect, it } from 'vitest'
import { agree, aResident, aUse, aVendor } from '../../../../test/support/city.ts'
import { aCityWithPages } from '../../../../test/support/portal.ts'
import { follow, textOf } from '../../../../test/support/resident-page.ts'
import { noticesOf } from '../../../notices/index.ts'

const { city, portal } = await aCityWithPages()

/** Somebody who has agreed to a use of a company of this name. */
async function someone(name = '見本薬局') {
  const residentId = await aResident(city)
  const vendor = await aVendor(city)
  const profile = { ...vendor.profile, name }
  await agree(city, residentId, await aUse(city, await aVendor(city, { profile })))
  return { residentId, browser: await portal.signedIn(residentId) }
}
const read = (page: { body: string }) => textOf(page).replaceAll(' ', '')

describe('The page of notices', () => {
  it('says that there is none', async () => {
    const browser = await portal.signedIn(await aResident(city))
    expect(read(await browser.open('/notices'))).toContain('お知らせはありません')
    expect(read(await browser.open('/home'))).toContain('新しいお知らせはありません。')
  })

  it('says what happened and with which company, until it is read', async () => {
    const { browser } = await someone()
    expect(read(await browser.open('/home'))).toContain('新しいお知らせが1件あります。')
    const page = await browser.open('/notices')
    expect(read(page)).toContain('データを使ってよいという同意を受け取りました')
    expect(read(page)).toContain('会社：見本薬局')
    const upTo = /name="upTo" value="([^"]+)"/u.exec(page.body)?.[1] ?? ''
    const { page: after } = await follow(browser, '/notices/read', { upTo })
    expect(read(after)).toContain('読んだことにしました。')
    expect(after.body).not.toContain('name="upTo"')
    expect(read(await browser.open('/home'))).toContain('新しいお知らせはありません。')
  })

  it('does not say the name of a company that looks like something else', async () => {
    const { browser } = await someone('市役所\u202Eより')
    const page = await browser.open('/notices')
    expect(read(page)).toContain('会社：ある会社')
    expect(page.body).not.toContain('市役所')
  })

  it('shows nobody another’s', async () => {
    const one = await someone('北の薬局')
    const other = await portal.signedIn(await aResident(city))
    const [theirs] = (await noticesOf(city, one.residentId, null)).shown
    for (const path of ['/notices', `/notices?before=${theirs!.noticeId}`])
      expect((await other.open(path)).body).not.toContain('北の薬局')
    await other.open('/home')
    await other.submit('/notices/read', { upTo: theirs!.noticeId })
    expect(read(await one.browser.open('/home'))).toContain('新しいお知らせが1件あります。')
  })

  it('is for those who are signed in', async () => {
    expect((await portal.browser().open('/notices')).statusCode).toBe(401)
  })
})
