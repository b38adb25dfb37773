import { describe, expect, it } from 'vitest'
import { agree, answersOf, aResident, aUse, aVendor } from '../../../../test/support/city.ts'
import type { Answered, TestBrowser } from '../../../../test/support/http.ts'
import { aCityWithPages } from '../../../../test/support/portal.ts'
import { residentsBrowser, textOf } from '../../../../test/support/resident-page.ts'
import { grantsOf, undoWindowMs } from '../../../consent/index.ts'
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

/** Presses ことわる on the page that is open. */
async function refuse(browser: TestBrowser, path: string, page?: Answered) {
  const { body } = page ?? (await browser.open(path))
  const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`, 'u').exec(body)?.[1] ?? ''
  return browser.submit(path, { version: hidden('version'), shown: hidden('shown'), answer: 'refuse' })
}

describe('ことわる', () => {
  it('is one tap, as agreeing is, and changes nothing that is on', async () => {
    const { use, residentId, browser, path } = await aQuestion()
    await agree(city, residentId, use, ['activity.steps'])
    const refused = await refuse(browser, path)
    expect(refused.statusCode).toBe(303)
    expect(await answersOf(city, residentId)).toEqual({
      'activity.steps': 'granted',
      'body.weight': 'refused',
    })
    const receipt = await browser.open(String(refused.headers['location']))
    expect(textOf(receipt)).toContain('受け付けました。この利用では、下に書いたデータをわたしません。')
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
      const page = await asking.open(path)
      const version = /name="version" value="(\d)"/u.exec(page.body)![1]!
      const refused = await refuse(asking, path, page)
      expect(refused.statusCode).toBe(303)
      expect(await answersOf(city, residentId)).toEqual({
        'activity.steps': 'refused',
        'body.weight': 'refused',
      })
      const receipt = textOf(await asking.open(String(refused.headers['location'])))
      expect(receipt).toContain('この利用では、下に書いたデータをわたしません。')
      expect(receipt).toMatch(new RegExp(`データ 歩数・体重 規約 第${version}版`, 'u'))
      city.clock.set(before)
    },
  )

  it.each([
    ['ja', '会社の説明が新しくなりました。もう一度お読みください。', 'まだ何も変わっていません。'],
    ['ja-easy', 'の せつめいが 新 しく なりました。', 'まだ なにも'],
    ['en', 'The company’s terms have changed. Please read them again.', 'Nothing has changed yet.'],
  ])('to terms that have changed is sent back with the new ones (%s)', async (language, ...sentences) => {
    const { vendor, use, residentId, browser, path } = await aQuestion()
    await browser.open(`${path}?lang=${language}`)
    const before = await browser.open(path)
    await aUse(city, vendor, { useId: use.useId, version: 2, items })
    const page = await refuse(browser, path, before)
    expect(page.statusCode).toBe(409)
    for (const sentence of sentences) expect(textOf(page)).toContain(sentence)
    expect(page.body).toContain('name="version" value="2"')
    expect(await grantsOf(city, residentId)).toEqual([])
  })

  it('pressed twice is one refusal with one receipt, and the question is asked once more', async () => {
    const { residentId, browser, path } = await aQuestion()
    const page = await browser.open(path)
    const [first, second] = [await refuse(browser, path, page), await refuse(browser, path, page)]
    expect(second.statusCode).toBe(303)
    expect(second.headers['location']).toBe(first.headers['location'])
    expect((await grantsOf(city, residentId)).map(({ refusals }) => refusals)).toEqual([1, 1])
    expect((await browser.open('/companies')).body.split('ほかの会社も見る')[0]).toContain(`href="${path}"`)
  })

  it.each([
    ['ja', 'ことわる答えを記録していません。', '見本薬局のページを見る'],
    ['ja-easy', 'ことわる 答 えは 記録 して いません。', '見本薬局の ページを 見 る'],
    ['en', 'your refusal was not recorded', 'See the page of Sample Pharmacy'],
  ])(
    'on a page from before a yes is not recorded, and says how to stop instead (%s)',
    async (language, sentence, link) => {
      const { vendor, use, residentId, browser, path } = await aQuestion()
      await browser.open(`${path}?lang=${language}`)
      const before = await browser.open(path)
      await agree(city, residentId, use, ['activity.steps'])
      const answered = await refuse(browser, path, before)
      expect(answered.statusCode).toBe(409)
      expect(textOf(answered)).toContain(sentence)
      expect(textOf(answered)).toContain(link)
      expect(answered.body).toContain(`href="/companies/${vendor.vendorId}"`)
      expect(textOf(answered)).not.toMatch(/まだ何も変わって|まだ なにも|Nothing has changed/u)
      expect(await answersOf(city, residentId)).toEqual({ 'activity.steps': 'granted' })
    },
  )

  it('of what the page did not say it showed is not taken', async () => {
    const { residentId, browser, path } = await aQuestion()
    await browser.open(path)
    for (const shown of ['', 'sleep.stage', 'activity.steps,nothing'])
      expect([400, 422]).toContain(
        (await browser.submit(path, { version: '1', shown, answer: 'refuse' })).statusCode,
      )
    expect(await grantsOf(city, residentId)).toEqual([])
  })

  it.each([
    ['ja', '歩数は、この会社がいまも使えます。', '会社のページで止める'],
    ['ja-easy', 'あるいた かずは、この 会社 が いまも 使 えます。', '会社 の ページで 止 める'],
    ['en', 'This company may still use: Steps.', 'Stop it on the company’s page'],
  ])('says on its receipt what the company goes on receiving (%s)', async (language, sentence, link) => {
    const { vendor, use, residentId, browser, path } = await aQuestion()
    await agree(city, residentId, use, ['activity.steps'])
    await browser.open(`${path}?lang=${language}`)
    const alone = `${path}/medical.medication`
    const receipt = await browser.open(String((await refuse(browser, alone)).headers['location']))
    expect(textOf(receipt)).toContain(sentence)
    expect(textOf(receipt)).toContain(link)
    expect(receipt.body).toContain(`href="/companies/${vendor.vendorId}"`)
  })

  it('says nothing of the sort where the company may use nothing', async () => {
    const { browser, path } = await aQuestion()
    const receipt = await browser.open(String((await refuse(browser, path)).headers['location']))
    expect(textOf(receipt)).not.toContain('いまも使えます')
  })

  it('twice ends the asking', async () => {
    const { browser, path } = await aQuestion()
    const link = `href="${path}"`
    for (const asked of [true, false]) {
      await refuse(browser, path)
      city.clock.advance(undoWindowMs)
      const [before = ''] = (await browser.open('/companies?choose=all')).body.split('ほかの会社も見る')
      expect(before.includes(link)).toBe(asked)
    }
  })
})

it('A use of especially sensitive items alone that was refused twice is asked again by who looks for it', async () => {
  const use = await aUse(city, await aVendor(city), { items: ['medical.medication'] })
  const browser = await residentsBrowser(portal, city, await aResident(city))
  const alone = `/consent/${use.useId}/medical.medication`
  for (let times = 0; times < 2; times += 1) {
    await refuse(browser, alone)
    city.clock.advance(undoWindowMs)
  }
  const page = await browser.open(`/consent/${use.useId}`)
  expect([page.statusCode, page.headers['location']]).toEqual([303, alone])
})
