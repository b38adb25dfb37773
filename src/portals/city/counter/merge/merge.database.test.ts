import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { agree, answersOf, aUse, aVendor, deposit, stepsFile } from '../../../../../test/support/city.ts'
import { readAsCompany } from '../../../../../test/support/company-reads.ts'
import type { TestBrowser } from '../../../../../test/support/http.ts'
import { aCityWithPages } from '../../../../../test/support/portal.ts'
import { residentsBrowser, textOf } from '../../../../../test/support/resident-page.ts'
import { attendToFirst, desksOf } from '../../../../../test/support/staff-pages.ts'
import { aMember, sessionFrom } from '../../../../../test/support/staff.ts'
import { agreeToTerms } from '../../../../../test/support/terms.ts'
import { unzip } from '../../../../../test/support/unzip.ts'
import { eraseEverything } from '../../../../erasure/index.ts'
import { startSession } from '../../../../identity/index.ts'
import { dayMs, localDayOf, startOfDay, type LocalDay } from '../../../../kernel/index.ts'
import { enrolResident, standsOf, type ResidentId } from '../../../../residents/index.ts'
import { paths } from '../../../paths.ts'

const { city, portal } = await aCityWithPages()

const desk = desksOf(city, portal)

let years = 1900
async function somebody(name = '北野 二郎') {
  years += 1
  const birthDate = `${String(years)}-06-02` as LocalDay
  const residentId = await enrolResident(city, { name, kana: 'キタノ ジロウ', birthDate })
  await agreeToTerms(city, residentId)
  return { residentId, birthDate }
}

/** Who is attended to has shown a document just now, as they are. */
async function attending(browser: TestBrowser, birthDate: string) {
  await attendToFirst(browser, { kana: 'きたの', birthDate, reason: 'question' })
  await browser.open(paths.counterResident)
  await browser.submit(paths.counterIdentity, { document: 'passport', for: 'check' })
  return browser.open(paths.counterMerge)
}

const standing = async (residentId: ResidentId) => (await standsOf(city.database, residentId))?.standing
const chosenIn = (body: string) => /name="chosen" value="([^"]+)"/u.exec(body)?.[1] ?? ''

/** What was asked for last: others of these tests wait, too. */
async function waitingOn(browser: TestBrowser): Promise<string> {
  const { body } = await browser.open(paths.counter)
  const waiting = [...body.matchAll(/href="(\/city\/counter\/requests\/[0-9a-f-]+)"/gu)].map(([, one]) => one)
  const last = waiting.at(-1)
  if (last === undefined) throw new Error('nothing waits')
  return last
}

/** Asked for by one, at the page; and where the second one finds it. */
async function asked() {
  const [remains, duplicate] = [await somebody(), await somebody('東野 二郎')]
  const first = await desk()
  await attending(first, remains.birthDate)
  await first.submit(paths.counterMerge, { kana: 'きたの じろう', birthDate: duplicate.birthDate })
  const found = await first.open(paths.counterMerge)
  await first.submit(paths.counterMergeAsk, { chosen: chosenIn(found.body) })
  const second = await desk({ name: '窓口 二子' })
  return { remains, duplicate, first, second, address: await waitingOn(second) }
}

async function merged() {
  const scene = await asked()
  await scene.second.open(scene.address)
  await scene.second.submit(scene.address, {})
  expect(await standing(scene.duplicate.residentId)).toBe('merged')
  return scene
}

describe('Two entries of one person, at the counter', () => {
  it('says what it does before anything is asked for, and is done once another one has seen both', async () => {
    const [remains, duplicate] = [await somebody(), await somebody('東野 二郎')]
    const use = await aUse(city, await aVendor(city))
    await agree(city, duplicate.residentId, use)
    const [first, second] = [await desk(), await desk({ name: '窓口 二子' })]
    const resident = await residentsBrowser(portal, city, duplicate.residentId)
    const page = textOf(await attending(first, remains.birthDate))
    for (const said of ['新しく「使ってよい」になるものは、ありません', '残る登録でも止まります', '365日'])
      expect(page).toContain(said)
    const searched = await first.submit(paths.counterMerge, {
      kana: 'きたの',
      birthDate: duplicate.birthDate,
    })
    expect(searched.headers.location).toBe(paths.counterMerge)
    const found = await first.open(paths.counterMerge)
    expect(textOf(found)).toContain('東野 二郎')
    expect(textOf(found).match(/参加した日/gu)).toHaveLength(2)
    expect(found.body).not.toContain(duplicate.residentId)
    const chosen = chosenIn(found.body)
    expect((await first.submit(paths.counterMergeAsk, { chosen })).headers.location).toContain('done=asked')
    expect(textOf(await first.open(paths.counterMerge))).toContain('もう1人の職員の確認を待っています')
    expect(await standing(duplicate.residentId)).toBe('active')
    expect((await resident.open('/home')).statusCode).toBe(200)

    const address = await waitingOn(second)
    const shown = textOf(await second.open(address))
    for (const said of [
      ...['北野 二郎', '東野 二郎', 'こちらが残ります', '残る登録でも止まります'],
      ...['名前がちがいます', '生年月日がちがいます'],
    ])
      expect(shown).toContain(said)
    expect(shown).not.toContain('ふりがながちがいます')
    expect(shown.match(/参加した日/gu)).toHaveLength(2)
    expect((await second.submit(address, {})).headers.location).toBe('/city/counter?done=merged')
    expect(await standing(duplicate.residentId)).toBe('merged')
    expect(Object.values(await answersOf(city, duplicate.residentId))).not.toContain('granted')
    expect(Object.values(await answersOf(city, remains.residentId))).not.toContain('granted')
    expect((await resident.open('/home')).statusCode).not.toBe(200)
  })

  it('is searched for by who has seen a document, with what can be read', async () => {
    const { birthDate } = await somebody()
    const browser = await desk()
    await attendToFirst(browser, { kana: 'きたの', birthDate, reason: 'question' })
    const unseen = await browser.open(paths.counterMerge)
    expect(textOf(unseen)).toContain('先に、本人を確かめる')
    expect(unseen.body).not.toContain(`action="${paths.counterMerge}"`)
    const fields = { kana: 'きたの', birthDate }
    // A page of ours with a form.
    await browser.open(paths.counterLife)
    expect((await browser.submit(paths.counterMerge, fields)).statusCode).toBe(409)
    await browser.open(paths.counterResident)
    await browser.submit(paths.counterIdentity, { document: 'passport', for: 'check' })
    await browser.open(paths.counterMerge)
    const wrong = await browser.submit(paths.counterMerge, { kana: '!', birthDate: '?' })
    expect([wrong.statusCode, wrong.body]).toEqual([422, expect.stringContaining('id="kana-error"')])
    expect((await browser.submit(paths.counterMerge, fields)).statusCode).toBe(404)
    expect((await browser.submit(paths.counterMergeAsk, { chosen: randomUUID() })).statusCode).toBe(409)
  })

  it('is refused where no page of ours has sent it, to another role, of nobody, and to who asked', async () => {
    const { remains, duplicate, first, second, address } = await asked()
    const forged = { _csrf: 'forged' }
    expect((await second.submit(address, forged)).statusCode).toBe(403)
    for (const [url, fields] of [
      [paths.counterMerge, { kana: 'きたの', birthDate: duplicate.birthDate }],
      [paths.counterMergeAsk, { chosen: randomUUID() }],
    ] as const)
      expect((await first.submit(url, { ...fields, ...forged })).statusCode, url).toBe(403)
    for (const role of ['administrator', 'reviewer', 'auditor'] as const) {
      const other = await desk({ name: 'ほかの 人', role })
      expect((await other.open(address)).statusCode, role).toBe(403)
      expect((await other.open(paths.counterMerge)).statusCode, role).toBe(403)
    }
    expect((await second.open(paths.counterMerge)).statusCode).toBe(409)
    for (const answer of [await first.open(address), await first.submit(address, {})])
      expect(answer.statusCode).toBe(403)
    expect([await standing(remains.residentId), await standing(duplicate.residentId)]).toEqual([
      'active',
      'active',
    ])
  })

  it('is not confirmed on a screen that was left open', async () => {
    const { duplicate, address } = await asked()
    const { staffId } = await aMember(city, 'counter', '窓口 三子')
    const open = portal.browser()
    open.cookies.set('azukari-staff', await sessionFrom(city, staffId, 5 * 60_000))
    expect((await open.open(address)).body).not.toContain(`action="${address}"`)
    expect((await open.submit(address, {})).statusCode).toBe(401)
    expect(await standing(duplicate.residentId)).toBe('active')
  })
})

describe('統合した記録', () => {
  it('is read by the one who remains, marked as such, and leads to no page of the other entry', async () => {
    const { remains, duplicate, first, second, address } = await asked()
    const use = await aUse(city, await aVendor(city))
    await deposit(city, duplicate.residentId, stepsFile({ '2026-11-01': 4_000 }))
    await agree(city, duplicate.residentId, use)
    await readAsCompany(city, use, { ownWords: '11月の助言です。' })
    await first.open(paths.counterMerge)
    const before = await residentsBrowser(portal, city, remains.residentId)
    expect((await before.open(paths.history)).body).not.toContain(paths.historyMerged)
    await second.open(address)
    await second.submit(address, {})
    const browser = await residentsBrowser(portal, city, remains.residentId)
    const own = await browser.open(paths.history)
    expect(own.body).toContain(`href="${paths.historyMerged}"`)
    expect(textOf(own)).not.toContain('11月の助言です。')
    expect(textOf(await browser.open(paths.historyMerged))).not.toContain('11月の助言です。')
    city.clock.advance(15 * dayMs)
    const given = await browser.open(paths.historyMerged)
    expect(textOf(given)).toContain('統合した記録')
    expect(textOf(given)).toContain('11月の助言です。')
    const looks = textOf(await browser.open(`${paths.historyMerged}?show=look-ups`))
    expect(looks).toContain('2つの登録をまとめる、またはもどす手続き')
    const [mine, deposits] = [
      await browser.open(`${paths.historyMerged}?show=mine`),
      await browser.open(`${paths.historyMerged}?show=deposits`),
    ]
    expect(textOf(mine)).toContain('使ってよいと答えました')
    expect(textOf(deposits)).toContain('export.xml')
    expect(mine.body + deposits.body).not.toMatch(/href="\/(?:receipts|deposits)\/[^"]/u)
    const notices = textOf(await browser.open(paths.notices))
    expect(notices).toContain('1つにまとめました')
  })

  it('is read after fourteen whole days, and the page says from which one', async () => {
    const { remains, duplicate } = await merged()
    const from = new Date(startOfDay(localDayOf(city.clock.now())).getTime() + 15 * dayMs)
    const [, month, day] = localDayOf(from).split('-').map(Number)
    const browser = await residentsBrowser(portal, city, remains.residentId)
    const looks = `${paths.historyMerged}?show=look-ups`
    const early = await browser.open(looks)
    expect(textOf(early)).toContain(`${String(month)}月${String(day)}日`)
    expect(textOf(early)).not.toContain('2つの登録をまとめる、またはもどす手続き')
    city.clock.set(new Date(from.getTime() - 1))
    expect(textOf(await browser.open(looks))).not.toContain('2つの登録をまとめる、またはもどす手続き')
    city.clock.set(from)
    expect(textOf(await browser.open(looks))).toContain('2つの登録をまとめる、またはもどす手続き')
    expect(await standing(duplicate.residentId)).toBe('merged')
  })

  it('is nobody else’s, and empty for whoever has none', async () => {
    await merged()
    const other = await somebody()
    const browser = await residentsBrowser(portal, city, other.residentId)
    for (const query of ['', '?record=1', '?record=2', '?record=x'])
      expect(textOf(await browser.open(`${paths.historyMerged}${query}`))).toContain(
        '統合した記録はありません',
      )
    expect((await portal.browser().open(paths.historyMerged)).statusCode).not.toBe(200)
  })

  it('is over when the entry is erased', async () => {
    const { remains, duplicate } = await merged()
    const { residentId } = duplicate
    await eraseEverything(city, { residentId, sessionHash: null, channel: 'time-over' })
    const browser = await residentsBrowser(portal, city, remains.residentId)
    expect(textOf(await browser.open(paths.historyMerged))).toContain('統合した記録はありません')
    expect((await browser.open(paths.history)).body).not.toContain(paths.historyMerged)
  })

  it('is in the copy of the one who remains, with what was deposited, and in nobody else’s', async () => {
    const { remains, duplicate, second, address } = await asked()
    await deposit(city, duplicate.residentId, stepsFile({ '2026-11-01': 4_321 }))
    const take = async (residentId: ResidentId) => {
      const browser = portal.browser()
      browser.cookies.set('azukari-session', await startSession(city, residentId, 'card'))
      await browser.open(paths.export)
      return unzip((await browser.submit(paths.export)).rawPayload)
    }
    expect([...(await take(remains.residentId)).keys()].join()).not.toContain('merged')
    await second.open(address)
    await second.submit(address, {})
    expect([...(await take(remains.residentId)).keys()].join(), 'too early').not.toContain('merged')
    city.clock.advance(15 * dayMs)
    const files = await take(remains.residentId)
    expect(files.get('merged-1/days/activity.steps.csv')).toContain('4321')
    expect(files.get('merged-1/about-me.json')).toContain('東野 二郎')
    expect(files.get('about-me.json')).toContain('北野 二郎')
    expect(files.get('README.ja.txt')).toContain('merged-')
    expect(files.has('days/activity.steps.csv')).toBe(false)
    const other = await take((await somebody()).residentId)
    expect([...other.values()].join()).not.toMatch(/4321|東野/u)
  })
})
