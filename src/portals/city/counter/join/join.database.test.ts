import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { deedsIn } from '../../../../../test/support/attending.ts'
import { aBriefing, aCohort } from '../../../../../test/support/joining.ts'
import { aCityWithPages } from '../../../../../test/support/portal.ts'
import { chosenIn, errorAt, statusOf, textOf, valueAt } from '../../../../../test/support/resident-page.ts'
import { desksOf } from '../../../../../test/support/staff-pages.ts'
import { termsForTests } from '../../../../../test/support/terms.ts'
import type { LocalDay } from '../../../../kernel/index.ts'
import { noticesOf } from '../../../../notices/index.ts'
import { enrolResident, publishTerms } from '../../../../residents/index.ts'

const { city, portal } = await aCityWithPages()
const desk = desksOf(city, portal)
const page = '/city/counter/join'

const typed = {
  ...{ name: '浦和 よし', kana: 'ウラワ ヨシ', birthDate: '昭和21年5月2日' },
  ...{ postalCode: '0000001', municipalityCode: '112992', address: 'みその県あおば野市中央1' },
  ...{ phone: '048-000-0000', email: 'yoshi@example.jp' },
}
const document = 'my-number-card'
const newcomer = () => ({ ...typed, document, attempt: randomUUID(), alike: 'somebody-else' })
const residents = async () =>
  (await city.database.query<{ count: string }>('select count(*) from residents.residents')).rows[0]?.count

describe('While a member of staff takes somebody in', () => {
  it('a cohort that a colleague closes costs them nothing they have typed, and nobody is taken in', async () => {
    const cohortId = await aCohort(city)
    const briefing = await aBriefing(city, cohortId)
    const [clerk, colleague] = [await desk(), await desk()]
    await clerk.open(page)
    await colleague.open(`/city/cohorts/${cohortId}`)
    await colleague.submit(`/city/cohorts/${cohortId}/close`)
    const before = await residents()
    const refused = await clerk.submit(page, { ...newcomer(), briefing })
    expect(refused.statusCode).toBe(409)
    expect(statusOf(refused)).toContain('この募集は、締め切られています')
    expect(statusOf(refused)).toContain('入れたものは残っています')
    for (const [name, value] of Object.entries(typed)) expect(valueAt(refused, name), name).toBe(value)
    expect(chosenIn(refused, 'document')).toEqual(['my-number-card'])
    expect(await residents()).toBe(before)
    const joined = await clerk.submit(page, newcomer())
    expect(textOf(joined)).toMatch(/暗証番号 \d{6}/u)
  })

  it('terms that change cost them nothing but the number of the paper, which is of the text before', async () => {
    await publishTerms(city, termsForTests)
    const clerk = await desk()
    await clerk.open(page)
    const before = await residents()
    const refused = await clerk.submit(page, { ...newcomer(), termsVersion: '99', paperNumber: 'A-17' })
    expect([refused.statusCode, statusOf(refused)]).toEqual([
      409,
      expect.stringContaining('規約が新しくなりました'),
    ])
    for (const [name, value] of Object.entries(typed)) expect(valueAt(refused, name), name).toBe(value)
    expect(valueAt(refused, 'paperNumber'), 'nobody has signed the new text').toBe('')
    expect(await residents()).toBe(before)
  })
})

describe('Somebody like whom there is one already', () => {
  const twin = { ...typed, name: '浦和 ふみ', kana: 'ウラワ フミ', birthDate: '昭和23年5月2日', document }
  const anew = (fields: Record<string, string> = {}) => ({ ...twin, attempt: randomUUID(), ...fields })

  it('is not taken in before it was said that it is another person, and the look stands in the other’s record', async () => {
    const residentId = await enrolResident(city, {
      ...{ name: '浦和 文', kana: 'ウラワ フミ', birthDate: '1948-05-02' as LocalDay },
    })
    const clerk = await desk()
    expect((await clerk.open(page)).body, 'it is not said beforehand').not.toContain('name="alike"')
    const before = await residents()
    const refused = await clerk.submit(page, anew())
    expect([refused.statusCode, statusOf(refused)]).toEqual([
      409,
      expect.stringContaining('同じふりがなと生年月日の人が、もう参加しています'),
    ])
    expect(valueAt(refused, 'name')).toBe(twin.name)
    expect(chosenIn(refused, 'alike')).toEqual([])
    expect(textOf(refused), 'nothing of them is shown').not.toContain('浦和 文')
    expect(await residents()).toBe(before)
    expect(await deedsIn(city, residentId)).toMatchObject([{ did: 'found', reason: 'join' }])
    const { shown } = await noticesOf(city, residentId, null)
    expect(shown.map(({ kind }) => kind)).toContain('looked-up')
    const joined = await clerk.submit(page, anew({ alike: 'somebody-else' }))
    expect(textOf(joined)).toMatch(/暗証番号 \d{6}/u)
  })

  it('is taken in once: the page sent twice hears so, and nothing of being alike', async () => {
    const clerk = await desk()
    await clerk.open(page)
    const once = { ...anew({ kana: 'ウラワ ミツ' }), attempt: randomUUID() }
    expect((await clerk.submit(page, once)).statusCode).toBe(200)
    await clerk.open(page)
    const again = await clerk.submit(page, once)
    expect([again.statusCode, textOf(again)]).toEqual([409, expect.stringContaining('もうすみました')])
  })
})

describe('A date of birth that was left out', () => {
  it.each(['', ' '])('is asked for in a sentence of its own, at its entry: %j', async (birthDate) => {
    const clerk = await desk()
    await clerk.open(page)
    const joining = await clerk.submit(page, { ...newcomer(), birthDate })
    await clerk.open('/city/counter')
    const searching = await clerk.submit('/city/counter', { kana: 'ウラワ', birthDate, reason: 'question' })
    for (const answer of [joining, searching])
      expect([answer.statusCode, errorAt(answer, 'birthDate')]).toEqual([
        422,
        expect.stringMatching(/生年月日を入れてください。たとえば、1946年5月2日/u),
      ])
    expect(valueAt(searching, 'kana')).toBe('ウラワ')
  })

  it('is no day that there is not', async () => {
    const clerk = await desk()
    await clerk.open(page)
    const answer = await clerk.submit(page, { ...newcomer(), birthDate: '2月30日' })
    expect(errorAt(answer, 'birthDate')).toContain('このような日はありません')
  })
})
