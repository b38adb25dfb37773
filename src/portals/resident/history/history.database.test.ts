import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { agree, aResident, aUse, aVendor, by, deposit, stepsFile } from '../../../../test/support/city.ts'
import { askFor, readAsCompany } from '../../../../test/support/company-reads.ts'
import type { Answered } from '../../../../test/support/http.ts'
import { openTestPortal, type TestPortal } from '../../../../test/support/portal.ts'
import { residentsBrowser, textOf } from '../../../../test/support/resident-page.ts'
import { createTestTenant, type TestTenant } from '../../../../test/support/tenant.ts'
import { withdrawConsent } from '../../../consent/index.ts'
import { undoDeposit } from '../../../vault/index.ts'

let city: TestTenant
let portal: TestPortal
beforeAll(async () => {
  city = await createTestTenant()
  portal = await openTestPortal(city)
})
afterAll(async () => {
  await portal.close()
  await city.close()
})

async function aResidentWithAPharmacy() {
  const use = await aUse(city, await aVendor(city))
  const residentId = await aResident(city)
  await deposit(city, residentId, stepsFile({ '2026-11-01': 4_000, '2026-11-02': 5_000 }))
  await agree(city, residentId, use)
  return { use, residentId, browser: await residentsBrowser(portal, city, residentId) }
}

describe('利用の記録', () => {
  it('shows a provision with who, when, what, how much, what for, why, in whose words, and the outcome', async () => {
    const { use, browser } = await aResidentWithAPharmacy()
    await readAsCompany(city, use, { ownWords: '11月の助言です。' })
    const text = textOf(await browser.open('/history'))
    expect(text).toContain('2026年11月23日（月） 見本薬局 データ係 わたしました')
    expect(text).toContain('いつ・なにを 10:00 歩数（2日分）')
    expect(text).toContain('なんのために 歩数による健康づくりの助言（健康づくりの助言）')
    expect(text).toContain('理由 毎月の助言をつくるため（審査ずみ） 会社のことば 11月の助言です。')
    expect(text).toMatch(/なぜ？ときく .* 048-000-0000/u)
  })

  it('shows a refusal with its reason', async () => {
    const { use, residentId, browser } = await aResidentWithAPharmacy()
    await readAsCompany(city, use)
    await withdrawConsent(city, by(residentId), { useId: use.useId, items: null })
    await askFor(city, use, residentId)
    const text = textOf(await browser.open('/history'))
    expect(text).toContain('見本薬局 データ係 ことわりました いつ・なにを 10:00 問い合わせ')
    expect(text).toContain('ことわった理由 あなたが止めているため。')
  })

  it('says how many times in one line, however often a company asks on one day', async () => {
    const { use, residentId, browser } = await aResidentWithAPharmacy()
    await readAsCompany(city, use)
    const stopped = await withdrawConsent(city, by(residentId), { useId: use.useId, items: null })
    expect(stopped.ok).toBe(true)
    await askFor(city, use, residentId)
    city.clock.advance(90 * 60_000)
    for (let time = 0; time < 39; time += 1) await askFor(city, use, residentId)
    const { body } = await browser.open('/history')
    expect(textOf({ body })).toContain('ことわりました この日に40回 いつ・なにを 10:00〜11:30 問い合わせ')
    expect(body.match(/<h3/gu)).toHaveLength(2)
    expect(textOf(await browser.open(`/companies/${use.vendorId}`))).toContain('止めたあとの問い合わせ 40回')
  })

  it.each([
    ['', 'この日に100回以上 いつ・なにを 10:00から 問い合わせ', '問い合わせ 100回以上 → ことわりました'],
    ['?lang=ja-easy', '回 以上', '回 以上 聞 かれました'],
    [
      '?lang=en',
      '100 times or more on this day When and what since 10:00 requests',
      'Requests after you stopped: 100 times or more',
    ],
  ])(
    'says "or more" where requests are only counted any more, also under %j',
    async (query, words, ofCompany) => {
      city.clock.set(new Date('2026-12-01T01:00:00Z'))
      const { use, residentId, browser } = await aResidentWithAPharmacy()
      await readAsCompany(city, use)
      await withdrawConsent(city, by(residentId), { useId: use.useId, items: null })
      await browser.open(`/home${query}`)
      for (let time = 0; time < 103; time += 1) {
        await askFor(city, use, residentId)
        city.clock.advance(1_000)
      }
      expect(textOf(await browser.open('/history'))).toContain(words)
      expect(textOf(await browser.open(`/companies/${use.vendorId}`))).toContain(ofCompany)
    },
  )

  it('says one time where all was asked within one minute', async () => {
    const { use, residentId, browser } = await aResidentWithAPharmacy()
    await readAsCompany(city, use)
    await withdrawConsent(city, by(residentId), { useId: use.useId, items: null })
    for (let time = 0; time < 3; time += 1) await askFor(city, use, residentId)
    expect(textOf(await browser.open('/history'))).toMatch(/この日に3回 いつ・なにを \d\d:\d\d 問い合わせ/u)
  })

  it('says of data that was taken back that it was, here and on the company’s page', async () => {
    const { use, residentId, browser } = await aResidentWithAPharmacy()
    const again = await deposit(city, residentId, stepsFile({ '2026-11-05': 700 }))
    let answer = ''
    await readAsCompany(city, use, { onWrite: (lines) => Promise.resolve(void (answer += lines)) })
    await undoDeposit(city, residentId, again)
    await readAsCompany(city, use, { cursor: /"cursor":"([^"]+)"/u.exec(answer)![1]! })
    for (const page of ['/history', `/companies/${use.vendorId}`]) {
      const text = textOf(await browser.open(page))
      expect(text).toContain('歩数（取り消し 1日分）')
      expect(text).not.toContain('0日分')
    }
  })

  it('groups repeats of one company on one day', async () => {
    const { use, residentId, browser } = await aResidentWithAPharmacy()
    for (let time = 0; time < 5; time += 1) await readAsCompany(city, use)
    const { body } = await browser.open('/history')
    expect(body.match(/<h3/gu)).toHaveLength(1)
    expect(textOf({ body })).toContain('この日に5回')
    expect(body.match(/歩数（2日分）/gu)).toHaveLength(5)
    city.clock.advance(24 * 60 * 60_000)
    await readAsCompany(city, use)
    expect((await browser.open('/history')).body.match(/<h3/gu)).toHaveLength(2)
    expect(residentId).toBeDefined()
  })

  it('goes on page by page and loses nothing, also within one instant', async () => {
    const { use, browser } = await aResidentWithAPharmacy()
    for (let read = 0; read < 37; read += 1) {
      if (read % 3 !== 2) city.clock.advance(60_000)
      await readAsCompany(city, use)
    }
    const lines = ({ body }: Answered) => (body.match(/歩数（2日分）/gu) ?? []).length
    const first = await browser.open('/history')
    const older = /href="(\/history\?before=[^"]+)"/u.exec(first.body)![1]!
    const second = await browser.open(older)
    expect(lines(first)).toBeLessThanOrEqual(30)
    expect(lines(first) + lines(second)).toBe(37)
    expect(textOf(second)).toContain('新しい記録へもどる')
    expect(second.body).not.toContain('前の記録を見る')
  })

  it('shows one’s own acts with their receipts, and one’s deposits', async () => {
    const { use, residentId, browser } = await aResidentWithAPharmacy()
    await withdrawConsent(city, by(residentId), { useId: use.useId, items: ['activity.steps'] })
    const mine = await browser.open('/history?show=mine')
    expect(textOf(mine)).toMatch(/使ってよいと答えました .* 歩数・体重/u)
    expect(textOf(mine)).toMatch(/止めました 見本薬局 .* 歩数/u)
    expect(mine.body.match(/href="\/receipts\//gu)).toHaveLength(2)
    const deposits = await browser.open('/history?show=deposits')
    expect(textOf(deposits)).toMatch(/export\.xml .* お預かりしています/u)
    expect(deposits.body).toContain('href="/deposits/')
  })

  it('says why it is empty and what to do next, and takes nonsense for nothing', async () => {
    const browser = await residentsBrowser(portal, city, await aResident(city))
    for (const url of [
      '/history',
      '/history?show=mine',
      '/history?show=deposits',
      '/history?show=x&before=y',
    ]) {
      const page = await browser.open(url)
      expect([url, page.statusCode]).toEqual([url, 200])
      expect(textOf(page)).toContain('まだ記録がありません。')
    }
  })

  it('is nobody else’s', async () => {
    const { use } = await aResidentWithAPharmacy()
    await readAsCompany(city, use)
    const neighbour = await residentsBrowser(portal, city, await aResident(city))
    expect(textOf(await neighbour.open('/history'))).toContain('まだ記録がありません。')
    expect((await portal.browser().open('/history')).statusCode).toBe(401)
  })
})
