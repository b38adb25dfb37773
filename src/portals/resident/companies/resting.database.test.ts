import { describe, expect, it } from 'vitest'
import { agree, aResident, aUse, aVendor } from '../../../../test/support/city.ts'
import type { TestBrowser } from '../../../../test/support/http.ts'
import { aCityWithPages } from '../../../../test/support/portal.ts'
import { residentsBrowser, switchesOf, textOf } from '../../../../test/support/resident-page.ts'
import { grantsOf } from '../../../consent/index.ts'
import { saveVendor } from '../../../vendors/index.ts'

const { city, portal } = await aCityWithPages()

async function anAgreement() {
  const vendor = await aVendor(city)
  const use = await aUse(city, vendor)
  const residentId = await aResident(city)
  await agree(city, residentId, use)
  const browser = await residentsBrowser(portal, city, residentId)
  const page = `/companies/${vendor.vendorId}`
  const states = async () => (await grantsOf(city, residentId)).map(({ state }) => state)
  const suspend = () => saveVendor(city.database, { ...vendor, standing: 'suspended' })
  const reinstate = () => saveVendor(city.database, vendor)
  return { use, residentId, browser, page, states, suspend, reinstate }
}

/** Whether each switch of the page is on, in its order. */
async function switches(browser: TestBrowser, page: string): Promise<boolean[]> {
  return switchesOf(await browser.open(page)).map(({ on }) => on)
}

const none = 'いま、あなたのデータを使える会社は ありません 。'

describe('While a company is suspended, what was agreed to', () => {
  it('is shown as agreed to but not used, and counts for nothing', async () => {
    const { browser, page, suspend } = await anAgreement()
    await suspend()
    expect(await switches(browser, page)).toEqual([true, true])
    for (const [url, who] of [
      [page, '会社'],
      ['/companies', '会社かその利用'],
    ] as const) {
      const text = textOf(await browser.open(url))
      expect(text).toContain(
        `あなたは「使ってよい」としています。いまは${who}が止められているので、使われません。`,
      )
      expect(text).not.toContain('止めている')
    }
    for (const url of ['/companies', '/home']) expect(textOf(await browser.open(url))).toContain(none)
  })

  it.each([
    [
      'one item',
      (useId: string) => ({ use: useId, item: 'activity.steps' }),
      ['withdrawn', 'granted'],
      [false, true],
    ],
    ['the use', (useId: string) => ({ use: useId }), ['withdrawn', 'withdrawn'], [false, false]],
  ])('can be stopped: %s, and stays so after reinstatement', async (_what, fields, states, after) => {
    const made = await anAgreement()
    await made.suspend()
    const { body } = await made.browser.open(made.page)
    expect(body).toContain('name="item" value="activity.steps"')
    expect(body).toContain('この目的では、ぜんぶ止める')
    expect(body).toContain('name="vendor"')
    const answer = await made.browser.submit('/companies/stop', fields(made.use.useId))
    expect(answer.statusCode).toBe(303)
    expect(await made.states()).toEqual(states)
    expect(await switches(made.browser, made.page)).toEqual(after)
    await made.reinstate()
    expect(await switches(made.browser, made.page)).toEqual(after)
  })

  it.each(['/companies', '/home'])('can be stopped altogether from %s', async (url) => {
    const { browser, page, states, suspend, reinstate } = await anAgreement()
    await suspend()
    const { body } = await browser.open(url)
    const form = body.split('action="/companies/stop-all"')[1]!.split('</form>')[0]!
    expect(form).not.toMatch(/disabled/u)
    expect((await browser.submit('/companies/stop-all')).statusCode).toBe(303)
    expect(await states()).toEqual(['withdrawn', 'withdrawn'])
    await reinstate()
    expect(await switches(browser, page)).toEqual([false, false])
    expect(textOf(await browser.open('/companies'))).toContain(none)
  })

  it('does not read as if nobody had ever been allowed anything', async () => {
    const { browser, suspend } = await anAgreement()
    await suspend()
    expect(textOf(await browser.open('/companies'))).not.toContain('いまは、どの会社にもわたしません。')
  })

  it('is told apart from what is used, in the list by data', async () => {
    const { browser, residentId, suspend } = await anAgreement()
    await agree(city, residentId, await aUse(city, await aVendor(city), { items: ['activity.steps'] }))
    await suspend()
    const text = textOf(await browser.open('/companies?by=data'))
    expect(text).toContain('○ 見本薬局（健康づくりの助言） 使ってよい（いまは使われません）')
    expect(text).toMatch(/● 見本薬局（健康づくりの助言） 使ってよい (?!（)/u)
  })

  it('left alone is used again after reinstatement', async () => {
    const { browser, page, suspend, reinstate } = await anAgreement()
    await suspend()
    await reinstate()
    expect(await switches(browser, page)).toEqual([true, true])
    expect(textOf(await browser.open(page))).not.toContain('使われません')
    expect(textOf(await browser.open('/companies'))).toContain('1社 が')
  })
})

describe('While a use is suspended, what was agreed to', () => {
  it('is shown as agreed to but not used, and can be stopped', async () => {
    const { use, browser, page, states } = await anAgreement()
    await city.database.query(`update review.use_versions set standing = 'suspended' where use_id = $1`, [
      use.useId,
    ])
    expect(await switches(browser, page)).toEqual([true, true])
    expect(textOf(await browser.open(page))).toContain('いまはこの利用が止められているので、使われません。')
    expect((await browser.submit('/companies/stop', { use: use.useId })).statusCode).toBe(303)
    expect(await states()).toEqual(['withdrawn', 'withdrawn'])
  })
})

describe('What was never agreed to', () => {
  it('does not read as stopped', async () => {
    const vendor = await aVendor(city)
    await aUse(city, vendor)
    const browser = await residentsBrowser(portal, city, await aResident(city))
    const text = textOf(await browser.open(`/companies/${vendor.vendorId}`))
    expect(text).toContain('いまは使えません')
    expect(text).not.toContain('止めている')
  })
})
