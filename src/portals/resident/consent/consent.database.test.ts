import { describe, expect, it } from 'vitest'
import { answersOf, aResident, aUse, aVendor } from '../../../../test/support/city.ts'
import type { TestBrowser } from '../../../../test/support/http.ts'
import { aCityWithPages } from '../../../../test/support/portal.ts'
import { residentsBrowser, textOf } from '../../../../test/support/resident-page.ts'
import { actsOf, grantsOf, undoWindowMs } from '../../../consent/index.ts'
import { companies } from '../../../seed/index.ts'
import { publishUse } from '../../../review/index.ts'

const { city, portal } = await aCityWithPages()

const items = ['activity.steps', 'body.weight', 'medical.medication', 'heart.electrocardiogram'] as const

async function aQuestion() {
  const vendor = await aVendor(city)
  const use = await aUse(city, vendor, { items })
  const residentId = await aResident(city)
  const browser = await residentsBrowser(portal, city, residentId)
  return { vendor, use, residentId, browser, path: `/consent/${use.useId}` }
}

/** Sends an answer as the form does: a name may come several times. */
function answer(browser: TestBrowser, path: string, fields: [string, string][]) {
  return browser.post(path, new URLSearchParams([['_csrf', browser.formToken], ...fields]).toString())
}

describe('The consent page', () => {
  it('says who, what, what for, until when, in return for what, how to stop, who keeps it, and what may go wrong', async () => {
    const { browser, path } = await aQuestion()
    const text = textOf(await browser.open(path))
    const sentences = [
      '見本薬局が、あなたのデータを使ってよいですか',
      'だれが 見本薬局（薬局）',
      'なにを 歩数・体重 ',
      'なんのために 歩数に合わせた助言をお送りします。',
      'いつまで 2027年11月23日（火）まで（12か月）',
      'お礼・役立つこと 助言',
      '止め方 「データを使う会社」で、いつでも止められます。',
      'わたした後 お渡しした分は、消すよう頼めます。',
      '心配なこと 体調が推しはかられることがあります。',
      '名前はわたしません。ただし、会社が自分のレシートなどから気づくことがあります。',
      '外国 なし',
      '委託先 なし',
      '預かっている人',
      '規約の全文（第1版）',
    ]
    for (const sentence of sentences) expect(text).toContain(sentence)
  })

  it('has nothing ticked, and two answers of the same kind', async () => {
    const { browser, path } = await aQuestion()
    const { body } = await browser.open(path)
    expect(body).not.toMatch(/checked/u)
    const buttons = [
      ...body.matchAll(/<button type="submit" class="button choice-button" name="answer" value="(\w+)"/gu),
    ]
    expect(buttons.map(([, value]) => value)).toEqual(['agree', 'refuse'])
    expect([...body.matchAll(/type="checkbox"[^>]*value="([^"]+)"/gu)].map(([, value]) => value)).toEqual([
      'activity.steps',
      'body.weight',
    ])
  })

  it('is not there for a use or an item that is not there', async () => {
    const { browser, path } = await aQuestion()
    const missing = ['/consent/nothing', '/consent/5a1e0000-0000-4000-8000-00000000ffff', `${path}/nothing`]
    // Steps are not asked alone, and sleep is no part of this use.
    for (const url of [
      ...missing,
      `${path}/activity.steps`,
      `${path}/sleep.stage`,
      `${path}/medical.clinical-record`,
    ])
      expect([url, (await browser.open(url)).statusCode]).toEqual([url, 404])
  })

  it.each(companies.flatMap(({ uses }) => uses))(
    'keeps layer 1 within 400 characters for $useId',
    async (seeded) => {
      const { vendor, browser, path } = await aQuestion()
      const useId = path.replace('/consent/', '') as typeof seeded.useId
      const use = { useId, vendorId: vendor.vendorId, version: 2, standing: 'approved' as const }
      await publishUse(city.database, { ...use, terms: seeded.terms }, city.clock.now())
      const { body } = await browser.open(path)
      const card = /<section class="card">([^]*?)<\/section>/u.exec(body)![1]!
      expect(textOf({ body: card }).replaceAll(' ', '').length).toBeLessThanOrEqual(400)
    },
  )
})

describe('使ってよい', () => {
  it('allows exactly the chosen items, and hands out a receipt', async () => {
    const { residentId, browser, path } = await aQuestion()
    await browser.open(path)
    const agreed = await answer(browser, path, [
      ['version', '1'],
      ['items', 'activity.steps'],
      ['answer', 'agree'],
    ])
    expect(agreed.statusCode).toBe(303)
    expect(agreed.headers['location']).toMatch(/^\/receipts\/[-0-9A-Z]{14}$/u)
    expect(await answersOf(city, residentId)).toEqual({ 'activity.steps': 'granted' })
    const receipt = textOf(await browser.open(String(agreed.headers['location'])))
    expect(receipt).toMatch(/「使ってよい」の控え .* データ 歩数 期限 2027年11月23日（火） 規約 第1版/u)
    await browser.open(path)
    const more = await answer(browser, path, [
      ['version', '1'],
      ['items', 'body.weight'],
      ['answer', 'agree'],
    ])
    expect(more.statusCode).toBe(303)
    expect(await answersOf(city, residentId)).toEqual({
      'activity.steps': 'granted',
      'body.weight': 'granted',
    })
  })

  it('of several items at once is one answer', async () => {
    const { residentId, browser, path } = await aQuestion()
    await browser.open(path)
    const both: [string, string][] = [
      ['items', 'activity.steps'],
      ['items', 'body.weight'],
    ]
    expect((await answer(browser, path, [['version', '1'], ...both, ['answer', 'agree']])).statusCode).toBe(
      303,
    )
    expect(await answersOf(city, residentId)).toEqual({
      'activity.steps': 'granted',
      'body.weight': 'granted',
    })
  })

  it('pressed twice leads to the one receipt; on an older page it says only what is so', async () => {
    const { residentId, browser, path } = await aQuestion()
    await browser.open(path)
    const press = (...chosen: string[]) =>
      answer(browser, path, [
        ['version', '1'],
        ...chosen.map((code): [string, string] => ['items', code]),
        ['answer', 'agree'],
      ])
    const first = await press('activity.steps', 'body.weight')
    const second = await press('activity.steps', 'body.weight')
    expect(second.statusCode).toBe(303)
    expect(second.headers['location']).toBe(first.headers['location'])
    expect(await actsOf(city, residentId, { before: null, limit: 10 })).toHaveLength(1)
    city.clock.advance(undoWindowMs)
    const later = await press('activity.steps', 'body.weight')
    expect(later.statusCode).toBe(409)
    expect(textOf(later)).toContain('すでに「使ってよい」になっています。')
    expect(textOf(later)).not.toContain('まだ何も変わっていません。')
  })

  it('to nothing is sent back, and nothing is stored', async () => {
    const { residentId, browser, path } = await aQuestion()
    await browser.open(path)
    const page = await answer(browser, path, [
      ['version', '1'],
      ['answer', 'agree'],
    ])
    expect(page.statusCode).toBe(422)
    expect(textOf(page)).toContain(
      '使ってよいデータを1つ以上えらんでください。えらばないものは、わたしません。',
    )
    expect(textOf(page)).toContain('まだ何も変わっていません。')
    expect(page.body).toContain('href="#items"')
    expect(await grantsOf(city, residentId)).toEqual([])
    expect(await actsOf(city, residentId, { before: null, limit: 10 })).toEqual([])
  })

  it('to terms that have changed is sent back with the new ones', async () => {
    const { vendor, use, residentId, browser, path } = await aQuestion()
    await browser.open(path)
    await aUse(city, vendor, { useId: use.useId, version: 2, items })
    const fields: [string, string][] = [
      ['version', '1'],
      ['items', 'activity.steps'],
      ['answer', 'agree'],
    ]
    const page = await answer(browser, path, fields)
    expect(page.statusCode).toBe(409)
    expect(textOf(page)).toContain('会社の説明が新しくなりました。もう一度お読みください。')
    expect(page.body).toContain('name="version" value="2"')
    expect(await grantsOf(city, residentId)).toEqual([])
  })

  it('cannot reach a company that may not use data now', async () => {
    const { vendor, residentId, browser, path } = await aQuestion()
    await browser.open(path)
    await aVendor(city, { ...vendor, standing: 'suspended' })
    const fields: [string, string][] = [
      ['version', '1'],
      ['items', 'activity.steps'],
      ['answer', 'agree'],
    ]
    expect((await answer(browser, path, fields)).statusCode).toBe(409)
    expect(await grantsOf(city, residentId)).toEqual([])
  })

  it('needs the token of the page', async () => {
    const { residentId, browser, path } = await aQuestion()
    await browser.open(path)
    const fields = 'version=1&items=activity.steps&answer=agree'
    expect((await browser.post(path, fields)).statusCode).toBe(403)
    const foreign = await browser.post(path, `_csrf=${browser.formToken}&${fields}`, {
      'sec-fetch-site': 'cross-site',
    })
    expect(foreign.statusCode).toBe(403)
    expect(await grantsOf(city, residentId)).toEqual([])
  })
})

describe('Especially sensitive information', () => {
  it('is asked about on a page of its own, one after the other, after the receipt', async () => {
    const { residentId, browser, path } = await aQuestion()
    await browser.open(path)
    const first = await answer(browser, path, [
      ['version', '1'],
      ['items', 'activity.steps'],
      ['answer', 'agree'],
    ])
    const receipt = await browser.open(String(first.headers['location']))
    expect(receipt.body).toContain(`href="${path}/medical.medication"`)

    const alone = await browser.open(`${path}/medical.medication`)
    expect(textOf(alone)).toContain('見本薬局が、あなたの薬の記録を使ってよいですか')
    expect(textOf(alone)).toContain('とくに大切な情報')
    expect(textOf(alone)).toContain('なにを 薬の記録 ')
    expect(alone.body).not.toContain('type="checkbox"')
    const second = await answer(browser, `${path}/medical.medication`, [
      ['version', '1'],
      ['answer', 'agree'],
    ])
    expect(await answersOf(city, residentId)).toEqual({
      'activity.steps': 'granted',
      'medical.medication': 'granted',
    })
    const next = await browser.open(String(second.headers['location']))
    expect(next.body).toContain(`href="${path}/heart.electrocardiogram"`)
  })

  it('is never agreed to together with others, nor slipped in among them', async () => {
    const { residentId, browser, path } = await aQuestion()
    await browser.open(path)
    const bundles: [string, string][][] = [
      [
        ['items', 'activity.steps'],
        ['items', 'medical.medication'],
      ],
      [['items', 'medical.medication']],
    ]
    for (const bundle of bundles) {
      const page = await answer(browser, path, [['version', '1'], ...bundle, ['answer', 'agree']])
      expect(page.statusCode).toBe(422)
      expect(textOf(page)).toContain('とくに大切な情報は、1つずつおたずねします。')
    }
    expect(await grantsOf(city, residentId)).toEqual([])
  })

  it('alone in a use is asked about at once', async () => {
    const use = await aUse(city, await aVendor(city), { items: ['medical.medication'] })
    const browser = await residentsBrowser(portal, city, await aResident(city))
    expect(await browser.open(`/consent/${use.useId}`)).toMatchObject({
      statusCode: 303,
      headers: { location: `/consent/${use.useId}/medical.medication` },
    })
  })
})
