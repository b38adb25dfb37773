import { expect, it } from 'vitest'
import { aResident, aUse, aVendor } from '../../../../test/support/city.ts'
import { aCityWithPages } from '../../../../test/support/portal.ts'
import { residentsBrowser, textOf } from '../../../../test/support/resident-page.ts'
import { shownAtOnce } from './view.tsx'

const { city, portal } = await aCityWithPages()
const offer = /説明を読む/gu
const all = '/companies?choose=all'

it('Some of what can be chosen is shown first, and the rest is one step away', async () => {
  const browser = await residentsBrowser(portal, city, await aResident(city))
  const vendor = await aVendor(city)
  const offersAt = async (url: string) => {
    const page = await browser.open(url)
    return {
      shown: textOf(page).match(offer)?.length,
      more: textOf(page).match(/残りの(\d+)件も見る/u)?.[1],
      leadsTo: page.body.includes(`href="${all}#choose"`),
    }
  }
  for (let uses = 0; uses < shownAtOnce; uses += 1) await aUse(city, vendor)
  const everything = { shown: shownAtOnce, more: undefined, leadsTo: false }
  expect(await offersAt('/companies')).toEqual(everything)
  for (let uses = 0; uses < 2; uses += 1) await aUse(city, vendor)
  expect(await offersAt('/companies')).toEqual({ shown: shownAtOnce, more: '2', leadsTo: true })
  expect(await offersAt(all)).toEqual({ ...everything, shown: shownAtOnce + 2 })
  expect(await offersAt('/companies?choose=everything')).toMatchObject({ shown: shownAtOnce })
})
