import { describe, expect, it } from 'vitest'
import { agree, aResident, aUse, aVendor, by, deposit, stepsFile } from '../../../../test/support/city.ts'
import { askFor, readAsCompany } from '../../../../test/support/company-reads.ts'
import type { Answered, TestBrowser } from '../../../../test/support/http.ts'
import { aCityWithPages } from '../../../../test/support/portal.ts'
import { residentsBrowser, textOf } from '../../../../test/support/resident-page.ts'
import { grantsOf, refuseConsent } from '../../../consent/index.ts'
import type { ResidentId } from '../../../residents/index.ts'
import { publishUse } from '../../../review/index.ts'
import { rowId } from './company/row-id.ts'

const { city, portal } = await aCityWithPages()

/** Every switch: the words it is called by, and whether it is on. */
function switchesOf({ body }: Answered): { name: string; on: boolean }[] {
  return [...body.matchAll(/<button[^>]*role="switch"[^>]*>/gu)].map(([tag]) => ({
    name: (/aria-labelledby="([^"]+)"/u.exec(tag)?.[1] ?? '')
      .split(' ')
      .map((id) => new RegExp(`id="${id}"[^>]*>([^<]*)<`, 'u').exec(body)?.[1] ?? `no ${id}`)
      .join(' '),
    on: tag.includes('aria-checked="true"'),
  }))
}

const states = async (residentId: ResidentId) =>
  Object.fromEntries((await grantsOf(city, residentId)).map(({ item, state }) => [item, state]))

/** A resident with a pharmacy that may use their steps and weight, signed in. */
async function aResidentWithAPharmacy() {
  const vendor = await aVendor(city)
  const use = await aUse(city, vendor)
  const residentId = await aResident(city)
  await deposit(city, residentId, stepsFile({ '2026-11-01': 4_000, '2026-11-02': 5_000 }))
  await agree(city, residentId, use)
  const browser = await residentsBrowser(portal, city, residentId)
  const page = `/companies/${vendor.vendorId}`
  return { vendor, use, residentId, browser, page }
}

/** Posts from the page that is open, expects a redirect and follows it. */
async function follow(browser: TestBrowser, url: string, fields: Record<string, string>) {
  const answer = await browser.submit(url, fields)
  expect(answer.statusCode).toBe(303)
  const address = String(answer.headers['location'])
  return { address, page: await browser.open(address.replace(/#.*/u, '')) }
}

describe('Who uses my data', () => {
  it('is said in one sentence, counting only what the gate would let through', async () => {
    const { vendor, use, residentId, browser } = await aResidentWithAPharmacy()
    expect((await browser.open('/companies')).body).toContain(
      '<h1><strong>1社</strong>が、あなたのデータを<strong>1つの目的</strong>で使えます。</h1>',
    )
    const research = await aVendor(city)
    await agree(city, residentId, await aUse(city, research))
    expect(textOf(await browser.open('/companies'))).toContain(
      '2社 が、あなたのデータを 1つの目的 で使えます。',
    )

    await aUse(city, vendor, { useId: use.useId, version: 2 })
    expect(textOf(await browser.open('/companies'))).toContain('1社 が')
    await aVendor(city, { ...research, standing: 'suspended' })
    expect(textOf(await browser.open('/companies'))).toContain(
      'いま、あなたのデータを使える会社は ありません 。',
    )
  })

  it('is told per company with chips and the day of the last use, and per kind of data', async () => {
    const { vendor, use, browser } = await aResidentWithAPharmacy()
    expect(textOf(await browser.open('/companies'))).toContain('最後に使った日 まだ使っていません')
    await readAsCompany(city, use)
    const page = await browser.open('/companies')
    expect(page.body).toContain(`<a href="/companies/${vendor.vendorId}">見本薬局</a>`)
    expect(textOf(page)).toMatch(/歩数 体重 最後に使った日 2026年11月23日（月）/u)
    const byData = await browser.open('/companies?by=data')
    expect(textOf(byData)).toMatch(/歩数 ● 見本薬局（健康づくりの助言） 使ってよい 体重 ●/u)
    expect(byData.body).toContain(`/companies/${vendor.vendorId}#${rowId(use.useId, 'activity.steps')}`)
  })

  it('asks about what is open and unanswered, and no more after two refusals', async () => {
    const vendor = await aVendor(city)
    const use = await aUse(city, vendor)
    const residentId = await aResident(city)
    const browser = await residentsBrowser(portal, city, residentId)
    const asked = async () => {
      const { body } = await browser.open('/companies')
      const [before, after = ''] = body.split('ほかの会社も見る')
      const link = `href="/consent/${use.useId}"`
      return { asked: before!.includes(link), onRequest: after.includes(link) }
    }
    expect(await asked()).toEqual({ asked: true, onRequest: false })
    const no = { useId: use.useId, versionShown: 1, items: use.terms.items }
    await refuseConsent(city, by(residentId), no)
    expect(await asked()).toEqual({ asked: true, onRequest: false })
    await refuseConsent(city, by(residentId), no)
    expect(await asked()).toEqual({ asked: false, onRequest: true })
  })
})

describe('A company’s page', () => {
  it('has one switch per item of each use, and no two of the same name', async () => {
    const { vendor, browser, page } = await aResidentWithAPharmacy()
    const second = await aUse(city, vendor, { items: ['activity.steps', 'medical.medication'] })
    const title = { ja: '運動の相談', jaEasy: 'うんどうの そうだん', en: 'Advice on exercise' }
    const renamed = { ...second, version: 2, terms: { ...second.terms, title } }
    await publishUse(city.database, renamed, city.clock.now())
    const switches = switchesOf(await browser.open(page))
    expect(switches.map(({ on }) => on).sort()).toEqual([false, false, true, true])
    expect(new Set(switches.map(({ name }) => name)).size).toBe(4)
    for (const { name } of switches) expect(name).toMatch(/^見本薬局 (歩数|体重|薬の記録) \S/u)
  })

  it('turns nothing on by itself: off leads to the consent page, the sensitive item to its own', async () => {
    const vendor = await aVendor(city)
    const use = await aUse(city, vendor, { items: ['activity.steps', 'medical.medication'] })
    const browser = await residentsBrowser(portal, city, await aResident(city))
    const { body } = await browser.open(`/companies/${vendor.vendorId}`)
    expect(body).toContain(`<form method="get" action="/consent/${use.useId}">`)
    expect(body).toContain(`<form method="get" action="/consent/${use.useId}/medical.medication">`)
  })

  it('that is not there is not found, whatever the address', async () => {
    const browser = await residentsBrowser(portal, city, await aResident(city))
    for (const id of ['5a1e0000-0000-4000-8000-00000000ffff', 'nobody', 'stop']) {
      expect((await browser.open(`/companies/${id}`)).statusCode).toBe(404)
    }
  })

  it('is for those who are signed in', async () => {
    const { page } = await aResidentWithAPharmacy()
    for (const url of ['/companies', page]) expect((await portal.browser().open(url)).statusCode).toBe(401)
  })
})

describe('止める', () => {
  it('is one tap, confirmed after the commit under that row, with the receipt', async () => {
    const { use, residentId, browser, page } = await aResidentWithAPharmacy()
    await readAsCompany(city, use)
    await browser.open(page)
    const { address, page: answer } = await follow(browser, '/companies/stop', {
      use: use.useId,
      item: 'activity.steps',
    })
    expect(address).toMatch(/^\/companies\/[-0-9a-f]+\?act=[-0-9A-Z]{14}#row-/u)
    const number = /act=([-0-9A-Z]+)/u.exec(address)![1]!
    expect(await states(residentId)).toEqual({ 'activity.steps': 'withdrawn', 'body.weight': 'granted' })

    const row = answer.body.split(`id="${rowId(use.useId, 'activity.steps')}"`)[1]!.split('switch-row')[0]!
    expect(row).toContain('role="status"')
    expect(textOf({ ...answer, body: row }).replaceAll(' ', '')).toContain(
      `止めました（10:00）。これから新しくわたしません。すでにわたした分は下のとおりです。受付番号${number}`,
    )
    expect(row).toContain('action="/companies/undo"')
    expect(row).toContain(`href="/receipts/${number}"`)
    expect(row).toContain('href="#erase"')
    expect(textOf(answer)).toMatch(/すでにわたしたデータ .* 歩数（2日分）/u)
    expect(switchesOf(answer).map(({ on }) => on)).toEqual([false, true])
  })

  it('names what is still under way, with its company and items', async () => {
    const { use, browser, page } = await aResidentWithAPharmacy()
    let answer = ''
    await readAsCompany(city, use, {
      onWrite: async () => {
        if (answer !== '') return
        await browser.open(page)
        answer = textOf((await follow(browser, '/companies/stop', { use: use.useId })).page)
      },
    })
    expect(answer).toContain('10:00に始まった受け渡し1件は、まだ終わっていません。 見本薬局：歩数')
  })

  it('shows afterwards that the company asked and was refused', async () => {
    const { use, residentId, browser, page } = await aResidentWithAPharmacy()
    await readAsCompany(city, use)
    await browser.open(page)
    await follow(browser, '/companies/stop', { use: use.useId })
    expect(textOf(await browser.open(page))).not.toContain('止めたあとの問い合わせ')
    expect(await askFor(city, use, residentId)).toBe('withdrawn')
    expect(textOf(await browser.open(page))).toContain('止めたあとの問い合わせ 1回 → ことわりました')
  })

  it('twice changes nothing more, and shows the first; in another session it says so', async () => {
    const { use, residentId, browser, page } = await aResidentWithAPharmacy()
    await browser.open(page)
    const fields = { use: use.useId, item: 'activity.steps' }
    city.clock.advance(1000)
    const { address } = await follow(browser, '/companies/stop', fields)
    expect((await follow(browser, '/companies/stop', fields)).address).toBe(address)
    const elsewhere = await residentsBrowser(portal, city, residentId)
    const again = await elsewhere.submit('/companies/stop', fields)
    expect(again.statusCode).toBe(409)
    expect(textOf(again)).toContain('すでに止まっています。')
    expect(again.body).toContain(`href="${page}?lang=en"`)
  })

  it('of a company ends all its uses and no other company’s', async () => {
    const { vendor, residentId, browser, page } = await aResidentWithAPharmacy()
    await agree(city, residentId, await aUse(city, vendor, { items: ['heart.rate'] }))
    const other = await aVendor(city)
    await agree(city, residentId, await aUse(city, other, { items: ['gait.speed'] }))
    await browser.open(page)
    const { page: answer } = await follow(browser, '/companies/stop', { vendor: vendor.vendorId })
    expect(textOf(answer)).toContain('止めました（10:00）。')
    expect(switchesOf(answer).filter(({ on }) => on)).toEqual([])
    expect(await states(residentId)).toMatchObject({ 'heart.rate': 'withdrawn', 'gait.speed': 'granted' })
  })

  it('of everything takes one tap from the list, and one from home', async () => {
    const { residentId, browser } = await aResidentWithAPharmacy()
    for (const page of ['/companies', '/home'])
      expect((await browser.open(page)).body).toContain('action="/companies/stop-all"')
    city.clock.advance(1000)
    const { page: answer, address } = await follow(browser, '/companies/stop-all', {})
    expect(textOf(answer)).toContain('止めました（10:00）。')
    expect(textOf(answer)).toContain('止めている会社（1社）')
    expect(Object.values(await states(residentId))).toEqual(['withdrawn', 'withdrawn'])
    expect((await follow(browser, '/companies/stop-all', {})).address).toBe(address)
  })

  it('cannot be done by another site, without a token, or for somebody else', async () => {
    const { use, residentId, browser, page } = await aResidentWithAPharmacy()
    await browser.open(page)
    const body = new URLSearchParams({ _csrf: browser.formToken, use: use.useId }).toString()
    const foreign = await browser.post('/companies/stop', body, { 'sec-fetch-site': 'cross-site' })
    expect(foreign.statusCode).toBe(403)
    expect((await browser.post('/companies/stop', `use=${use.useId}`)).statusCode).toBe(403)
    const neighbour = await residentsBrowser(portal, city, await aResident(city))
    expect((await neighbour.submit('/companies/stop', { use: use.useId })).statusCode).toBe(409)
    expect((await neighbour.submit('/companies/stop', { use: residentId })).statusCode).toBe(404)
    expect(await states(residentId)).toEqual({ 'activity.steps': 'granted', 'body.weight': 'granted' })
  })
})

describe('もとにもどす', () => {
  async function stopped() {
    const made = await aResidentWithAPharmacy()
    await made.browser.open(made.page)
    const { address } = await follow(made.browser, '/companies/stop', { use: made.use.useId })
    return { ...made, address, number: /act=([-0-9A-Z]+)/u.exec(address)![1]! }
  }

  it('gives back exactly what was stopped, for ten minutes', async () => {
    const { residentId, use, browser, number } = await stopped()
    city.clock.advance(1000)
    const { page, address } = await follow(browser, '/companies/undo', { receipt: number })
    expect(textOf(page)).toContain('もとにもどしました（10:00）。')
    expect(await states(residentId)).toEqual({ 'activity.steps': 'granted', 'body.weight': 'granted' })
    expect((await follow(browser, '/companies/undo', { receipt: number })).address).toBe(address)
    city.clock.advance(1000)
    await follow(browser, '/companies/stop', { use: use.useId })
    const again = await browser.submit('/companies/undo', { receipt: number })
    expect([again.statusCode, textOf(again)]).toEqual([
      409,
      expect.stringContaining('そのあとに変更があったので、もとにもどせません。'),
    ])
  })

  it('is neither offered nor done after ten minutes', async () => {
    const { residentId, browser, number, address } = await stopped()
    const before = city.clock.now()
    city.clock.advance(10 * 60_000)
    expect((await browser.open(address.replace(/#.*/u, ''))).body).not.toContain('action="/companies/undo"')
    await browser.open('/home')
    const late = await browser.submit('/companies/undo', { receipt: number })
    city.clock.set(before)
    expect(late.statusCode).toBe(410)
    expect(await states(residentId)).toEqual({ 'activity.steps': 'withdrawn', 'body.weight': 'withdrawn' })
  })

  it('is neither offered nor done in another session', async () => {
    const { residentId, number, address } = await stopped()
    const elsewhere = await residentsBrowser(portal, city, residentId)
    const page = await elsewhere.open(address.replace(/#.*/u, ''))
    expect(textOf(page)).toContain('止めました（10:00）。')
    expect(page.body).not.toContain('action="/companies/undo"')
    await elsewhere.open('/home')
    const answer = await elsewhere.submit('/companies/undo', { receipt: number })
    expect(answer.statusCode).toBe(403)
    expect(textOf(answer)).toContain('止めたときと同じ画面からだけ')
    expect(await states(residentId)).toEqual({ 'activity.steps': 'withdrawn', 'body.weight': 'withdrawn' })
  })

  it('with another resident’s number is not found, and their page says nothing of it', async () => {
    const { page, number } = await stopped()
    const neighbour = await residentsBrowser(portal, city, await aResident(city))
    expect((await neighbour.submit('/companies/undo', { receipt: number })).statusCode).toBe(404)
    expect(textOf(await neighbour.open(`${page}?act=${number}`))).not.toContain('止めました')
  })

  it('is said no longer once the row was changed again', async () => {
    const { residentId, use, browser, address } = await stopped()
    await agree(city, residentId, use)
    expect(textOf(await browser.open(address.replace(/#.*/u, '')))).not.toContain('止めました（')
  })
})
