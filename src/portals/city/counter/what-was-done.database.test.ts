import { describe, expect, it } from 'vitest'
import { deedsIn } from '../../../../test/support/attending.ts'
import { agree, answersOf, aUse, aVendor } from '../../../../test/support/city.ts'
import type { TestBrowser } from '../../../../test/support/http.ts'
import { aCityWithPages } from '../../../../test/support/portal.ts'
import { follow, statusOf, textOf } from '../../../../test/support/resident-page.ts'
import { attendToFirst, desksOf } from '../../../../test/support/staff-pages.ts'
import { agreeToTerms } from '../../../../test/support/terms.ts'
import { actsOf } from '../../../consent/index.ts'
import type { LocalDay } from '../../../kernel/index.ts'
import { enrolResident } from '../../../residents/index.ts'
import { paths } from '../../paths.ts'

const minuteMs = 60_000
const { city, portal } = await aCityWithPages()
const desk = desksOf(city, portal)

let years = 1920
async function somebody() {
  years += 1
  const birthDate = `${String(years)}-05-12` as LocalDay
  const residentId = await enrolResident(city, { name: '北野 四郎', kana: 'キタノ シロウ', birthDate })
  await agreeToTerms(city, residentId)
  return { residentId, birthDate }
}

async function attending(browser: TestBrowser, birthDate: string) {
  await attendToFirst(browser, { kana: 'きたの', birthDate, reason: 'stop' })
  return browser.open(paths.counterResident)
}

const told = /role="(?:status|alert)"/u
const sayings: [string, string[]][] = [
  [paths.counterResident, ['checked', 'asked', 'address', 'stopped', 'card-ended', 'ways-ended']],
  [paths.counterResident, ['stopped-already', 'card-not-kept', 'no-card', 'no-document']],
  [paths.counterLife, ['left', 'not-ended', 'back', 'asked', 'taken-back', 'no-choice']],
  [paths.counterAgree, ['agreed', 'refused', 'asked', 'taken-back']],
  [paths.counterMerge, ['asked']],
  [paths.counterMergeError, ['asked', 'no-entry', 'no-document']],
]

describe('An address of the counter that somebody has typed', () => {
  it.each(sayings)('tells of nothing that was not done: %s', async (page, done) => {
    const { birthDate } = await somebody()
    const browser = await desk()
    await attending(browser, birthDate)
    for (const each of done)
      expect((await browser.open(`${page}?done=${each}`)).body, `${page}?done=${each}`).not.toMatch(told)
  })

  it('tells of what was done for minutes, to who has done it, and for as long as they attend to it', async () => {
    const { birthDate } = await somebody()
    const [browser, colleague] = [await desk(), await desk()]
    await attending(browser, birthDate)
    const body = { document: 'passport', for: 'check' }
    const { address, page } = await follow(browser, paths.counterIdentity, body)
    expect(statusOf(page)).toContain('確かめたと記録しました')
    expect((await browser.open(`${paths.counterResident}?done=stopped`)).body).not.toMatch(told)
    await attending(colleague, birthDate)
    expect((await colleague.open(address)).body, 'a colleague').not.toMatch(told)
    city.clock.advance(minuteMs)
    expect((await browser.open(address)).body).toMatch(told)
    await attending(browser, birthDate)
    expect((await browser.open(address)).body, 'they were found anew').not.toMatch(told)
  })

  it('tells nothing after minutes', async () => {
    const { birthDate } = await somebody()
    const browser = await desk()
    await attending(browser, birthDate)
    const body = { document: 'passport', for: 'check' }
    const { address } = await follow(browser, paths.counterIdentity, body)
    city.clock.advance(6 * minuteMs)
    expect((await browser.open(address)).body).not.toMatch(told)
  })
})

describe('Everything, stopped at the counter', () => {
  it('is stopped once: pressed again it is the same answer and no other deed', async () => {
    const { birthDate, residentId } = await somebody()
    await agree(city, residentId, await aUse(city, await aVendor(city)))
    city.clock.advance(1000)
    const browser = await desk()
    const sheet = await attending(browser, birthDate)
    expect(sheet.body).not.toContain('/consent/')
    const stopped = await browser.submit(paths.counterStop, {})
    expect(stopped.headers['location']).toBe(`${paths.counterResident}?done=stopped`)
    const acts = await actsOf(city, residentId, { before: null, limit: 9 })
    const act = acts.find(({ kind }) => kind === 'stopped')
    expect(Object.values(await answersOf(city, residentId))).toEqual(['withdrawn', 'withdrawn'])
    city.clock.advance(1000)
    await browser.open(paths.counterResident)
    const again = await browser.submit(paths.counterStop, {})
    for (const answer of [stopped, again]) {
      expect(answer.headers['location']).toBe(stopped.headers['location'])
      expect(textOf(await browser.open(String(answer.headers['location'])))).toContain(act!.receiptNumber)
    }
    expect((await deedsIn(city, residentId)).filter(({ did }) => did === 'stopped')).toHaveLength(1)
  })

  it('is one deed where two windows press at once', async () => {
    const { birthDate, residentId } = await somebody()
    await agree(city, residentId, await aUse(city, await aVendor(city)))
    city.clock.advance(1000)
    const browser = await desk()
    await attending(browser, birthDate)
    const both = await Promise.all([1, 2].map(() => browser.submit(paths.counterStop, {})))
    for (const answer of both)
      expect(answer.headers['location']).toBe(`${paths.counterResident}?done=stopped`)
    expect((await deedsIn(city, residentId)).filter(({ did }) => did === 'stopped')).toHaveLength(1)
  })

  it('was nothing: that is said, and no deed stands for it', async () => {
    const { birthDate, residentId } = await somebody()
    const browser = await desk()
    await attending(browser, birthDate)
    const answer = await browser.submit(paths.counterStop, {})
    expect([answer.statusCode, statusOf(answer)]).toEqual([
      409,
      expect.stringContaining('止めるものはありませんでした'),
    ])
    expect((await deedsIn(city, residentId)).map(({ did }) => did)).not.toContain('stopped')
  })
})
