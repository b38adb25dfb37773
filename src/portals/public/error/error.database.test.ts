import { describe, expect, it } from 'vitest'
import { aResident } from '../../../../test/support/city.ts'
import type { Answered } from '../../../../test/support/http.ts'
import { aCityWithPages } from '../../../../test/support/portal.ts'
import { residentsBrowser } from '../../../../test/support/resident-page.ts'

const { city, portal } = await aCityWithPages()

const languageLink = ({ body }: Answered) =>
  /href="([^"]*lang=en[^"]*)"/u.exec(body)?.[1]?.replaceAll('&amp;', '&')

describe('The language link of an error page', () => {
  it('after a button leads home, for what the button called is no page', async () => {
    const browser = await residentsBrowser(portal, city, await aResident(city))
    for (const path of ['/companies/stop', '/companies/undo', '/deposits/nothing/confirm']) {
      const refused = await browser.submit(path, { nonsense: 'x' })
      expect(refused.statusCode).toBeGreaterThanOrEqual(400)
      expect([path, languageLink(refused)]).toEqual([path, '/home?lang=en'])
    }
  })

  it('after a button leads a stranger to the front page', async () => {
    const browser = portal.browser()
    await browser.open('/sign-in')
    const refused = await browser.submit('/companies/stop-all', {})
    expect([refused.statusCode, languageLink(refused)]).toEqual([401, '/?lang=en'])
  })

  it('of an address leads back to that address', async () => {
    const browser = await residentsBrowser(portal, city, await aResident(city))
    expect(languageLink(await browser.open('/companies/nothing?by=data'))).toBe(
      '/companies/nothing?by=data&lang=en',
    )
  })
})
