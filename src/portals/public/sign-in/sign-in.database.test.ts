import { describe, expect, it } from 'vitest'
import { aResident } from '../../../../test/support/city.ts'
import { mergeTwo, twoEntriesIn } from '../../../../test/support/merging.ts'
import { aCityWithPages, openTestPortal } from '../../../../test/support/portal.ts'
import { follow, statusOf } from '../../../../test/support/resident-page.ts'
import { preferencesOf } from '../../../residents/index.ts'

const { city, portal: demo } = await aCityWithPages()
const hanako = await aResident(city)

describe('The first page', () => {
  it('says what this is, what not to enter, and where to sign in', async () => {
    const page = await demo.browser().open('/')
    expect(page.statusCode).toBe(200)
    expect(page.body).toContain('実在の住民のデータを入れないでください')
    expect(page.body).toContain('href="/sign-in"')
  })

  it('speaks the language that was chosen, and leads back to the same page', async () => {
    const browser = demo.browser()
    const chosen = await browser.open('/sign-in?lang=en')
    expect(chosen).toMatchObject({ statusCode: 303, headers: { location: '/sign-in' } })
    expect((await browser.open('/sign-in')).body).toContain('Whose pages would you like to see?')
    expect((await browser.open('/nowhere')).body).toContain('Page not found')
  })
})

describe('In the demonstration', () => {
  it('one of the invented residents can be chosen', async () => {
    const browser = demo.browser()
    const page = await browser.open('/sign-in')
    expect(page.body).toContain('青葉 花子さん（70代）')
    const answer = await browser.submit('/sign-in', { resident: hanako })
    expect(answer).toMatchObject({ statusCode: 303, headers: { location: '/home' } })
    const home = await browser.open('/home')
    expect(home.body).toContain('青葉 花子さん、こんにちは。')
    expect(home.body).toContain('使える会社は<strong>ありません</strong>')
  })

  it('whoever was merged into another is neither listed nor let in', async () => {
    const { remaining, duplicate } = await twoEntriesIn(city)
    expect((await demo.browser().open('/sign-in')).body).toContain(duplicate)
    expect(await mergeTwo(city, remaining, duplicate)).toMatchObject({ ok: true })
    const browser = demo.browser()
    const page = await browser.open('/sign-in')
    expect(page.body).toContain(hanako)
    expect(page.body).not.toContain(duplicate)
    expect((await browser.submit('/sign-in', { resident: duplicate })).statusCode).toBe(404)
    expect((await browser.open('/home')).statusCode).toBe(401)
  })

  it('the language chosen at the door is kept inside', async () => {
    const browser = demo.browser()
    await browser.open('/?lang=ja-easy')
    await browser.open('/sign-in')
    await browser.submit('/sign-in', { resident: hanako })
    expect((await browser.open('/home')).body).toContain('<html lang="ja" class="ja-easy')
    expect(await preferencesOf(city, hanako)).toMatchObject({ locale: 'ja-easy' })
  })

  it('nobody who is not there can be chosen, nor without the form’s token', async () => {
    const browser = demo.browser()
    await browser.open('/sign-in')
    const stranger = '00000000-0000-4000-8000-000000000000'
    expect((await browser.submit('/sign-in', { resident: stranger })).statusCode).toBe(404)
    expect((await browser.submit('/sign-in', { resident: hanako, _csrf: '' })).statusCode).toBe(403)
    expect((await browser.open('/home')).statusCode).toBe(401)
  })

  it('signing out ends it', async () => {
    const browser = await demo.signedIn(hanako)
    const out = { statusCode: 303, headers: { location: '/?done=signed-out' } }
    expect(await browser.submit('/sign-out')).toMatchObject(out)
    expect((await browser.open('/home')).statusCode).toBe(401)
  })

  it('signing out is said by the page it leads to, in each language, and to nobody who is signed in', async () => {
    const browser = await demo.signedIn(hanako)
    expect(statusOf(await browser.open('/?done=signed-out'))).toBe('')
    await browser.open('/home')
    const { address } = await follow(browser, '/sign-out')
    for (const [language, words] of [
      ['ja', 'サインアウトしました。'],
      ['ja-easy', 'サインアウトしました。'],
      ['en', 'You have signed out.'],
    ] as const) {
      await browser.open(`${address}&lang=${language}`)
      expect(statusOf(await browser.open(address))).toContain(words)
    }
    for (const other of ['/', '/?done=something']) expect(statusOf(await browser.open(other))).toBe('')
  })
})

describe('In a real city', () => {
  it('nobody is listed and nobody can be chosen', async () => {
    const real = await openTestPortal(city, { mode: 'production', demo: null })
    const browser = real.browser()
    const page = await browser.open('/sign-in')
    expect(page.body).toContain('href="/sign-in/card"')
    expect(page.body).toContain('href="/stop-by-card"')
    expect(page.body).not.toContain('青葉')
    const token = { resident: hanako }
    expect((await browser.submit('/sign-in', token)).statusCode).toBe(403)
    await real.close()
  })
})
