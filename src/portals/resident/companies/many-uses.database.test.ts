import { expect, it } from 'vitest'
import { agree, answersOf, aResident, aUse, aVendor } from '../../../../test/support/city.ts'
import { aCityWithPages } from '../../../../test/support/portal.ts'
import { follow, residentsBrowser, textOf } from '../../../../test/support/resident-page.ts'
import { mostUses, type UseId } from '../../../review/index.ts'

const { city, portal } = await aCityWithPages()
const last = 'ffffffff-ffff-4fff-bfff-ffffffffffff' as UseId

it('What a resident agreed to is shown, told and stopped, however many uses the city has', async () => {
  const vendor = await aVendor(city)
  const use = await aUse(city, vendor, { useId: last })
  const residentId = await aResident(city)
  await agree(city, residentId, use)
  const crowd = await aVendor(city)
  await city.database.query(
    `insert into review.uses (use_id, vendor_id, current_version)
     select gen_random_uuid(), $1, 1 from generate_series(1, $2::int)`,
    [crowd.vendorId, mostUses],
  )
  await city.database.query(
    `insert into review.use_versions (use_id, version, terms, standing, approved_at)
     select use_id, 1, $1, 'ended', $2 from review.uses on conflict do nothing`,
    [use.terms, city.clock.now()],
  )
  const browser = await residentsBrowser(portal, city, residentId)
  const page = `/companies/${vendor.vendorId}`
  for (const url of ['/companies', page, '/history?show=mine'])
    expect([url, textOf(await browser.open(url)).includes('見本薬局')]).toEqual([url, true])
  expect(textOf(await browser.open('/home')).replaceAll(' ', '')).toContain(
    '1社が、あなたのデータを1つの目的で使えます。',
  )
  await browser.open(page)
  await follow(browser, '/companies/stop', { vendor: vendor.vendorId })
  expect(await answersOf(city, residentId)).toEqual({
    'activity.steps': 'withdrawn',
    'body.weight': 'withdrawn',
  })
})
