import { describe, expect, it } from 'vitest'
import { aVendor } from '../../../../test/support/city.ts'
import { aResidentWithAPharmacy } from '../../../../test/support/pharmacy.ts'
import { aCityWithPages } from '../../../../test/support/portal.ts'
import { residentsBrowser, textOf } from '../../../../test/support/resident-page.ts'
import { addDays } from '../../../kernel/index.ts'

const { city, portal } = await aCityWithPages()

describe('A consent whose time is over', () => {
  it.each([
    [
      'ja',
      /前に「使ってよい」とした会社（1社）.*期限がすぎました/u,
      '歩数 健康づくりの助言 期限がすぎました',
    ],
    ['ja-easy', /前 に 「 使 って よい」と 言 った 会社 .*期限 が すぎました/u, '期限 が すぎました'],
    ['en', /Allowed before \(1 company\).*Expired/u, 'Expired'],
  ])('is neither told as a stop nor as never given (%s)', async (language, listed, row) => {
    const { vendor, residentId, page } = await aResidentWithAPharmacy(city, portal)
    const before = city.clock.now()
    await aVendor(city, { ...vendor, contractUntil: addDays(before, 1000) })
    city.clock.set(addDays(before, 400))
    const browser = await residentsBrowser(portal, city, residentId)
    await browser.open(`/home?lang=${language}`)
    const companies = textOf(await browser.open('/companies'))
    expect(companies).toMatch(listed)
    expect(companies).not.toMatch(/止めている会社|止 めて いる|Stopped/u)
    const company = textOf(await browser.open(page))
    expect(company).toContain(row)
    expect(company).not.toMatch(/まだ使ってよいと|まだ 使 って よいと|Not agreed|Stopped/u)
    city.clock.set(before)
  })
})
