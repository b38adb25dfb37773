import { describe, expect, it } from 'vitest'
import {
  agree,
  answersOf,
  aResident,
  aUse,
  aVendor,
  deposit,
  stepsFile,
} from '../../../../../test/support/city.ts'
import { askFor, readAsCompany } from '../../../../../test/support/company-reads.ts'
import { aResidentWithAPharmacy } from '../../../../../test/support/pharmacy.ts'
import { aCityWithPages } from '../../../../../test/support/portal.ts'
import {
  follow,
  receiptNumberIn,
  residentsBrowser,
  switchesOf,
  textOf,
} from '../../../../../test/support/resident-page.ts'
import { aShare, openedBy } from '../../../../../test/support/shares.ts'
import { rowId } from '../company/row-id.ts'

const { city, portal } = await aCityWithPages()

describe('止める', () => {
  it('is one tap, confirmed after the commit under that row, with the receipt', async () => {
    const { use, residentId, browser, page } = await aResidentWithAPharmacy(city, portal)
    await readAsCompany(city, use)
    await browser.open(page)
    const { address, page: answer } = await follow(browser, '/companies/stop', {
      use: use.useId,
      item: 'activity.steps',
    })
    expect(address).toMatch(/^\/companies\/[-0-9a-f]+\?act=[-0-9A-Z]{14}#row-/u)
    const number = receiptNumberIn(address)
    expect(await answersOf(city, residentId)).toEqual({
      'activity.steps': 'withdrawn',
      'body.weight': 'granted',
    })

    const row = answer.body.split(`id="${rowId(use.useId, 'activity.steps')}"`)[1]!.split('switch-row')[0]!
    expect(row).toContain('role="status"')
    expect(textOf({ ...answer, body: row }).replaceAll(' ', '')).toContain(
      `止めました（10:00）。これから新しくわたしません。すでにわたした分は下のとおりです。受付番号${number}`,
    )
    expect(row).toContain('action="/companies/undo"')
    expect(row).toContain(`href="/receipts/${number}"`)
    expect(row).toContain('href="#erase"')
    expect(textOf(answer)).toMatch(/すでにわたしたデータ .* 歩数（2日分）/u)
    expect(switchesOf(answer).map(({ on }) => on)).toEqual([false, true])
  })

  it('names what is still under way, with its company and items', async () => {
    const { use, browser, page } = await aResidentWithAPharmacy(city, portal)
    let answer = ''
    await readAsCompany(city, use, {
      onWrite: async () => {
        if (answer !== '') return
        await browser.open(page)
        answer = textOf((await follow(browser, '/companies/stop', { use: use.useId })).page)
      },
    })
    expect(answer).toContain('10:00に始まった受け渡し1件は、まだ終わっていません。 見本薬局：歩数')
    expect(answer).toContain('止めたときに送りはじめていた分は、とどくことがあります。')
  })

  it('of everything names what is still under way, too', async () => {
    const { use, browser } = await aResidentWithAPharmacy(city, portal)
    let answer = ''
    await readAsCompany(city, use, {
      onWrite: async () => {
        if (answer !== '') return
        await browser.open('/companies')
        answer = textOf((await follow(browser, '/companies/stop-all')).page)
      },
    })
    expect(answer).toContain('10:00に始まった受け渡し1件は、まだ終わっていません。 見本薬局：歩数')
  })

  it('does not name what began later, after a new yes to a part', async () => {
    const { use, residentId, browser, page } = await aResidentWithAPharmacy(city, portal)
    await browser.open(page)
    const { address } = await follow(browser, '/companies/stop', { use: use.useId })
    await agree(city, residentId, use, ['activity.steps'])
    let answer = ''
    await readAsCompany(city, use, {
      onWrite: async () => {
        answer ||= textOf(await browser.open(address.replace(/#.*/u, '')))
      },
    })
    expect(answer).toContain('止めました（10:00）。')
    expect(answer).not.toContain('まだ終わっていません')
  })

  it('shows afterwards that the company asked and was refused', async () => {
    const { use, residentId, browser, page } = await aResidentWithAPharmacy(city, portal)
    await readAsCompany(city, use)
    await browser.open(page)
    await follow(browser, '/companies/stop', { use: use.useId })
    expect(textOf(await browser.open(page))).not.toContain('止めたあとの問い合わせ')
    expect(await askFor(city, use, residentId)).toBe('withdrawn')
    expect(textOf(await browser.open(page))).toContain('止めたあとの問い合わせ 1回 → ことわりました')
  })

  it('twice changes nothing more, and shows the first; in another session it says so', async () => {
    const { use, residentId, browser, page } = await aResidentWithAPharmacy(city, portal)
    await browser.open(page)
    const fields = { use: use.useId, item: 'activity.steps' }
    city.clock.advance(1000)
    const { address } = await follow(browser, '/companies/stop', fields)
    expect((await follow(browser, '/companies/stop', fields)).address).toBe(address)
    const elsewhere = await residentsBrowser(portal, city, residentId)
    const again = await elsewhere.submit('/companies/stop', fields)
    expect(again.statusCode).toBe(409)
    expect(textOf(again)).toContain('すでに止まっています。')
    expect(again.body).toContain(`href="${page}?lang=en"`)
  })

  it('again after ten minutes is no second press: it is said to be stopped already', async () => {
    const { use, browser, page } = await aResidentWithAPharmacy(city, portal)
    await browser.open(page)
    city.clock.advance(1000)
    await follow(browser, '/companies/stop', { use: use.useId })
    const before = city.clock.now()
    city.clock.advance(10 * 60_000)
    const late = await browser.submit('/companies/stop', { use: use.useId })
    city.clock.set(before)
    expect([late.statusCode, textOf(late)]).toEqual([409, expect.stringContaining('すでに止まっています。')])
  })

  it('of one item after its whole use is no second press', async () => {
    const { use, browser, page } = await aResidentWithAPharmacy(city, portal)
    await browser.open(page)
    city.clock.advance(1000)
    await follow(browser, '/companies/stop', { use: use.useId })
    const narrower = await browser.submit('/companies/stop', { use: use.useId, item: 'activity.steps' })
    expect(narrower.statusCode).toBe(409)
  })

  it('is no second press once something else was answered', async () => {
    const { vendor, use, browser, page } = await aResidentWithAPharmacy(city, portal)
    const other = await aUse(city, vendor, { items: ['heart.rate'] })
    await browser.open(page)
    city.clock.advance(1000)
    await follow(browser, '/companies/stop', { use: use.useId })
    await browser.open(`/consent/${other.useId}`)
    city.clock.advance(1000)
    await follow(browser, `/consent/${other.useId}`, { answer: 'refuse', version: '1', shown: 'heart.rate' })
    await browser.open('/home')
    for (const { useId } of [use, other])
      expect((await browser.submit('/companies/stop', { use: useId })).statusCode).toBe(409)
  })

  it('of a company ends all its uses and no other company’s', async () => {
    const { vendor, residentId, browser, page } = await aResidentWithAPharmacy(city, portal)
    await agree(city, residentId, await aUse(city, vendor, { items: ['heart.rate'] }))
    const other = await aVendor(city)
    await agree(city, residentId, await aUse(city, other, { items: ['gait.speed'] }))
    await browser.open(page)
    const { page: answer } = await follow(browser, '/companies/stop', { vendor: vendor.vendorId })
    expect(textOf(answer)).toContain('止めました（10:00）。')
    expect(switchesOf(answer).filter(({ on }) => on)).toEqual([])
    expect(await answersOf(city, residentId)).toMatchObject({
      'heart.rate': 'withdrawn',
      'gait.speed': 'granted',
    })
  })

  it('of everything takes one tap from the list, and one from home', async () => {
    const { residentId, browser } = await aResidentWithAPharmacy(city, portal)
    for (const page of ['/companies', '/home'])
      expect((await browser.open(page)).body).toContain('action="/companies/stop-all"')
    city.clock.advance(1000)
    const { page: answer, address } = await follow(browser, '/companies/stop-all', {})
    expect(textOf(answer)).toContain('止めました（10:00）。')
    expect(textOf(answer)).toContain('止めている会社（1社）')
    expect(Object.values(await answersOf(city, residentId))).toEqual(['withdrawn', 'withdrawn'])
    expect((await follow(browser, '/companies/stop-all', {})).address).toBe(address)
  })

  it('of everything ends what is shown, too; where that is all there is, it says so, and the second press that it is stopped', async () => {
    const residentId = await aResident(city)
    await deposit(city, residentId, stepsFile({ '2026-11-02': 5_000 }))
    const { code } = await aShare(city, residentId)
    const browser = await residentsBrowser(portal, city, residentId)
    expect(textOf(await browser.open('/home'))).not.toContain(
      'いま使える会社がないので、止めるものはありません。',
    )
    const { page, address } = await follow(browser, '/companies/stop-all', {})
    expect(address).toBe('/shares?done=ended')
    expect(textOf(page)).toContain('おわらせました。')
    expect(await openedBy(city, code)).toBe('share-not-open')
    expect(textOf(await browser.open('/home'))).toContain(
      'いま使える会社がないので、止めるものはありません。',
    )
    expect((await browser.submit('/companies/stop-all', {})).statusCode).toBe(409)
  })

  it('cannot be done by another site, without a token, or for somebody else', async () => {
    const { use, residentId, browser, page } = await aResidentWithAPharmacy(city, portal)
    await browser.open(page)
    const body = new URLSearchParams({ _csrf: browser.formToken, use: use.useId }).toString()
    const foreign = await browser.post('/companies/stop', body, { 'sec-fetch-site': 'cross-site' })
    expect(foreign.statusCode).toBe(403)
    expect((await browser.post('/companies/stop', `use=${use.useId}`)).statusCode).toBe(403)
    const neighbour = await residentsBrowser(portal, city, await aResident(city))
    expect((await neighbour.submit('/companies/stop', { use: use.useId })).statusCode).toBe(409)
    expect((await neighbour.submit('/companies/stop', { use: residentId })).statusCode).toBe(404)
    expect(await answersOf(city, residentId)).toEqual({
      'activity.steps': 'granted',
      'body.weight': 'granted',
    })
  })
})
