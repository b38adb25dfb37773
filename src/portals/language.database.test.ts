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

describe('The language link of an address where there is no page', () => {
  it('is followed for a resident who is signed in, and their other pages speak it, too', async () => {
    const residentId = await aResident(city)
    const browser = await residentsBrowser(portal, city, residentId)
    const answer = await browser.open('/nothing?by=data&lang=en')
    expect([answer.statusCode, answer.headers['location']]).toEqual([303, '/nothing?by=data'])
    expect((await preferencesOf(city, residentId)).locale).toBe('en')
    const page = await browser.open('/nothing?by=data')
    expect([page.statusCode, page.body]).toEqual([404, expect.stringContaining('lang="en"')])
    expect((await browser.open('/home')).body).toContain('<html lang="en"')
  })

  it('is followed for a visitor', async () => {
    const browser = portal.browser()
    expect((await browser.open('/nothing?lang=en')).statusCode).toBe(303)
    expect((await browser.open('/nothing')).body).toContain('<html lang="en"')
  })

  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }, 303],
    ['a program', { accept: 'application/json' }, 404],
  ])('is not by %s', async (_, headers, status) => {
    const residentId = await aResident(city)
    const browser = await residentsBrowser(portal, city, residentId)
    expect((await browser.open('/nothing?lang=en', headers)).statusCode).toBe(status)
    expect((await preferencesOf(city, residentId)).locale).toBe('ja')
    expect(browser.cookies.get('azukari-language')).toBeUndefined()
  })
})
