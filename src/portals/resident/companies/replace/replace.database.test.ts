import { describe, expect, it } from 'vitest'
import { agree, answersOf, aResident, aUse, aVendor, by } from '../../../../../test/support/city.ts'
import { aCityWithPages } from '../../../../../test/support/portal.ts'
import { follow, formIn, residentsBrowser, textOf } from '../../../../../test/support/resident-page.ts'
import type { ItemCode } from '../../../../catalog/index.ts'
import { grantsOf } from '../../../../consent/index.ts'
import { stop } from '../../../../exchange/index.ts'
import { startSession } from '../../../../identity/index.ts'
import { vendorProfileSchema } from '../../../../vendors/index.ts'

const { city, portal } = await aCityWithPages()
const medication = 'medical.medication' as const

async function aCompany(name: string) {
  const { profile } = await aVendor(city)
  return aVendor(city, { profile: vendorProfileSchema.parse({ ...profile, name }) })
}

/** Somebody who allows one company, and another one that asks for these items for a purpose that nobody else here has. */
async function aScene(asks: readonly ItemCode[] = ['activity.steps', 'body.weight']) {
  const [vendor, other] = [await aCompany('まえの薬局'), await aCompany('あたらしい薬局')]
  const use = await aUse(city, vendor, { items: ['activity.steps', 'heart.rate'] })
  const to = await aUse(city, other, { items: asks })
  const residentId = await aResident(city)
  await agree(city, residentId, use)
  city.clock.advance(1_000)
  const browser = await residentsBrowser(portal, city, residentId)
  const list = `/companies/${vendor.vendorId}/replace`
  return { vendor, other, use, to, residentId, browser, list, page: `${list}/${to.useId}` }
}

describe('べつの会社にかえる', () => {
  it('leads from the company to those that are alike, and shows both side by side, with nothing chosen', async () => {
    const { vendor, residentId, browser, list, page } = await aScene()
    expect((await browser.open(`/companies/${vendor.vendorId}`)).body).toContain(`href="${list}"`)
    const choices = await browser.open(list)
    expect(choices.body).toContain(`href="${page}"`)
    expect(choices.body).toContain('action="/companies/stop"')
    const compared = await browser.open(page)
    const text = textOf(compared).replaceAll(' ', '')
    for (const row of [
      'データまえの薬局（いま）あたらしい薬局（かえたあと）',
      '歩数まえの薬局（いま）使ってよいあたらしい薬局（かえたあと）えらべば、わたす',
      '体重まえの薬局（いま）わたしていないあたらしい薬局（かえたあと）えらべば、わたす',
      '心拍数まえの薬局（いま）使ってよいあたらしい薬局（かえたあと）わたさない',
    ])
      expect(text).toContain(row)
    expect(compared.body).not.toMatch(/<input[^>]* (checked|selected)/u)
    expect(compared.body).toContain('action="/companies/stop"')
    expect((await grantsOf(city, residentId)).every(({ state }) => state === 'granted')).toBe(true)
  })

  it('is one answer: the one stopped and the other agreed to; もとにもどす brings the one back alone', async () => {
    const { vendor, other, residentId, browser, page } = await aScene()
    const opened = await browser.open(page)
    const { address, page: after } = await follow(browser, page, {
      ...formIn(opened, page),
      items: 'body.weight',
    })
    expect(address).toMatch(
      new RegExp(`^/companies/${vendor.vendorId}\\?act=[-0-9A-Z]+&instead=[-0-9A-Z]+#`, 'u'),
    )
    const stands = { 'activity.steps': 'withdrawn', 'heart.rate': 'withdrawn', 'body.weight': 'granted' }
    expect(await answersOf(city, residentId)).toEqual(stands)
    const text = textOf(after)
    expect(text).toMatch(/止めました（.*かわりに、あたらしい薬局がデータを使えるようになりました。/u)
    expect(text).toContain('あたらしい薬局は止まりません。')
    expect(after.body.match(/href="\/receipts\/[-0-9A-Z]+"/gu)).toHaveLength(2)
    expect(after.body).toContain(`href="/companies/${other.vendorId}"`)
    await follow(browser, '/companies/undo', formIn(after, '/companies/undo'))
    const back = { 'activity.steps': 'granted', 'heart.rate': 'granted', 'body.weight': 'granted' }
    expect(await answersOf(city, residentId)).toEqual(back)
    const once = await browser.open(address.replace(/#.*/u, ''))
    expect(textOf(once)).not.toContain('かわりに')
  })

  it('asks for an especially sensitive item alone, and for nothing that was not on offer', async () => {
    const both = await aScene(['activity.steps', medication])
    await both.browser.open(both.page)
    const refused = await both.browser.submit(both.page, { version: '1', items: medication })
    expect(refused.statusCode).toBe(422)
    const alone = await aScene([medication])
    const opened = await alone.browser.open(alone.page)
    expect(textOf(opened)).toContain('とくに大切な情報')
    const sent = formIn(opened, alone.page)
    expect(sent).toMatchObject({ items: medication })
    await follow(alone.browser, alone.page, sent)
    expect(await answersOf(city, alone.residentId)).toMatchObject({
      [medication]: 'granted',
      'heart.rate': 'withdrawn',
    })
  })

  it('changes nothing where nothing was chosen, and says so at the entry', async () => {
    const { residentId, browser, page } = await aScene()
    await browser.open(page)
    const answer = await browser.submit(page, { version: '1' })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain('id="items-error"')
    expect((await grantsOf(city, residentId)).every(({ state }) => state === 'granted')).toBe(true)
  })

  it('asks who it is ten minutes after signing in, and stopping alone asks nobody', async () => {
    const { vendor, residentId, browser, page } = await aScene()
    const shownAt = new Date(Date.now() - 11 * 60_000)
    browser.cookies.set('azukari-session', await startSession(city, residentId, 'demo', shownAt))
    const opened = await browser.open(page)
    const asked = await browser.submit(page, { ...formIn(opened, page), items: 'body.weight' })
    expect(asked.statusCode).toBe(403)
    expect(await answersOf(city, residentId)).toEqual({
      'activity.steps': 'granted',
      'heart.rate': 'granted',
    })
    await browser.open(page)
    await follow(browser, '/companies/stop', { vendor: vendor.vendorId })
    expect(await answersOf(city, residentId)).toEqual({
      'activity.steps': 'withdrawn',
      'heart.rate': 'withdrawn',
    })
  })

  it('has nothing to offer for a company that has nothing, and leads back from what is over', async () => {
    const { vendor, residentId, browser, list, page } = await aScene()
    await stop(city, by(residentId), { useId: null, items: null })
    expect(textOf(await browser.open(list))).toContain('かえるものがありません')
    expect((await browser.open(page)).headers['location']).toBe(list)
    expect((await browser.open(`/companies/${vendor.vendorId}`)).body).not.toContain(`href="${list}"`)
    for (const nowhere of ['/companies/none/replace', `/companies/none/replace/none`])
      expect((await browser.open(nowhere)).statusCode).toBe(404)
  })
})
