import { describe, expect, it } from 'vitest'
import { aResident } from '../../../../test/support/city.ts'
import type { Answered } from '../../../../test/support/http.ts'
import { aCityWithPages } from '../../../../test/support/portal.ts'
import { residentsBrowser, textOf } from '../../../../test/support/resident-page.ts'
import { aMember } from '../../../../test/support/staff.ts'
import { staffCookie } from '../../../../test/support/staff-pages.ts'

const { city, portal } = await aCityWithPages()

const languageLink = ({ body }: Answered) =>
  /href="([^"]*lang=en[^"]*)"/u.exec(body)?.[1]?.replaceAll('&amp;', '&')

describe('A no', () => {
  const residents = /あなたのデータと同意/u
  it('to whoever is at work for the city or a company speaks of no data and no consent of theirs', async () => {
    const clerk = portal.browser()
    clerk.cookies.set(staffCookie, (await aMember(city, 'auditor')).session)
    const pages = [
      await clerk.open('/city/counter'),
      await portal.browser().open('/city'),
      await portal.browser().open('/company'),
    ]
    expect(pages.map(({ statusCode }) => statusCode)).toEqual([403, 401, 401])
    for (const page of pages) {
      expect(textOf(page)).toContain('この操作では、何も変わっていません')
      expect(textOf(page)).not.toMatch(residents)
    }
    expect(textOf(pages[0]!)).toContain('管理者の職員に聞いてください')
  })

  it('to a resident says that their data and their consent are as they were', async () => {
    const page = await portal.browser().open('/home')
    expect([page.statusCode, residents.test(textOf(page))]).toEqual([401, true])
  })
})

const linksOf = ({ body }: Answered) =>
  [...(body.split('<main')[1] ?? '').matchAll(/<a class="button (\w+)" href="([^"]*)">([^]*?)<\/a>/gu)].map(
    ([, kind, href, name]) => [kind, href, textOf({ body: name ?? '' }).trim()],
  )

describe('Where a no leads that asks to sign in', () => {
  it.each([
    ['/home', '/sign-in', 'サインインする', '/', '市民の最初のページへ'],
    ['/city', '/city/sign-in', '職員のサインインへ', '/', '市民の最初のページへ'],
    ['/company', '/company/sign-in', '会社のサインインへ', '/company/register', 'はじめての会社の登録へ'],
  ])(
    'is two places from %s, the door first, each by its name',
    async (page, door, name, other, otherName) => {
      const answer = await portal.browser().open(page)
      expect(answer.statusCode).toBe(401)
      expect(linksOf(answer)).toEqual([
        ['primary', door, name],
        ['secondary', other, otherName],
      ])
    },
  )

  it('is the door alone, by its name, after another no to whoever is at work and not signed in', async () => {
    const links = []
    for (const page of ['/company/sign-in', '/city/sign-in', '/sign-in']) {
      const browser = portal.browser()
      await browser.open(page)
      const refused = await browser.submit(page)
      expect(refused.statusCode).toBe(400)
      links.push(...linksOf(refused))
    }
    expect(links).toEqual([
      ['secondary', '/company/sign-in', '会社のサインインへ'],
      ['secondary', '/city/sign-in', '職員のサインインへ'],
      ['secondary', '/', '市民の最初のページへ'],
    ])
  })
})

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
