import { describe, expect, it } from 'vitest'
import { agree, answersOf, aResident, aUse, aVendor, by } from '../../../../../test/support/city.ts'
import { aCityWithPages } from '../../../../../test/support/portal.ts'
import { residentsBrowser, textOf, valueAt } from '../../../../../test/support/resident-page.ts'
import { grantsOf, refuseConsent } from '../../../../consent/index.ts'
import type { ResidentId } from '../../../../residents/index.ts'
import { vendorProfileSchema, type Vendor } from '../../../../vendors/index.ts'
import { shownAtOnce } from './list.ts'

const { city, portal } = await aCityWithPages()
const medication = 'medical.medication' as const
const page = '/companies/browse'

async function aCompany(name: string): Promise<Vendor> {
  const { profile } = await aVendor(city)
  return aVendor(city, { profile: vendorProfileSchema.parse({ ...profile, name }) })
}

async function opened(residentId: ResidentId, search: string) {
  const browser = await residentsBrowser(portal, city, residentId)
  return { browser, ...(await browser.open(`${page}?${new URLSearchParams({ words: search }).toString()}`)) }
}

describe('会社をさがす', () => {
  it('shows what each would receive before anybody is asked, and nothing is chosen', async () => {
    const company = await aCompany('ひかり健康サービス')
    const use = await aUse(city, company, { items: ['activity.steps', medication] })
    const residentId = await aResident(city)
    const answer = await opened(residentId, 'ひかり')
    const text = textOf(answer).replaceAll(' ', '')
    for (const said of [
      'だれがひかり健康サービス',
      'なにを歩数',
      '（とくに大切な情報）',
      '目的健康づくりの助言',
      'いつまで',
      '12か月',
      '会社のほかに受け取る人なし',
      'お礼・役立つこと助言',
    ])
      expect(text).toContain(said)
    expect(answer.body).toContain(`href="/consent/${use.useId}"`)
    expect(answer.body).toContain(`href="/consent/${use.useId}/${medication}"`)
    expect(answer.body).not.toMatch(/<input[^>]* (checked|selected)|type="checkbox"|role="switch"/u)
    expect(await grantsOf(city, residentId)).toEqual([])
  })

  it('leads whoever has refused twice, or never was asked, to the question, and the question to a yes', async () => {
    const company = await aCompany('のぞみ薬局')
    const use = await aUse(city, company, { items: ['activity.steps', medication] })
    const residentId = await aResident(city)
    for (const items of [['activity.steps'], [medication]] as const)
      for (const session of [Buffer.alloc(32, 1), Buffer.alloc(32, 2)])
        await refuseConsent(city, by(residentId, session), { useId: use.useId, versionShown: 1, items })
    const { browser, ...answer } = await opened(residentId, 'のぞみ')
    expect(textOf(answer)).toContain('歩数 ことわりました')
    for (const [path, items] of [
      [`/consent/${use.useId}`, { items: 'activity.steps' }],
      [`/consent/${use.useId}/${medication}`, {}],
    ] as const) {
      expect(answer.body).toContain(`href="${path}"`)
      await browser.open(path)
      expect((await browser.submit(path, { version: '1', answer: 'agree', ...items })).statusCode).toBe(303)
    }
    expect(await answersOf(city, residentId)).toEqual({
      'activity.steps': 'granted',
      [medication]: 'granted',
    })
    const after = await browser.open(`${page}?words=のぞみ`)
    expect(textOf(after)).toContain('ぜんぶのデータが「使ってよい」になっています。')
    expect(after.body).not.toContain('href="/consent/')
  })

  it('is found by words, in both orders, and what is not found is said', async () => {
    const residentId = await aResident(city)
    await aUse(city, await aCompany('かもめ <大学>'), { purpose: 'research' })
    await aUse(city, await aCompany('かもめ商店'), { purpose: 'product-proposal' })
    const browser = await residentsBrowser(portal, city, residentId)
    const headings = async (query: string) => {
      const { body } = await browser.open(`${page}?${query}`)
      return [...body.matchAll(/<h2>(.*?)<\/h2>/gu)].map(([, heading]) => heading)
    }
    expect(await headings('words=カモメ')).toEqual(['かもめ &lt;大学>', 'かもめ商店'])
    expect(await headings('words=カモメ&by=purpose')).toEqual(['商品やサービスのご提案', '大学などの研究'])
    expect(await headings('words=カモメ 研究')).toEqual(['かもめ &lt;大学>'])
    const none = await browser.open(`${page}?words=${encodeURIComponent('<b>かもめ</b> 温泉')}&by=purpose`)
    expect(none.body).toContain('「&lt;b>かもめ&lt;/b> 温泉」をふくむものは、ありませんでした。')
    expect(valueAt(none, 'words')).toBe('<b>かもめ</b> 温泉')
    expect(none.body).toContain('href="/companies/browse?by=purpose"')
    for (const odd of ['words=a&words=b', 'by=chance', 'page=0', 'page=many', `words=${'あ'.repeat(500)}`])
      expect((await browser.open(`${page}?${odd}`)).statusCode, odd).toBe(200)
  })

  it('comes ten at a time, each once', async () => {
    const company = await aCompany('いずみ')
    for (let uses = 0; uses < shownAtOnce + 3; uses += 1) await aUse(city, company)
    const browser = await residentsBrowser(portal, city, await aResident(city))
    const questions: string[] = []
    for (const at of ['1', '2', '9']) {
      const { body } = await browser.open(`${page}?words=いずみ&page=${at}`)
      questions.push(...[...body.matchAll(/href="(\/consent\/[^"]+)"/gu)].map(([, path]) => path ?? ''))
    }
    expect(questions).toHaveLength(shownAtOnce + 3 + 3)
    expect(new Set(questions).size).toBe(shownAtOnce + 3)
  })

  it('offers nothing that is not open, and says why', async () => {
    const residentId = await aResident(city)
    const use = await aUse(city, await aCompany('とまり木'), { standing: 'suspended' })
    await aUse(city, await aCompany('おわり屋'), { standing: 'ended' })
    const { browser, ...answer } = await opened(residentId, 'とまり木')
    expect(textOf(answer)).toContain(
      'とまり木 歩数による健康づくりの助言 この利用は、いま受け付けていません。',
    )
    expect(answer.body).not.toContain(use.useId)
    expect(textOf(await browser.open(`${page}?words=おわり屋`))).not.toContain('おわり屋 ')
  })

  it('is one step from the switchboard, where nothing is offered twice', async () => {
    const residentId = await aResident(city)
    await agree(city, residentId, await aUse(city, await aCompany('ふもと')))
    const browser = await residentsBrowser(portal, city, residentId)
    expect((await browser.open('/companies')).body).toContain(`href="${page}"`)
  })
})
