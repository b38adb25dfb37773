import { describe, expect, it } from 'vitest'
import { agree, answersOf, aResident, aUse, aVendor } from '../../../../test/support/city.ts'
import type { TestBrowser } from '../../../../test/support/http.ts'
import { aCityWithPages } from '../../../../test/support/portal.ts'
import { residentsBrowser, textOf } from '../../../../test/support/resident-page.ts'
import { grantsOf } from '../../../consent/index.ts'
import { addDays } from '../../../kernel/index.ts'

const { city, portal } = await aCityWithPages()

const items = ['activity.steps', 'body.weight', 'medical.medication'] as const

async function aQuestion() {
  const vendor = await aVendor(city)
  const use = await aUse(city, vendor, { items })
  const residentId = await aResident(city)
  const browser = await residentsBrowser(portal, city, residentId)
  return { vendor, use, residentId, browser, path: `/consent/${use.useId}` }
}

/** Presses ことわる on the page of this version. */
function refuse(browser: TestBrowser, path: string, version: string) {
  return browser.submit(path, { version, answer: 'refuse' })
}

describe('ことわる', () => {
  it('is one tap, as agreeing is, and changes nothing that is on', async () => {
    const { use, residentId, browser, path } = await aQuestion()
    await agree(city, residentId, use, ['activity.steps'])
    await browser.open(path)
    const refused = await refuse(browser, path, '1')
    expect(refused.statusCode).toBe(303)
    expect(await answersOf(city, residentId)).toEqual({
      'activity.steps': 'granted',
      'body.weight': 'refused',
    })
    const receipt = await browser.open(String(refused.headers['location']))
    expect(textOf(receipt)).toContain('ことわったデータは、この会社にわたしません。')
    expect(receipt.body).not.toContain(`href="${path}/medical.medication"`)
  })

  it.each(['ran out', 'was for older terms'])(
    'answers the question asked again after a yes that %s',
    async (how) => {
      const { vendor, use, residentId, path } = await aQuestion()
      const before = city.clock.now()
      await agree(city, residentId, use, ['activity.steps', 'body.weight'])
      await aVendor(city, { ...vendor, contractUntil: addDays(before, 1000) })
      if (how === 'ran out') city.clock.set(addDays(before, 400))
      else await aUse(city, vendor, { useId: use.useId, version: 2, items })
      const asking = await residentsBrowser(portal, city, residentId)
      const version = /name="version" value="(\d)"/u.exec((await asking.open(path)).body)![1]!
      const refused = await refuse(asking, path, version)
      expect(refused.statusCode).toBe(303)
      expect(await answersOf(city, residentId)).toEqual({
        'activity.steps': 'refused',
        'body.weight': 'refused',
      })
      const receipt = textOf(await asking.open(String(refused.headers['location'])))
      expect(receipt).toContain('ことわったデータは、この会社にわたしません。')
      expect(receipt).toMatch(new RegExp(`データ 歩数・体重 規約 第${version}版`, 'u'))
      city.clock.set(before)
    },
  )

  it.each([
    ['ja', '会社の説明が新しくなりました。もう一度お読みください。', 'まだ何も変わっていません。'],
    ['ja-easy', '会社の せつめいが あたらしく なりました。もういちど よんでください。', 'まだ なにも'],
    ['en', 'The company’s terms have changed. Please read them again.', 'Nothing has changed yet.'],
  ])('to terms that have changed is sent back with the new ones (%s)', async (language, ...sentences) => {
    const { vendor, use, residentId, browser, path } = await aQuestion()
    await browser.open(`${path}?lang=${language}`)
    await browser.open(path)
    await aUse(city, vendor, { useId: use.useId, version: 2, items })
    const page = await refuse(browser, path, '1')
    expect(page.statusCode).toBe(409)
    for (const sentence of sentences) expect(textOf(page)).toContain(sentence)
    expect(page.body).toContain('name="version" value="2"')
    expect(await grantsOf(city, residentId)).toEqual([])
  })

  it('twice ends the asking', async () => {
    const { browser, path } = await aQuestion()
    const link = `href="${path}"`
    for (const asked of [true, false]) {
      await browser.open(path)
      await refuse(browser, path, '1')
      const [before = ''] = (await browser.open('/companies')).body.split('ほかの会社も見る')
      expect(before.includes(link)).toBe(asked)
    }
  })
})
