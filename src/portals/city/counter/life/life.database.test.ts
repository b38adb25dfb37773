import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { agree, answersOf, aUse, aVendor, standingOf } from '../../../../../test/support/city.ts'
import type { TestBrowser } from '../../../../../test/support/http.ts'
import { aCityWithPages } from '../../../../../test/support/portal.ts'
import { follow, residentsBrowser, textOf } from '../../../../../test/support/resident-page.ts'
import { attendToFirst, desksOf } from '../../../../../test/support/staff-pages.ts'
import { aMember, sessionFrom } from '../../../../../test/support/staff.ts'
import { agreeToTerms } from '../../../../../test/support/terms.ts'
import type { LocalDay } from '../../../../kernel/index.ts'
import { enrolResident } from '../../../../residents/index.ts'
import { paths } from '../../../paths.ts'

const { city, portal } = await aCityWithPages()

const desk = desksOf(city, portal)

let years = 1920
async function somebody() {
  years += 1
  const birthDate = `${String(years)}-06-02` as LocalDay
  const residentId = await enrolResident(city, { name: '北野 二郎', kana: 'キタノ ジロウ', birthDate })
  await agreeToTerms(city, residentId)
  await agree(city, residentId, await aUse(city, await aVendor(city)))
  return { residentId, birthDate }
}

async function attending(browser: TestBrowser, birthDate: string) {
  await attendToFirst(browser, { kana: 'きたの', birthDate, reason: 'death' })
  return browser.open(paths.counterLife)
}

const death = { reporter: 'relative', deathDocument: 'death-certificate', day: '2026/11/1' }

const birthYear = (birthDate: string) => `${birthDate.slice(0, 4)}年`

/** Where the second person finds what waits: on their own desk, as a link without a name in it. */
async function waitingOn(browser: TestBrowser): Promise<string> {
  const page = await browser.open('/city/counter')
  const [, address] = /href="(\/city\/counter\/requests\/[0-9a-f-]+)"/u.exec(page.body) ?? []
  if (address === undefined) throw new Error('nothing waits')
  return address
}

describe('A death at the counter', () => {
  it('is written down by one, seen and confirmed by another, and ends in a paper for the family', async () => {
    const { residentId, birthDate } = await somebody()
    const [first, second] = [await desk(), await desk({ name: '窓口 二子' })]
    const resident = await residentsBrowser(portal, city, residentId)
    await attending(first, birthDate)
    expect((await first.submit(paths.counterLife, death)).headers.location).toContain('done=asked')
    expect(textOf(await first.open(paths.counterLife))).toContain('もう1人の職員の確認を待っています')
    expect(await standingOf(city, residentId)).toBe('active')
    expect((await resident.open('/home')).statusCode).toBe(200)

    const address = await waitingOn(second)
    expect(address).not.toContain(residentId)
    const shown = textOf(await second.open(address))
    for (const said of ['北野 二郎', '親族', '死亡診断書', '2026年11月1日']) expect(shown).toContain(said)
    const { page: after, address: where } = await follow(second, address)
    expect(where).toBe('/city/counter?done=died')
    const status = /<div[^>]*role="status"[^]*?<\/div>/u.exec(after.body)?.[0] ?? ''
    expect(status).toContain('亡くなったことを記録しました。')
    expect(after.body, 'nobody is named').not.toContain('北野')

    expect(await standingOf(city, residentId)).toBe('died')
    expect((await resident.open('/home')).statusCode).not.toBe(200)
    const sheet = textOf(await first.open(paths.counterSheet))
    expect(sheet).toContain('ぜんぶ止まりました')
    expect(sheet).toContain('お悔やみ')
    const life = textOf(await first.open(paths.counterLife))
    expect(life).toContain('もう1人の職員が確かめ、記録しました')
    expect(life).not.toContain('亡くなったことを記録する')
  })

  it('is not the first one’s to open, and the second one’s no is told with its reason', async () => {
    const { residentId, birthDate } = await somebody()
    const [first, second] = [await desk(), await desk({ name: '窓口 二子' })]
    await attending(first, birthDate)
    await first.submit(paths.counterLife, death)
    const address = await waitingOn(second)
    for (const answer of [await first.open(address), await first.submit(address, {})])
      expect(answer.statusCode).toBe(403)
    await second.open(address)
    const unsure = await second.submit(`${address}/refuse`, {})
    expect((await second.open(String(unsure.headers.location))).body).toContain('id="because-error"')
    const { page: no } = await follow(second, `${address}/refuse`, { because: 'other-person' })
    expect(textOf(no)).toContain('確認をことわりました。何も変わっていません。')
    expect(textOf(await first.open(paths.counterLife))).toContain('書類の人と、ちがう人です')
    expect((await second.submit(address, {})).statusCode).toBe(403)
    expect(await standingOf(city, residentId)).toBe('active')
  })

  it.each([
    ['nobody who says so', { reporter: undefined }, 'id="reporter"'],
    ['no document', { deathDocument: undefined }, 'id="deathDocument"'],
    ['no day', { day: '' }, 'id="day-error"'],
    ['a day to come', { day: '2099/1/1' }, 'id="day-error"'],
  ])('with %s is not even asked for', async (_, changed, wrong) => {
    const { birthDate } = await somebody()
    const browser = await desk()
    await attending(browser, birthDate)
    const fields = Object.entries({ ...death, ...changed }).filter(([, value]) => value !== undefined)
    const answer = await browser.submit(paths.counterLife, Object.fromEntries(fields) as typeof death)
    expect([answer.statusCode, answer.body]).toEqual([422, expect.stringContaining(wrong)])
    expect(answer.body).not.toContain(paths.counterTakeBack)
  })

  it('is taken back by who asked', async () => {
    const { birthDate } = await somebody()
    const browser = await desk()
    await attending(browser, birthDate)
    await browser.submit(paths.counterLife, death)
    const page = await browser.open(paths.counterLife)
    const [, request = ''] = /name="request" value="([0-9a-f-]+)"/u.exec(page.body) ?? []
    await browser.submit(paths.counterTakeBack, { request })
    expect(textOf(await browser.open(paths.counterLife))).toContain('頼んだ人が取り消しました')
  })

  it('is refused where no page of ours has sent it, to another role, and of nobody attended to', async () => {
    const { residentId, birthDate } = await somebody()
    const [first, second] = [await desk(), await desk({ name: '窓口 二子' })]
    await attending(first, birthDate)
    await first.submit(paths.counterLife, death)
    const address = await waitingOn(second)
    const forged = { _csrf: 'forged' }
    for (const url of [address, `${address}/refuse`])
      expect((await second.submit(url, { ...forged, because: 'not-true' })).statusCode, url).toBe(403)
    for (const fields of [{ why: 'left' }, { ...death, why: 'left' }])
      expect((await first.submit(paths.counterLeave, { ...fields, ...forged })).statusCode).toBe(403)
    for (const role of ['administrator', 'reviewer', 'auditor'] as const) {
      const other = await desk({ name: 'ほかの 人', role })
      expect((await other.open(address)).statusCode, role).toBe(403)
    }
    expect((await second.open(paths.counterLife)).statusCode).toBe(409)
    expect((await second.open(paths.counterSheet)).statusCode).toBe(409)
    expect((await second.open(paths.counterDecide(randomUUID()))).statusCode).toBe(403)
    expect(await standingOf(city, residentId)).toBe('active')
  })
})

describe('The second of two', () => {
  it('has shown a passkey just now: a screen that was left open confirms no death and no card', async () => {
    const { residentId, birthDate } = await somebody()
    const first = await desk()
    await attending(first, birthDate)
    await first.submit(paths.counterLife, death)
    await first.open(paths.counterResident)
    await first.submit(paths.counterIdentity, { document: 'passport', for: 'card' })
    const { staffId, session } = await aMember(city, 'counter', '窓口 二子')
    const [open, there] = [portal.browser(), portal.browser()]
    open.cookies.set('azukari-staff', await sessionFrom(city, staffId, 5 * 60_000))
    there.cookies.set('azukari-staff', session)
    const addresses = /href="(\/city\/counter\/(?:requests|cards?|confirm)\/[0-9a-f-]+)"/gu
    const waiting = [...(await there.open('/city/counter')).body.matchAll(addresses)].map(
      ([, one = '']) => one,
    )
    const mine: string[] = []
    for (const address of waiting)
      if (textOf(await there.open(address)).includes(birthYear(birthDate))) mine.push(address)
    expect(mine).toHaveLength(2)
    for (const address of mine) {
      const page = await open.open(address)
      expect(page.body).toContain(`action="${paths.cityProof}"`)
      expect(page.body).toContain(`value="${address}"`)
      expect(page.body).not.toContain(`action="${address}"`)
      expect((await open.submit(address, {})).statusCode, address).toBe(401)
    }
    expect(await standingOf(city, residentId)).toBe('active')
    for (const address of mine) {
      await there.open(address)
      expect((await there.submit(address, {})).headers.location).toMatch(
        /^\/city\/counter\?done=(?:card|died)$/u,
      )
    }
    expect(await standingOf(city, residentId)).toBe('died')
  })
})

describe('Leaving at the counter', () => {
  it('stops everything, hands over a paper with the day, and leads back', async () => {
    const { residentId, birthDate } = await somebody()
    const browser = await desk()
    const page = await attending(browser, birthDate)
    expect(textOf(page)).toContain('参加しています')
    expect(page.body).not.toContain('value="moved-away"')
    expect((await browser.submit(paths.counterLeave, { why: 'moved-away' })).statusCode).toBe(409)
    expect(await standingOf(city, residentId)).toBe('active')
    await browser.open(paths.counterResident)
    await browser.submit(paths.counterIdentity, { document: 'passport', for: 'check' })
    await browser.open(paths.counterLife)
    const unsure = await browser.submit(paths.counterLeave, {})
    expect([unsure.statusCode, unsure.body]).toEqual([422, expect.stringContaining('id="why-error"')])
    expect(await standingOf(city, residentId)).toBe('active')
    await browser.submit(paths.counterLeave, { why: 'moved-away' })
    expect(await standingOf(city, residentId)).toBe('moved-away')
    expect(Object.values(await answersOf(city, residentId))).not.toContain('granted')
    expect(textOf(await browser.open(paths.counterSheet))).toContain('まで、そのままです')
    const life = await browser.open(paths.counterLife)
    expect(life.body, 'they are asked where they live now').toContain(`href="${paths.counterAddress}"`)
    await browser.submit(paths.counterLeave, { why: 'came-back' })
    expect(await standingOf(city, residentId)).toBe('active')
    expect(textOf(await browser.open(paths.counterSheet))).toContain('わたす紙はありません')
  })
})
