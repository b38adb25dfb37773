import { expect, it } from 'vitest'
import { by, aResident, stepsFile, aVendor, aUse, agree } from '../../test/support/city.ts'
import { readAsCompany } from '../../test/support/company-reads.ts'
import { aCityWithPages } from '../../test/support/portal.ts'
import { residentsBrowser } from '../../test/support/resident-page.ts'
import { sendFile } from '../../test/support/send-file.ts'
import { testCity } from '../../test/support/tenant.ts'
import { withdrawConsent } from '../consent/index.ts'
import { savePreferences } from '../residents/index.ts'

const { city, portal } = await aCityWithPages()
const name = '青葉 花子'
const vendor = await aVendor(city)
const use = await aUse(city, vendor)
const another = await aUse(city, vendor)
const residentId = await aResident(city, name)
await savePreferences(city, residentId, { locale: 'ja', ruby: true, largeText: false })
await agree(city, residentId, use)
const browser = await residentsBrowser(portal, city, residentId)
const deposit = await sendFile(browser, stepsFile({ '2026-11-01': 4_000, '2026-11-02': 5_000 }), {
  name: '私の記録.xml',
})
const preview = await browser.open(deposit)
const confirmed = await browser.submit(`${deposit}/confirm`)
if (!String(confirmed.headers['location']).endsWith('?done=confirmed')) throw new Error('not confirmed')
await readAsCompany(city, use, { ownWords: '今月の準備' })
const stopped = await withdrawConsent(city, by(residentId), { useId: use.useId, items: ['body.weight'] })
if (!stopped.ok) throw new Error(stopped.because)

/** What somebody wrote, or is called: nobody but they know how it is read. */
const theirs = [
  name,
  '私の記録.xml',
  '今月の準備',
  ...Object.values(vendor.profile).map(String),
  testCity.name.ja,
  testCity.contact.name.ja,
  testCity.contact.hours.ja,
]

/** Kanji that stand on the page without a reading. Titles of tabs and drawings cannot carry any. */
function unreadOn(body: string): string[] {
  const ours = theirs.reduce((text, own) => text.replaceAll(own, ''), body)
  return ours
    .replace(/<(head|title|desc|ruby)\b[^]*?<\/\1>/gu, '')
    .split(/<[^>]*>/u)
    .filter((text) => /\p{Script=Han}/u.test(text))
}

it.each([
  '/home',
  '/companies',
  '/companies?by=data',
  `/companies/${vendor.vendorId}`,
  `/consent/${another.useId}`,
  `/receipts/${stopped.receiptNumber}`,
  '/history',
  '/history?show=mine',
  '/history?show=deposits',
  '/deposits',
  deposit,
  '/data/activity.steps',
  '/settings',
  '/nowhere',
])('Whoever wants furigana finds it over every word of ours on %s', async (path) => {
  const { body, statusCode } = await browser.open(path)
  expect(statusCode).toBe(path === '/nowhere' ? 404 : 200)
  expect(body).toContain('<ruby>')
  expect(unreadOn(body)).toEqual([])
})

it('also where a file is to be confirmed', () => {
  expect(preview.body).toContain('お<ruby>預<rt aria-hidden="true">あず</rt></ruby>けする')
  expect(unreadOn(preview.body)).toEqual([])
})
