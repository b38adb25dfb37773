import { describe, expect, it } from 'vitest'
import { agree, aResident, aUse, aVendor, by } from '../../../../test/support/city.ts'
import { readAsCompany } from '../../../../test/support/company-reads.ts'
import { aResidentWithAPharmacy } from '../../../../test/support/pharmacy.ts'
import { aCityWithPages } from '../../../../test/support/portal.ts'
import { residentsBrowser, textOf } from '../../../../test/support/resident-page.ts'
import { refuseConsent, undoWindowMs } from '../../../consent/index.ts'
import { rowId } from './company/row-id.ts'

const { city, portal } = await aCityWithPages()

describe('Who uses my data', () => {
  it('is said in one sentence, counting only what the gate would let through', async () => {
    const { vendor, use, residentId, browser } = await aResidentWithAPharmacy(city, portal)
    expect((await browser.open('/companies')).body).toContain(
      '<h1><strong>1社</strong>が、あなたのデータを<strong>1つの目的</strong>で使えます。</h1>',
    )
    const research = await aVendor(city)
    await agree(city, residentId, await aUse(city, research))
    expect(textOf(await browser.open('/companies'))).toContain(
      '2社 が、あなたのデータを 1つの目的 で使えます。',
    )

    await aUse(city, vendor, { useId: use.useId, version: 2 })
    expect(textOf(await browser.open('/companies'))).toContain('1社 が')
    await aVendor(city, { ...research, standing: 'suspended' })
    expect(textOf(await browser.open('/companies'))).toContain(
      'いま、あなたのデータを使える会社は ありません 。',
    )
  })

  it('is told per company with chips and the day of the last use, and per kind of data', async () => {
    const { vendor, use, browser } = await aResidentWithAPharmacy(city, portal)
    expect(textOf(await browser.open('/companies'))).toContain('最後に使った日 まだ使っていません')
    await readAsCompany(city, use)
    const page = await browser.open('/companies')
    expect(page.body).toContain(`<a href="/companies/${vendor.vendorId}">見本薬局</a>`)
    expect(textOf(page)).toMatch(/歩数 体重 最後に使った日 2026年11月23日（月）/u)
    const byData = await browser.open('/companies?by=data')
    expect(textOf(byData)).toMatch(/歩数 ● 見本薬局（健康づくりの助言） 使ってよい 体重 ●/u)
    expect(byData.body).toContain(`/companies/${vendor.vendorId}#${rowId(use.useId, 'activity.steps')}`)
  })

  it('asks about what is open and unanswered, and no more after two refusals', async () => {
    const vendor = await aVendor(city)
    const use = await aUse(city, vendor)
    const residentId = await aResident(city)
    const browser = await residentsBrowser(portal, city, residentId)
    const asked = async () => {
      const { body } = await browser.open('/companies')
      const [before, after = ''] = body.split('ほかの会社も見る')
      const link = `href="/consent/${use.useId}"`
      return { asked: before!.includes(link), onRequest: after.includes(link) }
    }
    expect(await asked()).toEqual({ asked: true, onRequest: false })
    const no = { useId: use.useId, versionShown: 1, items: use.terms.items }
    await refuseConsent(city, by(residentId), no)
    expect(await asked()).toEqual({ asked: true, onRequest: false })
    city.clock.advance(undoWindowMs)
    await refuseConsent(city, by(residentId), no)
    expect(await asked()).toEqual({ asked: false, onRequest: true })
  })
})
