import { describe, expect, it } from 'vitest'
import { aResident, deposit, stepsFile } from '../../../../test/support/city.ts'
import { aCityWithPages } from '../../../../test/support/portal.ts'
import { formIn, residentsBrowser, textOf } from '../../../../test/support/resident-page.ts'
import { aShare } from '../../../../test/support/shares.ts'
import { openingsOf, sharesOf } from '../../../shares/index.ts'
import { startSession } from '../../../identity/index.ts'

const { city, portal } = await aCityWithPages()

async function somebody() {
  const residentId = await aResident(city, '青葉 見世子')
  await deposit(city, residentId, stepsFile({ '2026-11-02': 4321, '2026-11-25': 99 }))
  return residentId
}
const fields = (changed: Record<string, string> = {}) => ({
  item: 'activity.steps',
  from: '2026年11月1日',
  to: '2026-11-20',
  period: '1-hour',
  times: 'once',
  note: 'みほん医院',
  ...changed,
})
const openings = (residentId: Parameters<typeof sharesOf>[1]) =>
  openingsOf(city, residentId, { before: null, limit: 9 })

describe('A resident who shows something', () => {
  it('chooses what, gets its address once, and reads who opened it', async () => {
    const residentId = await somebody()
    const browser = await residentsBrowser(portal, city, residentId)
    expect(textOf(await browser.open('/shares'))).toContain('いま開けるページはありません')
    const form = await browser.open('/shares/new')
    expect(form.body).not.toMatch(/<input[^>]*checked/u)
    const made = await browser.submit('/shares/new', fields())
    expect([made.statusCode, String(made.headers['cache-control'])]).toEqual([200, 'no-store'])
    const path = /https?:\/\/[^/]+(\/s\/[\w-]{43})</u.exec(made.body)?.[1] ?? ''
    expect(made.body).toContain('<svg')
    expect((await browser.open('/shares')).body).not.toContain(path)

    const doctor = portal.browser()
    const asked = await doctor.open(path)
    expect(textOf(asked)).toContain('あなたの名前と')
    expect(textOf(asked)).not.toContain('見世子')
    const seen = await doctor.submit(path, { said: '青葉 医師' })
    expect(textOf(seen)).toMatch(/とっておかないでください.*歩数.*4,321/u)
    expect(textOf(seen)).not.toMatch(/見世子|みほん医院|体の具合/u)
    expect(seen.body).not.toContain(path)
    expect((await doctor.submit(path, { said: '青葉 医師' })).statusCode).toBe(404)

    expect(textOf(await browser.open('/shares'))).toMatch(
      /おわったページ.*開いたので、おわりました.*青葉 医師/u,
    )
    expect(textOf(await browser.open('/history?show=shares'))).toMatch(
      /青葉 医師.*みほん医院.*歩数（1日分）/u,
    )
  })

  it('hears what to correct, and nothing is made', async () => {
    const residentId = await somebody()
    const browser = await residentsBrowser(portal, city, residentId)
    await browser.open('/shares/new')
    const table = [
      [{ item: '' }, 422],
      [{ from: 'きのう' }, 422],
      [{ from: '2026-11-21' }, 422],
      [{ from: '2020-01-01' }, 422],
      [{ to: '2027-01-01' }, 422],
      [{ period: 'a-year' }, 422],
      [{ times: '' }, 422],
      [{ note: 'あ'.repeat(41) }, 422],
    ] as const
    for (const [changed, status] of table) {
      const { item, ...rest } = fields(changed)
      const answer = await browser.submit('/shares/new', item === '' ? rest : { item, ...rest })
      expect(answer.statusCode, JSON.stringify(changed)).toBe(status)
    }
    expect(await sharesOf(city, residentId)).toEqual([])
  })

  it('shows first who they are, where that is long ago; ending asks for nothing', async () => {
    const residentId = await somebody()
    const { shareId } = await aShare(city, residentId)
    const browser = await residentsBrowser(portal, city, residentId)
    const at = new Date(Date.now() - 11 * 60_000)
    browser.cookies.set('azukari-session', await startSession(city, residentId, 'demo', at))
    await browser.open('/shares/new')
    const asked = await browser.submit('/shares/new', fields())
    expect([asked.statusCode, asked.body.includes('<svg role')]).toEqual([403, false])
    const page = await browser.open('/shares')
    const ended = await browser.submit('/shares/end', formIn(page, '/shares/end'))
    expect(ended.headers['location']).toBe('/shares?done=ended')
    expect((await sharesOf(city, residentId)).map((share) => [share.shareId, share.state])).toEqual([
      [shareId, 'ended'],
    ])
  })

  it('ends nothing of anybody else', async () => {
    const { shareId } = await aShare(city, await somebody())
    const neighbour = await residentsBrowser(portal, city, await aResident(city))
    expect((await neighbour.submit('/shares/end', { share: shareId })).statusCode).toBe(404)
  })
})

describe('The address of a share', () => {
  it('opens nothing when it is only asked for, however often', async () => {
    const residentId = await somebody()
    const { code } = await aShare(city, residentId)
    const scanner = portal.browser()
    for (let times = 0; times < 3; times += 1)
      expect((await scanner.open(`/s/${code.reveal()}`)).statusCode).toBe(200)
    expect(await openings(residentId)).toEqual([])
    const answer = await scanner.submit(`/s/${code.reveal()}`, { said: 'みほん医院' })
    expect(textOf(answer)).toContain('4,321')
  })

  it('says the same when it is asked for, whether or not there is such a share', async () => {
    const { code } = await aShare(city, await somebody())
    const made = 'A'.repeat(43)
    const [is, isNot] = await Promise.all(
      [code.reveal(), made].map(async (each) => {
        const page = await portal.browser().open(`/s/${each}`)
        return textOf(page).replaceAll(each, '')
      }),
    )
    expect(is).toBe(isNot)
    const wrong = portal.browser()
    await wrong.open(`/s/${made}`)
    const answer = await wrong.submit(`/s/${made}`, { said: 'みほん医院' })
    expect([answer.statusCode, textOf(answer)]).toEqual([
      404,
      expect.stringContaining('このページは開けません'),
    ])
  })

  it('wants a name, of one line and no longer than it can be read', async () => {
    const residentId = await somebody()
    const { code } = await aShare(city, residentId)
    const browser = portal.browser()
    await browser.open(`/s/${code.reveal()}`)
    for (const said of ['', '   ', 'あ'.repeat(61), 'a\u202eb'])
      expect((await browser.submit(`/s/${code.reveal()}`, { said })).statusCode, said).toBe(422)
    expect(await openings(residentId)).toEqual([])
  })

  it('stands in no line of the log', async () => {
    const { code } = await aShare(city, await somebody())
    const browser = portal.browser()
    await browser.open(`/s/${code.reveal()}`)
    await browser.submit(`/s/${code.reveal()}`, { said: '名乗る 人' })
    await browser.open(`/s/${code.reveal()}/more`)
    const lines = JSON.stringify(portal.log.lines)
    expect(lines).toContain('/s/:code')
    expect(lines).not.toContain(code.reveal())
    expect(lines).not.toContain('名乗る')
  })
})
