import { describe, expect, it } from 'vitest'
import { aResident, aUse, aVendor } from '../../../../../test/support/city.ts'
import { aResidentWithAPharmacy } from '../../../../../test/support/pharmacy.ts'
import { aCityWithPages } from '../../../../../test/support/portal.ts'
import { residentsBrowser, switchesOf } from '../../../../../test/support/resident-page.ts'
import { publishUse } from '../../../../review/index.ts'

const { city, portal } = await aCityWithPages()

describe('A company’s page', () => {
  it('has one switch per item of each use, and no two of the same name', async () => {
    const { vendor, browser, page } = await aResidentWithAPharmacy(city, portal)
    const second = await aUse(city, vendor, { items: ['activity.steps', 'medical.medication'] })
    const title = { ja: '運動の相談', jaEasy: 'うんどうの そうだん', en: 'Advice on exercise' }
    const renamed = { ...second, version: 2, terms: { ...second.terms, title } }
    await publishUse(city.database, renamed, city.clock.now())
    const switches = switchesOf(await browser.open(page))
    expect(switches.map(({ on }) => on).sort()).toEqual([false, false, true, true])
    expect(new Set(switches.map(({ name }) => name)).size).toBe(4)
    for (const { name } of switches) expect(name).toMatch(/^見本薬局 (歩数|体重|薬の記録) \S/u)
  })

  it('turns nothing on by itself: off leads to the consent page, the sensitive item to its own', async () => {
    const vendor = await aVendor(city)
    const use = await aUse(city, vendor, { items: ['activity.steps', 'medical.medication'] })
    const browser = await residentsBrowser(portal, city, await aResident(city))
    const { body } = await browser.open(`/companies/${vendor.vendorId}`)
    expect(body).toContain(`<form method="get" action="/consent/${use.useId}">`)
    expect(body).toContain(`<form method="get" action="/consent/${use.useId}/medical.medication">`)
  })

  it('that is not there is not found, whatever the address', async () => {
    const browser = await residentsBrowser(portal, city, await aResident(city))
    for (const id of ['5a1e0000-0000-4000-8000-00000000ffff', 'nobody', 'stop']) {
      expect((await browser.open(`/companies/${id}`)).statusCode).toBe(404)
    }
  })

  it('is for those who are signed in', async () => {
    const { page } = await aResidentWithAPharmacy(city, portal)
    for (const url of ['/companies', page]) expect((await portal.browser().open(url)).statusCode).toBe(401)
  })
})
