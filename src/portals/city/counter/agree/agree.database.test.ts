import { createHash, randomBytes } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { typed } from '../../../../../test/support/cards.ts'
import { agree, answersOf, aUse, aVendor } from '../../../../../test/support/city.ts'
import type { TestBrowser } from '../../../../../test/support/http.ts'
import { aCityWithPages } from '../../../../../test/support/portal.ts'
import { chosenIn, residentsBrowser, textOf, valueAt } from '../../../../../test/support/resident-page.ts'
import { attendToFirst, desksOf } from '../../../../../test/support/staff-pages.ts'
import { agreeToTerms } from '../../../../../test/support/terms.ts'
import { stop } from '../../../../exchange/index.ts'
import { issueCard } from '../../../../identity/index.ts'
import { localDayOf, type LocalDay } from '../../../../kernel/index.ts'
import { enrolResident, type ResidentId } from '../../../../residents/index.ts'
import { paths } from '../../../paths.ts'

const { city, portal } = await aCityWithPages()
const use = await aUse(city, await aVendor(city))

const desk = desksOf(city, portal)

let years = 1920
async function somebody() {
  years += 1
  const birthDate = `${String(years)}-07-02` as LocalDay
  const residentId = await enrolResident(city, { name: '北野 三郎', kana: 'キタノ サブロウ', birthDate })
  await agreeToTerms(city, residentId)
  const card = await issueCard(city, residentId)
  if (!card.ok) throw new Error(card.because)
  return { residentId, birthDate, ...typed(card) }
}

async function attending(browser: TestBrowser, birthDate: string) {
  await attendToFirst(browser, { kana: 'きたの', birthDate, reason: 'agree' })
  return browser.open(paths.counterAgree)
}

const page = paths.counterAgreeTo(use.useId)
const empty = { field: 'scan', name: '', body: Buffer.alloc(0) }
const steps = { version: '1', items: 'activity.steps' }
const signedOn = localDayOf(city.clock.now())
const scan = { field: 'scan', name: 'paper.pdf', body: Buffer.from('a signed paper') }
const hash = createHash('sha256').update('a signed paper').digest('hex')

describe('使ってよい at the counter', () => {
  it('shows the question as the resident’s own page does, and not what they allow already', async () => {
    const { residentId, birthDate } = await somebody()
    const browser = await desk()
    await attending(browser, birthDate)
    const before = textOf(await browser.open(page))
    const own = textOf(
      await (await residentsBrowser(portal, city, residentId)).open(paths.consent(use.useId)),
    )
    for (const said of [
      '歩数に合わせた助言をお送りします',
      '体調が推しはかられることがあります',
      '規約の全文',
    ])
      expect([before.includes(said), own.includes(said)], said).toEqual([true, true])
    await agree(city, residentId, use)
    expect(textOf(await browser.open(page))).toBe(before)
  })

  it('with their PIN counts at once, and they get a number', async () => {
    const { residentId, birthDate, pin } = await somebody()
    const browser = await desk()
    await attending(browser, birthDate)
    await browser.open(page)
    const answer = await browser.upload(page, empty, browser.formToken, { ...steps, pin, answer: 'agree' })
    expect(answer.headers.location).toContain('done=agreed')
    expect(textOf(await browser.open(String(answer.headers.location)))).toMatch(/[0-9A-Z]{4}-[0-9A-Z]{4}-/u)
    expect(await answersOf(city, residentId)).toEqual({ 'activity.steps': 'granted' })
    const receipts = await (await residentsBrowser(portal, city, residentId)).open('/history?show=mine')
    const [, receipt = ''] = /href="(\/receipts\/[^"]+)"/u.exec(receipts.body) ?? []
    const shown = await (await residentsBrowser(portal, city, residentId)).open(receipt)
    expect(textOf(shown)).toContain('カードと暗証番号')
  })

  it.each([
    ['a wrong PIN', { ...steps, pin: '000000', answer: 'agree' }, 'id="pin-error"'],
    ['no PIN', { ...steps, answer: 'agree' }, 'id="pin-error"'],
    ['no paper', { ...steps, answer: 'paper' }, 'id="scan-error"'],
    ['half of a hash', { ...steps, answer: 'paper', paperHash: 'abc' }, 'id="scan-error"'],
    ['no day', { ...steps, answer: 'paper', paperHash: hash }, 'id="signedOn-error"'],
    [
      'a day to come',
      { ...steps, answer: 'paper', paperHash: hash, signedOn: '2199-01-01' },
      'id="signedOn-error"',
    ],
    ['nothing ticked', { version: '1', answer: 'agree', pin: '123456' }, 'id="items-error"'],
  ])('with %s allows nothing, and says so at its entry', async (_, fields, wrong) => {
    const { residentId, birthDate } = await somebody()
    const browser = await desk()
    await attending(browser, birthDate)
    await browser.open(page)
    const answer = await browser.upload(page, empty, browser.formToken, fields)
    expect([answer.statusCode, answer.body]).toEqual([422, expect.stringContaining(wrong)])
    expect(await answersOf(city, residentId)).toEqual({})
  })

  it.each([
    ['a wrong PIN', { pin: '915374', answer: 'agree' }, empty],
    ['no day', { answer: 'paper', signedOn: '' }, scan],
    ['a day to come', { answer: 'paper', signedOn: '2199-01-01' }, empty],
  ])('with %s comes back with what was ticked and typed, and without the PIN', async (_, fields, file) => {
    const { birthDate } = await somebody()
    const browser = await desk()
    await attending(browser, birthDate)
    const before = await browser.open(page)
    expect(chosenIn(before, 'items'), 'nothing beforehand').toEqual([])
    const typedIn = { ...steps, paperHash: hash, signedOn, pin: '424242', ...fields }
    const answer = await browser.upload(page, file, browser.formToken, typedIn)
    expect(answer.statusCode).toBe(422)
    expect(chosenIn(answer, 'items')).toEqual(['activity.steps'])
    expect(valueAt(answer, 'paperHash'), 'of a scan, too').toBe(hash)
    expect(valueAt(answer, 'signedOn')).toBe(typedIn.signedOn)
    expect(answer.body).not.toContain(typedIn.pin)
  })

  it('to a text that has changed comes back with nothing ticked', async () => {
    const { birthDate, pin } = await somebody()
    const browser = await desk()
    await attending(browser, birthDate)
    await browser.open(page)
    const fields = { ...steps, version: '9', pin, answer: 'agree' }
    const answer = await browser.upload(page, empty, browser.formToken, fields)
    expect([answer.statusCode, chosenIn(answer, 'items')]).toEqual([409, []])
  })

  it('on paper: the scan becomes its number and is kept nowhere, and another member of staff sees it, too', async () => {
    const { residentId, birthDate } = await somebody()
    const [first, second] = [await desk(), await desk({ name: '窓口 二子' })]
    await attending(first, birthDate)
    await first.open(page)
    await first.upload(page, scan, first.formToken, { ...steps, signedOn, answer: 'paper' })
    expect(textOf(await first.open(paths.counterAgree))).toContain('もう1人の職員の確認を待っています')
    expect(await answersOf(city, residentId)).toEqual({})
    const [, address = ''] =
      /href="(\/city\/counter\/requests\/[^"]+)"/u.exec((await second.open('/city/counter')).body) ?? []
    const shown = textOf(await second.open(address))
    for (const said of ['北野 三郎', '歩数', hash, '署名した日', '規約の全文']) expect(shown).toContain(said)
    await second.submit(address, {})
    expect(await answersOf(city, residentId)).toEqual({ 'activity.steps': 'granted' })
  })

  it('on paper says on no page whether it changed anything; the resident’s own record does', async () => {
    const nothing = () => Promise.resolve()
    const allowing = (residentId: ResidentId) => agree(city, residentId, use)
    const stopping = async (residentId: ResidentId) => {
      const by = { residentId, sessionHash: randomBytes(32), channel: 'web' as const }
      await stop(city, by, { useId: null, items: null })
    }
    const [first, second] = [await desk({ name: '窓口 五子' }), await desk({ name: '窓口 六子' })]
    const seen = []
    for (const before of [nothing, allowing, stopping]) {
      const { residentId, birthDate } = await somebody()
      await before(residentId)
      await attending(first, birthDate)
      await first.open(page)
      const put = await first.upload(page, scan, first.formToken, { ...steps, signedOn, answer: 'paper' })
      const waiting = textOf(await first.open(paths.counterAgree))
      const [, address = ''] =
        /href="(\/city\/counter\/requests\/[^"]+)"/u.exec((await second.open('/city/counter')).body) ?? []
      await second.open(address)
      const confirmed = await second.submit(address, {})
      const told = await second.open(String(confirmed.headers.location))
      expect(textOf(told)).toContain('署名した紙を受け付けました。')
      expect(textOf(told), 'nor that it counts').not.toMatch(
        /を記録しました|使えるようになりました|何も変わって/u,
      )
      const after = [await first.open(paths.counterAgree), told].map(textOf)
      const again = await second.open(address)
      const answers = [put, confirmed, again].map((one) => [one.statusCode, one.headers.location])
      seen.push(JSON.stringify([answers, waiting, after]))
      const own = await residentsBrowser(portal, city, residentId)
      const record = textOf(await own.open('/history?show=look-ups'))
      expect(record.includes('この紙では何も変わっていません')).toBe(before !== nothing)
    }
    expect(seen[1]).toBe(seen[0])
    expect(seen[2]).toBe(seen[0])
  })

  it('on paper is taken back by who asked, on the same page', async () => {
    const { residentId, birthDate } = await somebody()
    const browser = await desk()
    await attending(browser, birthDate)
    await browser.open(page)
    await browser.upload(page, scan, browser.formToken, { ...steps, signedOn, answer: 'paper' })
    const waiting = await browser.open(paths.counterAgree)
    const [, request = ''] = /name="request" value="([^"]+)"/u.exec(waiting.body) ?? []
    const answer = await browser.submit(paths.counterTakeBack, { request, page: 'agree' })
    expect(answer.headers.location).toBe(`${paths.counterAgree}?done=taken-back`)
    expect(textOf(await browser.open(String(answer.headers.location)))).toContain('取り消しました')
    expect(await answersOf(city, residentId)).toEqual({})
  })

  it('is refused where no page of ours has sent it, and of nobody attended to', async () => {
    const { residentId, birthDate, pin } = await somebody()
    const browser = await desk()
    await attending(browser, birthDate)
    await browser.open(page)
    const forged = await browser.upload(page, empty, 'forged', { ...steps, pin, answer: 'agree' })
    expect(forged.statusCode).toBe(403)
    const idle = await desk({ name: '窓口 四子' })
    expect((await idle.open(page)).statusCode).toBe(409)
    await idle.open('/city/counter')
    expect(
      (await idle.upload(page, empty, idle.formToken, { ...steps, pin, answer: 'agree' })).statusCode,
    ).toBe(409)
    expect(await answersOf(city, residentId)).toEqual({})
  })
})
