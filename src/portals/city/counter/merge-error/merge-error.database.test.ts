import { describe, expect, it } from 'vitest'
import { agree, aUse, aVendor, deposit, stepsFile, standingOf } from '../../../../../test/support/city.ts'
import { readAsCompany } from '../../../../../test/support/company-reads.ts'
import type { TestBrowser } from '../../../../../test/support/http.ts'
import { mergeTwo } from '../../../../../test/support/merging.ts'
import { aCityWithPages } from '../../../../../test/support/portal.ts'
import { residentsBrowser, textOf } from '../../../../../test/support/resident-page.ts'
import { attendToFirst, desksOf, firstFound } from '../../../../../test/support/staff-pages.ts'
import { agreeToTerms } from '../../../../../test/support/terms.ts'
import { unzip } from '../../../../../test/support/unzip.ts'
import { startSession } from '../../../../identity/index.ts'
import { dayMs, type LocalDay } from '../../../../kernel/index.ts'
import { enrolResident, type ResidentId } from '../../../../residents/index.ts'
import { paths } from '../../../paths.ts'

const { city, portal } = await aCityWithPages()
const route = paths.counterMergeError

const desk = desksOf(city, portal)

let years = 1900
async function somebody(name: string) {
  years += 1
  const birthDate = `${String(years)}-06-02` as LocalDay
  const residentId = await enrolResident(city, { name, kana: 'キタノ ジロウ', birthDate })
  await agreeToTerms(city, residentId)
  return { residentId, birthDate }
}

async function attending(browser: TestBrowser, birthDate: string) {
  await attendToFirst(browser, { kana: 'きたの', birthDate, reason: 'question' })
  return browser.open(paths.counterResident)
}

async function merged(others = 1) {
  const remains = await somebody('北野 二郎')
  const duplicates = []
  for (let turn = 0; turn < others; turn += 1) duplicates.push(await somebody('東野 二郎'))
  const use = await aUse(city, await aVendor(city))
  const duplicate = duplicates[0]!
  await deposit(city, duplicate.residentId, stepsFile({ '2026-11-01': 40_417 }))
  await agree(city, duplicate.residentId, use)
  await readAsCompany(city, use, { ownWords: '11月の助言です。' })
  for (const { residentId } of duplicates) {
    const done = await mergeTwo(city, remains.residentId, residentId)
    if (!done.ok) throw new Error(done.because)
  }
  return { remains, duplicate }
}

const mergesIn = (body: string) =>
  [...body.matchAll(/name="merge" (?:id="[^"]+" )?value="([0-9a-f-]+)"/gu)].map(([, one]) => one ?? '')

async function waitingOn(browser: TestBrowser): Promise<string> {
  const { body } = await browser.open(paths.counter)
  const waiting = [...body.matchAll(/href="(\/city\/counter\/requests\/[0-9a-f-]+)"/gu)].map(([, one]) => one)
  return waiting.at(-1) ?? ''
}

/** All that who remains is answered, on pages and in their copy. */
async function allReadBy(residentId: ResidentId): Promise<string> {
  const browser = await residentsBrowser(portal, city, residentId)
  const pages = [paths.home, paths.history, paths.historyMerged, paths.deposits, paths.notices]
  const shows = ['mine', 'deposits', 'look-ups'].map((show) => `${paths.historyMerged}?show=${show}`)
  const texts = []
  for (const page of [...pages, ...shows]) texts.push(textOf(await browser.open(page)))
  const token = await startSession(city, residentId, 'card')
  const copier = portal.browser()
  copier.cookies.set('azukari-session', token)
  await copier.open(paths.export)
  const copy = await copier.submit(paths.export)
  const files = copy.statusCode === 200 ? [...(await unzip(copy.rawPayload)).entries()] : []
  return [...texts, `copy ${String(copy.statusCode)}`, JSON.stringify(files)].join('\n')
}

describe('An entry that was merged by mistake, at the counter', () => {
  it('is put right by two, and who remained reads nothing of it from that moment on', async () => {
    const { remains, duplicate } = await merged()
    city.clock.advance(15 * dayMs)
    const before = await allReadBy(remains.residentId)
    for (const said of ['11月の助言です。', '40417', 'merged-1/']) expect(before).toContain(said)

    const [first, second] = [await desk(), await desk({ name: '窓口 二子' })]
    expect((await attending(first, remains.birthDate)).body).toContain(`href="${route}"`)
    const page = await first.open(route)
    expect(textOf(page)).toContain('東野 二郎')
    expect(page.body).not.toContain(duplicate.residentId)
    const [merge = ''] = mergesIn(page.body)
    expect((await first.submit(route, { merge })).body).toContain('id="shownBy-error"')
    const asked = await first.submit(route, { merge, shownBy: 'other-own-document' })
    expect(asked.headers.location).toBe(`${route}?done=asked`)
    expect(textOf(await first.open(route))).toContain('もう1人の職員の確認を待っています')
    expect(await allReadBy(remains.residentId)).toContain('11月の助言です。')

    const address = await waitingOn(second)
    const shown = textOf(await second.open(address))
    for (const said of ['このまま残ります', 'もとの登録にもどります', 'もう1人の本人の書類'])
      expect(shown).toContain(said)
    for (const said of ['同じ人だとわかる', 'こちらは、もう使いません']) expect(shown).not.toContain(said)
    expect((await second.submit(address, {})).headers.location).toBe('/city/counter?done=merged-in-error')
    expect(await standingOf(city, duplicate.residentId)).toBe('active')

    const after = await allReadBy(remains.residentId)
    expect(after).toContain('copy 200')
    for (const said of ['11月の助言です。', '40417', 'merged-1/', '東野']) expect(after).not.toContain(said)
    const own = await residentsBrowser(portal, city, duplicate.residentId)
    expect(textOf(await own.open(paths.history))).toContain('11月の助言です。')
    expect((await first.open(paths.counterResident)).body).not.toContain(`href="${route}"`)
  })

  it('is said where a search by it has found who remains, and leads there once they are attended to', async () => {
    const { remains, duplicate } = await merged()
    const browser = await desk()
    const told = 'まとめた登録で見つかりました'
    for (const [{ birthDate }, times] of [
      [remains, 0],
      [duplicate, 1],
    ] as const) {
      await browser.open(paths.counter)
      await browser.submit(paths.counter, { kana: 'きたの', birthDate, reason: 'question' })
      const found = textOf(await browser.open(paths.counterFound))
      expect(found).toContain('北野 二郎')
      expect(found.split(told)).toHaveLength(1 + times)
      await browser.submit(paths.counterFound, firstFound(browser))
      const page = await browser.open(paths.counterResident)
      expect(textOf(page).split(told)).toHaveLength(1 + times)
      expect(page.body.split(`href="${route}"`)).toHaveLength(2 + times)
    }
  })

  it('is one of several only where it was chosen', async () => {
    const { remains } = await merged(2)
    const browser = await desk()
    await attending(browser, remains.birthDate)
    const page = await browser.open(route)
    const fields = { shownBy: 'wrong-entry' }
    expect((await browser.submit(route, fields)).body).toContain('id="merge-error"')
    const [first = '', chosen = ''] = [...new Set(mergesIn(page.body))]
    expect((await browser.submit(route, { ...fields, merge: chosen })).headers.location).toContain('asked')
    const second = await desk({ name: '窓口 三子' })
    const address = await waitingOn(second)
    await second.open(address)
    await second.submit(address, {})
    expect(mergesIn((await browser.open(route)).body)).toEqual([first])
  })

  it('is refused where no page of ours has sent it, to another role, and of nobody', async () => {
    const { remains, duplicate } = await merged()
    const browser = await desk()
    await attending(browser, remains.birthDate)
    const [merge = ''] = mergesIn((await browser.open(route)).body)
    const fields = { merge, shownBy: 'wrong-entry' }
    expect((await browser.submit(route, { ...fields, _csrf: 'forged' })).statusCode).toBe(403)
    for (const role of ['administrator', 'reviewer', 'auditor'] as const)
      expect((await (await desk({ name: 'ほかの 人', role })).open(route)).statusCode, role).toBe(403)
    const nobody = await desk({ name: '窓口 四子' })
    expect((await nobody.open(route)).statusCode).toBe(409)
    const elsewhere = await desk({ name: '窓口 五子' })
    await attending(elsewhere, (await somebody('南野 二郎')).birthDate)
    expect((await elsewhere.submit(route, fields)).statusCode).toBe(409)
    expect(await standingOf(city, duplicate.residentId)).toBe('merged')
  })
})
