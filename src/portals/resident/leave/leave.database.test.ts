import { describe, expect, it } from 'vitest'
import { answersOf, aResident, aUse, aVendor } from '../../../../test/support/city.ts'
import { aResidentWithAPharmacy } from '../../../../test/support/pharmacy.ts'
import { aCityWithPages, openTestPortal } from '../../../../test/support/portal.ts'
import { follow, textOf } from '../../../../test/support/resident-page.ts'
import { addDays } from '../../../kernel/index.ts'
import { standsOf } from '../../../residents/index.ts'

const { city, portal } = await aCityWithPages()

async function aReader() {
  const residentId = await aResident(city)
  const browser = await portal.signedIn(residentId)
  const standing = async () => (await standsOf(city.database, residentId))?.standing
  return { browser, standing }
}

describe('The page for leaving', () => {
  it('leaves with one choice, says until when one may come back, and does come back', async () => {
    const { browser, standing } = await aReader()
    await browser.open('/settings/leave')
    const left = await browser.submit('/settings/leave', { why: 'left' })
    expect(left.headers.location).toBe('/settings/leave?done=left')
    expect(await standing()).toBe('leaving')
    const page = await browser.open('/settings/leave?done=left')
    expect(textOf(page)).toContain('2026年12月23日（水）をすぎたら、ぜんぶ消します。')
    const back = await browser.submit('/settings/leave/back')
    expect(back.headers.location).toBe('/settings/leave?done=back')
    expect(await standing()).toBe('active')
  })

  it.each([
    ['left', 'やめる手続きをしました', '2026年12月23日（水）'],
    ['moved-away', '引っ越しの手続きをしました', '2027年11月23日（火）'],
  ])('is headed by what they said: %s', async (why, title, day) => {
    const { browser } = await aReader()
    await browser.open('/settings/leave')
    const { page } = await follow(browser, '/settings/leave', { why })
    const said = /<h1>[^]*?<\/div>/u.exec(page.body)?.[0] ?? ''
    expect(textOf({ body: said }).match(new RegExp(title, 'gu')), 'heading and message').toHaveLength(2)
    expect(textOf(page)).toContain(`${day}をすぎたら、ぜんぶ消します。`)
  })

  it('tells of leaving and of coming back only whom it has just happened to, whatever the address says', async () => {
    const { browser } = await aReader()
    const told = async (done: string) =>
      /class="message done/u.test((await browser.open(`/settings/leave?done=${done}`)).body)
    const toldOf = async () => [await told('left'), await told('not-ended'), await told('back')]
    expect(await toldOf()).toEqual([false, false, false])
    await browser.submit('/settings/leave', { why: 'left' })
    expect(await toldOf()).toEqual([true, true, false])
    // Nothing was under way: of leaving alone it is told.
    expect(textOf(await browser.open('/settings/leave?done=not-ended'))).not.toContain('終わっていません')
    city.clock.advance(1000)
    await browser.submit('/settings/leave/back')
    expect(await toldOf()).toEqual([false, false, true])
    const now = city.clock.now()
    city.clock.advance(10 * 60_000)
    expect(await toldOf()).toEqual([false, false, false])
    city.clock.set(new Date(now.getTime() - 1000))
  })

  it('does nothing without a choice, nor for a choice there is not', async () => {
    const { browser, standing } = await aReader()
    await browser.open('/settings/leave')
    expect((await browser.submit('/settings/leave')).statusCode).toBe(422)
    expect((await browser.submit('/settings/leave', { why: 'died' })).statusCode).toBe(400)
    expect(await standing()).toBe('active')
  })

  it('refuses to come back once the day is over', async () => {
    const { browser, standing } = await aReader()
    await browser.open('/settings/leave')
    await browser.submit('/settings/leave', { why: 'moved-away' })
    const now = city.clock.now()
    city.clock.set(addDays(now, 366))
    // The page has no such form any more: the token is that of another.
    await browser.open('/settings')
    const refused = await browser.submit('/settings/leave/back')
    city.clock.set(now)
    expect(refused.statusCode).toBe(410)
    expect(await standing()).toBe('moved-away')
  })

  it.each([
    ['the last moment of the day', '2026-12-23T23:59:59.999+09:00', true],
    ['the moment after', '2026-12-24T00:00:00.000+09:00', false],
  ])('says at %s, here and on the other pages, what is true then', async (_, at, mayReturn) => {
    const { browser } = await aReader()
    await browser.open('/settings/leave')
    await browser.submit('/settings/leave', { why: 'left' })
    const now = city.clock.now()
    city.clock.set(new Date(at))
    const leave = await browser.open('/settings/leave')
    const others = [await browser.open('/home'), await browser.open('/deposits')]
    city.clock.set(now)
    expect(leave.body.includes('action="/settings/leave/back"')).toBe(mayReturn)
    for (const page of others) {
      expect(textOf(page).includes('までは、また参加できます')).toBe(mayReturn)
      expect(textOf(page).includes('また参加するには')).toBe(mayReturn)
    }
    for (const page of [leave, ...others])
      expect(textOf(page).includes('すぎたので、もう参加できません')).toBe(!mayReturn)
  })

  it('says the days that the city has set', async () => {
    const keepDays = { leaving: 45, movedAway: 400, died: 500 }
    const other = await openTestPortal({ ...city, keepDays })
    const browser = await other.signedIn(await aResident(city))
    const text = textOf(await browser.open('/settings/leave'))
    expect([text.includes('45日たったら'), text.includes('400日たったら')]).toEqual([true, true])
    await other.close()
  })

  it.each([
    ['left', 'やめる手続きをしました', '2026年12月23日（水）までは、また参加できます'],
    ['moved-away', '引っ越しの手続きをしました', '2027年11月23日（火）までは、また参加できます'],
  ])(
    '%s: the other pages say so, how to take part again, and offer nothing that would be refused',
    async (why, title, until) => {
      const { browser } = await aReader()
      const use = await aUse(city, await aVendor(city))
      const others = ['/home', '/deposits', `/consent/${use.useId}`] as const
      for (const path of others) expect(textOf(await browser.open(path)), path).not.toContain('また参加')
      await browser.open('/settings/leave')
      await browser.submit('/settings/leave', { why })
      for (const path of others) {
        const page = await browser.open(path)
        for (const said of [title, until, '新しく預けることも、できません'])
          expect(textOf(page), path).toContain(said)
        expect(page.body, path).toContain('href="/settings/leave"')
        expect(textOf(page), path).not.toMatch(
          /ここから預けられます|預けると、ここで|使ってよいですか|使ってよい ことわる/u,
        )
        expect(page.body, path).not.toMatch(/type="file"|name="answer"|href="\/terms\/answer/u)
      }
      await browser.open('/settings/leave')
      await browser.submit('/settings/leave/back')
      expect((await browser.open('/deposits')).body).toContain('type="file"')
      expect((await browser.open(`/consent/${use.useId}`)).body).toContain('name="answer"')
    },
  )

  it('names both of its choices on its one button', async () => {
    const { browser } = await aReader()
    const page = await browser.open('/settings/leave')
    expect(textOf(page)).toContain('この手続きをする')
    expect(textOf(page)).not.toContain('やめる手続きをする')
  })

  it.each(['left', 'moved-away'])(
    '%s: no page offers to allow or to undo anything, nor to stop what is stopped; back again, none undoes it',
    async (why) => {
      const { browser, vendor, residentId } = await aResidentWithAPharmacy(city, portal)
      const asked = await aUse(city, vendor)
      const pages = ['/home', '/companies', `/companies/${vendor.vendorId}`]
      const press = /action="\/companies\/(undo|stop|stop-all)"/u
      const agreeing = /href="\/consent\/|action="\/consent\/|id="choose"/u
      expect((await browser.open('/companies')).body).toContain(`href="/consent/${asked.useId}"`)
      await browser.open('/settings/leave')
      await browser.submit('/settings/leave', { why })
      for (const path of pages) {
        const page = await browser.open(path)
        expect(textOf(page), path).toContain('までは、また参加できます')
        expect(page.body, path).toContain('href="/settings/leave"')
        expect(page.body, path).not.toMatch(press)
        expect(page.body.replaceAll(/<details[^]*?<\/details>/gu, ''), path).not.toMatch(agreeing)
      }
      city.clock.advance(1000)
      await browser.open('/settings/leave')
      await browser.submit('/settings/leave/back')
      for (const path of pages) {
        const page = await browser.open(path)
        expect(textOf(page), path).not.toContain('また参加')
        expect(page.body, path).not.toContain('action="/companies/undo"')
      }
      expect((await browser.open('/companies')).body).toContain(`href="/consent/${asked.useId}"`)
      expect(Object.values(await answersOf(city, residentId))).not.toContain('granted')
    },
  )

  it('is for those who are signed in', async () => {
    expect((await portal.browser().open('/settings/leave')).statusCode).toBe(401)
  })
})
