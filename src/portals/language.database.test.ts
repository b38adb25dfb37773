import { describe, expect, it } from 'vitest'
import { aResident } from '../../test/support/city.ts'
import { aCityWithPages } from '../../test/support/portal.ts'
import { residentsBrowser } from '../../test/support/resident-page.ts'
import { preferencesOf } from '../residents/index.ts'

const { city, portal } = await aCityWithPages()

describe('A language link', () => {
  // the browser says it comes from   language afterwards
  it.each([
    [undefined, 'en'],
    ['none', 'en'],
    ['same-origin', 'en'],
    ['same-site', 'ja'],
    ['cross-site', 'ja'],
  ])('from %s leads back without ?lang= and leaves %s chosen', async (site, expected) => {
    const residentId = await aResident(city)
    const browser = await residentsBrowser(portal, city, residentId)
    const answer = await browser.open(
      '/companies?by=data&lang=en',
      site === undefined ? {} : { 'sec-fetch-site': site },
    )
    expect([answer.statusCode, answer.headers['location']]).toEqual([303, '/companies?by=data'])
    expect((await preferencesOf(city, residentId)).locale).toBe(expected)
    expect(browser.cookies.get('azukari-language')).toBe(expected === 'en' ? 'en' : undefined)
  })
})
