import { describe, expect, it } from 'vitest'
import { deedsIn } from '../../../../../test/support/attending.ts'
import { typed } from '../../../../../test/support/cards.ts'
import { agree, answersOf, aUse, aVendor } from '../../../../../test/support/city.ts'
import type { TestBrowser } from '../../../../../test/support/http.ts'
import { aCityWithPages } from '../../../../../test/support/portal.ts'
import { residentsBrowser, statusOf, textOf } from '../../../../../test/support/resident-page.ts'
import { attendToFirst, desksOf } from '../../../../../test/support/staff-pages.ts'
import { agreeToTerms } from '../../../../../test/support/terms.ts'
import { actsOf } from '../../../../consent/index.ts'
import { pause } from '../../../../exchange/index.ts'
import { issueCard } from '../../../../identity/index.ts'
import type { LocalDay } from '../../../../kernel/index.ts'
import { enrolResident, type ResidentId } from '../../../../residents/index.ts'
import { paths } from '../../../paths.ts'

const minuteMs = 60_000
const { city, portal } = await aCityWithPages()
const use = await aUse(city, await aVendor(city))
const desk = desksOf(city, portal)

let years = 1920
async function somebody() {
  years += 1
  const birthDate = `${String(years)}-07-12` as LocalDay
  const residentId = await enrolResident(city, { name: '北野 五郎', kana: 'キタノ ゴロウ', birthDate })
  await agreeToTerms(city, residentId)
  const card = await issueCard(city, residentId)
  if (!card.ok) throw new Error(card.because)
  return { residentId, birthDate, ...typed(card) }
}

async function attending(browser: TestBrowser, birthDate: string) {
  await attendToFirst(browser, { kana: 'きたの', birthDate, reason: 'agree' })
  return browser.open(page)
}

const page = paths.counterAgreeTo(use.useId)
const empty = { field: 'scan', name: '', body: Buffer.alloc(0) }
const numbers = /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z-]+/u

async function noes(residentId: ResidentId): Promise<number> {
  return (await deedsIn(city, residentId)).filter(({ did }) => did === 'refused').length
}

async function sayNo(browser: TestBrowser, fields: Record<string, string> = {}) {
  await browser.open(page)
  return browser.upload(page, empty, browser.formToken, { version: '1', answer: 'refuse', ...fields })
}

describe('ことわる at the counter', () => {
  it('stands beside 使ってよい, the two alike', async () => {
    const { birthDate } = await somebody()
    const { body } = await attending(await desk(), birthDate)
    const pair = /<div class="choice-pair">(.*?)<\/div>/su.exec(body)?.[1] ?? ''
    const buttons = [...pair.matchAll(/<button[^>]*class="([^"]*)"[^>]*value="([^"]*)"/gu)]
    expect(buttons.map(([, look, value]) => [look, value])).toEqual([
      ['button choice-button', 'agree'],
      ['button choice-button', 'refuse'],
    ])
  })

  it('needs no PIN, gives a number, and stands in the record as entered by who attends', async () => {
    const { residentId, birthDate } = await somebody()
    const browser = await desk({ name: '窓口 一子' })
    await attending(browser, birthDate)
    const answer = await sayNo(browser)
    expect(answer.headers.location).toBe(`${paths.counterAgree}?done=refused`)
    const after = textOf(await browser.open(String(answer.headers.location)))
    expect(after).toContain('「ことわる」と答えたことを記録しました')
    expect(after).toMatch(numbers)
    expect(await answersOf(city, residentId)).toEqual({
      'activity.steps': 'refused',
      'body.weight': 'refused',
    })
    const own = await residentsBrowser(portal, city, residentId)
    expect(textOf(await own.open('/history?show=look-ups'))).toContain(
      '「ことわる」の答えを受け取り、記録しました なんのために 「使ってよい」の手続き',
    )
    const mine = await own.open('/history?show=mine')
    const [, receipt = ''] = /href="(\/receipts\/[^"]+)"/u.exec(mine.body) ?? []
    expect(textOf(await own.open(receipt))).toContain('窓口')
  })

  it('pressed twice is one no, one deed and one number', async () => {
    const { residentId, birthDate } = await somebody()
    const browser = await desk()
    await attending(browser, birthDate)
    const presses = [await sayNo(browser), await sayNo(browser)]
    expect(presses.map(({ statusCode }) => statusCode)).toEqual([303, 303])
    const acts = await actsOf(city, residentId, { before: null, limit: 9 })
    expect(acts.map(({ kind }) => kind)).toEqual(['refused'])
    expect(await noes(residentId)).toBe(1)
    const shown = textOf(await browser.open(String(presses[1]!.headers.location)))
    expect(shown).toContain(acts[0]!.receiptNumber)
  })

  const everything = { useId: null, items: null }
  const by = (residentId: ResidentId) => ({ residentId, sessionHash: null, channel: 'web' as const })
  const before: [string, (residentId: ResidentId) => Promise<unknown>][] = [
    ['nothing', () => Promise.resolve()],
    ['all of it', (id) => agree(city, id, use)],
    ['a part of it', (id) => agree(city, id, use, ['activity.steps'])],
    ['what is paused now', (id) => agree(city, id, use).then(() => pause(city, by(id), everything, null))],
  ]
  const seen = new Set<string>()
  it.each(before)('reads the same to the staff of who had allowed %s', async (_, prepare) => {
    const { residentId, birthDate } = await somebody()
    await prepare(residentId)
    city.clock.advance(minuteMs)
    const browser = await desk({ name: '窓口 二子' })
    await attending(browser, birthDate)
    const { statusCode, headers } = await sayNo(browser)
    const after = statusOf(await browser.open(String(headers.location)))
    const words = after.replaceAll(/[^\p{Script=Hiragana}\p{Script=Han}]/gu, '')
    expect(after).toMatch(numbers)
    seen.add(JSON.stringify([statusCode, headers.location, words]))
    expect(seen.size).toBe(1)
    expect(Object.values(await answersOf(city, residentId))).toEqual(['refused', 'refused'])
    expect(await noes(residentId), 'one deed').toBe(1)
  })

  it('to a text that has changed meanwhile is none, and changes nothing', async () => {
    const { residentId, birthDate } = await somebody()
    await agree(city, residentId, use)
    const browser = await desk()
    await attending(browser, birthDate)
    expect((await sayNo(browser, { version: '9' })).statusCode).toBe(409)
    expect(Object.values(await answersOf(city, residentId))).toEqual(['granted', 'granted'])
  })
})
