import { describe, expect, it } from 'vitest'
import { aResident } from '../../../../test/support/city.ts'
import { aCityWithPages, openTestPortal } from '../../../../test/support/portal.ts'
import { textOf } from '../../../../test/support/resident-page.ts'

const { city, portal } = await aCityWithPages()
const browser = await portal.signedIn(await aResident(city))

describe('Settings', () => {
  it('are kept: language, furigana and size of text', async () => {
    await browser.open('/settings')
    const saved = await browser.submit('/settings', { locale: 'ja', ruby: 'yes', size: 'large' })
    expect(saved).toMatchObject({ statusCode: 303, headers: { location: '/settings?done=saved' } })
    const page = await browser.open('/settings?done=saved')
    expect(page.body).toContain('<html lang="ja" class="ja ruby large with-navigation">')
    expect(page.body).toContain('<ruby>')
    expect(textOf(page)).toContain('保存 しました。')
  })

  it('show no furigana to whoever reads English', async () => {
    const reader = await portal.signedIn(await aResident(city))
    await reader.open('/settings')
    await reader.submit('/settings', { locale: 'en', ruby: 'yes', size: 'usual' })
    const { body } = await reader.open('/settings')
    expect(body).toContain('<html lang="en" class="en with-navigation">')
    expect(body).not.toContain('<ruby>')
  })

  it('begin with whose they are and with signing out', async () => {
    const page = await (await portal.signedIn(await aResident(city, '北野 三郎'))).open('/settings')
    const text = textOf(page)
    expect(text).toContain('北野 三郎さんとして、サインインしています。')
    const forms = [...page.body.matchAll(/<form[^>]* action="([^"]+)"/gu)].map(([, action]) => action)
    expect(forms.slice(0, 2)).toEqual(['/sign-out', '/settings'])
  })

  it('refuse a language there is not', async () => {
    await browser.open('/settings')
    const answer = await browser.submit('/settings', { locale: 'xx', ruby: 'yes', size: 'large' })
    expect(answer.statusCode).toBe(400)
  })

  it('are for those who are signed in', async () => {
    expect((await portal.browser().open('/settings')).statusCode).toBe(401)
  })
})

describe('The clock of the demonstration', () => {
  it('goes forward a day, or to the moment that was typed', async () => {
    const before = city.clock.now()
    await browser.open('/settings')
    await browser.submit('/settings/clock', { moment: '', step: 'day' })
    expect(city.clock.now().getTime() - before.getTime()).toBe(24 * 60 * 60 * 1000)
    await browser.open('/settings')
    await browser.submit('/settings/clock', { moment: '2027-04-01T09:00', step: 'set' })
    expect(city.clock.now()).toEqual(new Date('2027-04-01T00:00:00Z'))
  })

  it.each(['', 'tomorrow', '1999-01-01T00:00', '2027-13-01T00:00', '2027-02-30T09:00', '2027-04-01T24:30'])(
    'stays where it is for “%s”, which stays in the field',
    async (moment) => {
      const before = city.clock.now()
      await browser.open('/settings')
      const { headers } = await browser.submit('/settings/clock', { moment, step: 'set' })
      const answer = await browser.open(String(headers.location))
      expect(textOf(answer).replaceAll(' ', '')).toContain('2020年から2099年までの間でえらんでください')
      expect(answer.body).toMatch(new RegExp(`type="datetime-local" value(="${moment}")?`, 'u'))
      expect(city.clock.now()).toEqual(before)
    },
  )

  it('does not exist in a real city', async () => {
    const real = await openTestPortal(city, { demo: null })
    const visitor = await real.signedIn(await aResident(city))
    expect((await visitor.open('/settings')).body).not.toContain('/settings/clock')
    const answer = await visitor.submit('/settings/clock', { moment: '', step: 'day' })
    expect(answer.statusCode).toBe(403)
    await real.close()
  })
})
