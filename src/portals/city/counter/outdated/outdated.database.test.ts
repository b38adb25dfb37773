import { randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { agree, answersOf, aUse, aVendor } from '../../../../../test/support/city.ts'
import type { TestBrowser } from '../../../../../test/support/http.ts'
import { mergeTwo } from '../../../../../test/support/merging.ts'
import { aCityWithPages } from '../../../../../test/support/portal.ts'
import { textOf } from '../../../../../test/support/resident-page.ts'
import { desksOf, firstFound } from '../../../../../test/support/staff-pages.ts'
import { agreeToTerms } from '../../../../../test/support/terms.ts'
import { identityChecksOf, lookUpsOf } from '../../../../counter/index.ts'
import type { LocalDay } from '../../../../kernel/index.ts'
import { enrolResident, standsOf } from '../../../../residents/index.ts'
import { paths } from '../../../paths.ts'

const { city, portal } = await aCityWithPages()
const desk = desksOf(city, portal)
const use = await aUse(city, await aVendor(city))

let years = 1930
async function somebody(name: string) {
  years += 1
  const birthDate = `${String(years)}-05-02` as LocalDay
  const residentId = await enrolResident(city, { name, kana: 'キタノ イチロウ', birthDate })
  return { residentId: await agreeToTerms(city, residentId), birthDate }
}

async function search(browser: TestBrowser, { birthDate }: { birthDate: string }) {
  await browser.open(paths.counter)
  await browser.submit(paths.counter, { kana: 'キタノ', birthDate, reason: 'question' })
  return browser.open(paths.counterFound)
}

async function attend(browser: TestBrowser, who: { birthDate: string }) {
  await search(browser, who)
  await browser.submit(paths.counterFound, firstFound(browser))
  return browser.open(paths.counterResident)
}

/** Another window of the same browser. */
function anotherWindow(browser: TestBrowser): TestBrowser {
  const other = portal.browser()
  for (const [name, value] of browser.cookies) other.cookies.set(name, value)
  return other
}

const lives = { postalCode: '3300000', municipalityCode: '112992', address: 'みその県あおば野市1-2' }
const deeds: [string, Record<string, string>][] = [
  [paths.counterIdentity, { document: 'passport', for: 'check' }],
  [paths.counterIdentity, { document: 'passport', for: 'card' }],
  [paths.counterCardEnd, {}],
  [paths.counterCard, {}],
  [paths.counterStop, {}],
  [paths.counterAddress, lives],
  [paths.counterLeave, { why: 'left' }],
  [paths.counterLife, { reporter: 'relative', deathDocument: 'death-certificate', day: '2026-01-01' }],
  [paths.counterDeathError, {}],
  [paths.counterTakeBack, { request: randomUUID() }],
  [paths.counterMerge, { kana: 'キタノ', birthDate: '1930-05-02' }],
  [paths.counterMergeAsk, { chosen: randomUUID() }],
  [paths.counterMergeError, {}],
  [paths.counterEnd, {}],
]

describe('A window that was opened for somebody who is attended to no more', () => {
  it.each(deeds)('does nothing to whoever is: %s %o', async (path, fields) => {
    const [one, other] = [await somebody('北野 一郎'), await somebody('南野 二郎')]
    await agree(city, other.residentId, use)
    const first = await desk()
    const second = anotherWindow(first)
    await attend(first, one)
    await attend(second, other)
    const record = () => lookUpsOf(city, other.residentId, { before: null, limit: 50 })
    const before = await record()
    const answer = await first.submit(path, fields)
    expect(answer.statusCode).toBe(409)
    expect(textOf(answer)).toContain('いま応対しているのは、南野 二郎さんです。')
    expect(textOf(answer)).toContain('何も変わっていません。')
    expect(answer.headers['refresh']).toBe('60; url=/city/counter')
    expect(await record()).toEqual(before)
    expect(Object.values(await answersOf(city, other.residentId))).toEqual(['granted', 'granted'])
    expect(await identityChecksOf(city, other.residentId)).toEqual([])
    expect((await standsOf(city.database, other.residentId))?.standing).toBe('active')
    expect((await second.open(paths.counterResident)).statusCode).toBe(200)
  })

  it('does nothing where it is the same person, found anew; nor does a form that says nobody', async () => {
    const one = await somebody('北野 一郎')
    const first = await desk()
    const second = anotherWindow(first)
    await attend(first, one)
    await attend(second, one)
    expect((await first.submit(paths.counterStop)).statusCode).toBe(409)
    expect((await second.submit(paths.counterStop, { attendance: '' })).statusCode).toBe(409)
    expect(textOf(await second.submit(paths.counterStop))).toContain('止めるものはありませんでした')
  })

  it('enters no paper: its form says it, too, before the file', async () => {
    const [one, other] = [await somebody('北野 一郎'), await somebody('南野 二郎')]
    const first = await desk()
    const second = anotherWindow(first)
    await attend(first, one)
    const page = paths.counterAgreeTo(use.useId)
    await first.open(page)
    await attend(second, other)
    const scan = { field: 'scan', name: 'paper.pdf', body: Buffer.from('a scan') }
    const fields = { version: '1', answer: 'paper', items: 'activity.steps' }
    expect((await first.upload(page, scan, first.formToken, fields)).statusCode).toBe(409)
    await second.open(page)
    const current = await second.upload(page, scan, second.formToken, fields)
    expect([current.statusCode, current.body]).toEqual([422, expect.stringContaining('id="signedOn-error"')])
  })

  it('attends to nobody: whom it has found, and not who stands at that place by now', async () => {
    const [one, other] = [await somebody('北野 一郎'), await somebody('南野 二郎')]
    const first = await desk()
    const second = anotherWindow(first)
    await search(first, one)
    await search(second, other)
    expect((await first.submit(paths.counterFound, firstFound(first))).statusCode).toBe(409)
    await second.submit(paths.counterFound, firstFound(second))
    expect(textOf(await second.open(paths.counterResident))).toContain('南野 二郎さんの応対')
  })
})

it('Each form of each page about a resident says for whom it was drawn', async () => {
  const [one, twin] = [await somebody('北野 一郎'), await somebody('北野 二郎')]
  const browser = await desk()
  await mergeTwo(city, one.residentId, twin.residentId)
  await attend(browser, one)
  await browser.submit(paths.counterIdentity, { document: 'passport', for: 'check' })
  const withForms = [
    ...[paths.counter, paths.counterResident, paths.counterAddress, paths.counterLife],
    ...[paths.counterMerge, paths.counterMergeError, paths.counterAgreeTo(use.useId)],
  ]
  for (const page of withForms) {
    const { body } = await browser.open(page)
    const forms = body.split('<form').slice(1)
    const posts = forms.filter((form) => form.includes('method="post"'))
    expect(posts.length, page).toBeGreaterThan(0)
    for (const form of posts)
      expect(form, page).toMatch(
        /name="_csrf" value="[^"]+"\/><input type="hidden" name="attendance" value="[-0-9a-f]{36}"/u,
      )
  }
})
