import { describe, expect, it } from 'vitest'
import { agree, aUse, aVendor } from '../../../../test/support/city.ts'
import type { Answered, TestBrowser } from '../../../../test/support/http.ts'
import { readPdf } from '../../../../test/support/pdf.ts'
import { startMailbox } from '../../../../test/support/mail.ts'
import { aCityWithPages } from '../../../../test/support/portal.ts'
import { errorAt, residentsBrowser, textOf, valueAt } from '../../../../test/support/resident-page.ts'
import { attendToFirst, desksOf } from '../../../../test/support/staff-pages.ts'
import { lookUpsOf } from '../../../counter/index.ts'
import { agreeToTerms } from '../../../../test/support/terms.ts'
import { leaveNotice, mailNotices, changeWish, type NoticeKind, type Way } from '../../../notices/index.ts'
import { inTransaction } from '../../../platform/database/index.ts'
import type { LocalDay } from '../../../kernel/index.ts'
import { enrolResident, savePreferences, type ResidentId } from '../../../residents/index.ts'
import { paths } from '../../paths.ts'
import { randomUUID } from 'node:crypto'

const { city, portal } = await aCityWithPages()
const path = '/city/letters'

const deskOf = desksOf(city, portal)
async function desk(member?: Parameters<typeof deskOf>[0]): Promise<TestBrowser> {
  const browser = await deskOf(member)
  await browser.open(path)
  return browser
}

const address = { postalCode: '0000001', municipalityCode: '112992', text: 'みその県あおば野市1-2-3' }

async function someone(
  name: string,
  way: Way = 'letter',
  known: object = { address },
  born = '1950-01-02',
): Promise<ResidentId> {
  const birthDate = born as LocalDay
  const residentId = await enrolResident(city, { name, kana: 'アオバ ハナコ', birthDate, ...known })
  if (way !== 'here') await changeWish(city, residentId, way)
  return residentId
}

function tell(residentId: ResidentId, kind: NoticeKind = 'card-ended') {
  // One after the other: so they are printed.
  city.clock.advance(1_000)
  return inTransaction(city.database, (client) => leaveNotice(client, residentId, { kind }, city.clock.now()))
}

const print = async (browser?: TestBrowser) => (browser ?? (await desk())).submit(`${path}/print`)
const sheetsIn = async (answer: Answered) =>
  answer.statusCode === 200
    ? (await readPdf(answer.rawPayload)).pages.map((page) => page.replace(/\s/gu, ''))
    : []
const looks = async (residentId: ResidentId) =>
  (await lookUpsOf(city, residentId, { before: null, limit: 9 })).filter(
    ({ did }) => did === 'letter-addressed',
  ).length
const waiting = async () =>
  (
    await city.database.query<{ resident_id: ResidentId }>('select resident_id from notices.letters')
  ).rows.map((row) => row.resident_id)
const nobodyWaits = () => city.database.query('delete from notices.letters')

describe('Who is to get a letter', () => {
  it.each([
    ['letter', 'card-ended', true],
    ['letter', 'data-deposited', false],
    ['mail', 'card-ended', false],
    ['mail-or-letter', 'card-ended', false],
    ['here', 'card-ended', false],
  ] as const)('of who chose %s, told %s: %s', async (way, kind, is) => {
    const residentId = await someone('青葉 花子', way, { address, email: 'a@example.jp' })
    await tell(residentId, kind)
    expect((await waiting()).includes(residentId)).toBe(is)
  })

  it.each([
    ['mail-or-letter', true],
    ['mail', false],
  ] as const)('whose mail is refused, having chosen %s: %s', async (way, is) => {
    const mailbox = await startMailbox()
    mailbox.answer('no-such-mailbox')
    const residentId = await someone('青葉 花子', way, { address, email: `${randomUUID()}@example.jp` })
    await tell(residentId)
    await mailNotices({ ...city, mailer: mailbox.mailer }, new AbortController().signal)
    await mailbox.stop()
    expect((await waiting()).includes(residentId)).toBe(is)
  })
})

describe('A print', () => {
  it('is a sheet for each, with address and name for the window, and what happened in our words', async () => {
    await nobodyWaits()
    const one = await someone('青葉 花子')
    const other = await someone('Ana Perez')
    await savePreferences(city, other, { locale: 'en', ruby: false, largeText: false })
    for (const kind of ['card-issued', 'card-ended', 'looked-up', 'sessions-ended'] as const)
      await tell(one, kind)
    await tell(other)
    const answer = await print()
    expect(answer.headers['content-type']).toBe('application/pdf')
    expect(answer.headers['cache-control']).toContain('no-store')
    expect(answer.headers['content-disposition']).toMatch(/filename="azukari-letters-\d+\.pdf"/u)
    const sheets = await sheetsIn(answer)
    expect(sheets).toHaveLength(2)
    const [first, second] = sheets
    expect(first).toMatch(/^〒000-0001みその県あおば野市1-2-3青葉花子様お知らせがあります/u)
    for (const said of [
      'ほかの画面のサインイン',
      '調べました',
      '使えないようにしました',
      '048-000-0000',
      '手紙の番号',
    ])
      expect(first).toContain(said)
    expect(first, 'three at most').not.toContain('預かりカードを作りました')
    expect(second).toContain('Thereisanoticeforyou')
    for (const sheet of sheets) expect(sheet).not.toMatch(/https?:|www\.|\d{6,}様|http/u)
    expect(await waiting()).toEqual([])
  })

  it('says nothing that a company wrote', async () => {
    await nobodyWaits()
    const residentId = await someone('青葉 花子')
    const use = await aUse(city, await aVendor(city))
    await agreeToTerms(city, residentId)
    await agree(city, residentId, use)
    const [sheet] = await sheetsIn(await print())
    expect(sheet).toContain('同意を受け取りました')
    expect(sheet).not.toContain('見本')
  })

  it('stands in the record of each before it is drawn, and so does each that is printed once more', async () => {
    await nobodyWaits()
    const [printed, other] = [await someone('青葉 花子'), await someone('北野 一郎', 'here')]
    await tell(printed)
    const browser = await desk()
    const answer = await print(browser)
    const number = /letters-(\d+)/u.exec(String(answer.headers['content-disposition']))?.[1] ?? ''
    expect([await looks(printed), await looks(other)]).toEqual([1, 0])
    const again = await browser.submit(`${path}/again`, { number })
    expect((await sheetsIn(again))[0]).toContain('青葉花子様')
    expect(await looks(printed)).toBe(2)
    const page = textOf(await browser.open(path)).replaceAll(' ', '')
    expect(page).toContain('もう一度印刷した回数：1回')
    expect(page).not.toContain('青葉')
    expect((await browser.submit(`${path}/again`, { number: '99999' })).statusCode).toBe(404)
  })

  it('has on no sheet anything of somebody else', async () => {
    await nobodyWaits()
    const towns = ['あおば野市1', 'みどり野市2', 'さくら野市3']
    for (const [at, text] of towns.entries())
      await tell(await someone(`見本 ${'一二三'[at] ?? ''}郎`, 'letter', { address: { ...address, text } }))
    const sheets = await sheetsIn(await print())
    expect(sheets.map((sheet) => towns.filter((town) => sheet.includes(town)))).toEqual(
      towns.map((town) => [town]),
    )
    expect(sheets.map((sheet) => sheet.match(/見本.郎/gu))).toEqual([
      ['見本一郎'],
      ['見本二郎'],
      ['見本三郎'],
    ])
  })

  it('leaves out whose address is not known: apart on the page, without a name, with what to do; they read it, too', async () => {
    await nobodyWaits()
    const unknown = await someone('青葉 花子', 'letter', {})
    await tell(unknown)
    const browser = await desk()
    expect((await print(browser)).statusCode).toBe(409)
    const page = textOf(await browser.open(path))
    for (const said of ['送れない手紙', '住所が登録されていません', 'つぎに窓口に来ると'])
      expect(page).toContain(said)
    expect(page).not.toContain('青葉')
    const own = await (await residentsBrowser(portal, city, unknown)).open('/settings/notices')
    expect(textOf(own)).toContain('手紙がとどいていません')
  })

  it('of more than two hundred is two', async () => {
    await nobodyWaits()
    // Of nobody: who is not there is dropped, and counted all the same.
    await city.database.query(
      `insert into notices.letters (resident_id, since) select gen_random_uuid(), $1 from generate_series(1, 205)`,
      [city.clock.now()],
    )
    await print()
    expect(await waiting()).toHaveLength(5)
  })

  it('of nothing is none', async () => {
    await nobodyWaits()
    expect((await print()).statusCode).toBe(409)
  })

  it.each(['administrator', 'reviewer', 'auditor'] as const)('is nothing for the role %s', async (role) => {
    const residentId = await someone('青葉 花子')
    await tell(residentId)
    const browser = await desk({ role })
    expect((await browser.open(path)).statusCode).toBe(403)
    for (const [to, fields] of [
      [`${path}/print`, {}],
      [`${path}/again`, { number: '1' }],
      [path, { letter: '1-1' }],
    ] as const)
      expect((await browser.submit(to, fields)).statusCode, to).toBe(403)
    expect([await looks(residentId), (await waiting()).includes(residentId)]).toEqual([0, true])
  })
})

describe('A letter with a character that cannot be printed', () => {
  it('is held: why is said here, whose it is only where its resident is attended to, at once after it was entered', async () => {
    await nobodyWaits()
    const residentId = await someone('北野 德䨺', 'letter', { address }, '1931-06-03')
    const browser = await desk()
    const attend = async () => {
      await attendToFirst(browser, { kana: 'アオバ', birthDate: '1931-06-03', reason: 'question' })
      return textOf(await browser.open(paths.counterResident))
    }
    expect(await attend(), 'before a letter waits').toContain('手紙に印刷できない文字があります')
    await tell(residentId)
    await browser.open(path)
    expect((await print(browser)).statusCode).toBe(409)
    const page = textOf(await browser.open(path))
    expect(page).toContain('名前か住所に、印刷できない文字があります')
    expect(page).not.toContain('德')
    await someone('北野 徳子', 'letter', { address }, '1931-06-04')
    await attendToFirst(browser, { kana: 'アオバ', birthDate: '1931-06-04', reason: 'question' })
    expect(textOf(await browser.open(paths.counterResident))).not.toContain('印刷できない文字')
  })
})

describe('A letter that came back', () => {
  it('is noted by its number; whoever attends to its resident next is told to ask, and enters where they live', async () => {
    await nobodyWaits()
    const residentId = await someone('北野 三郎', 'letter', { address }, '1931-06-02')
    await tell(residentId)
    const browser = await desk()
    const [sheet] = await sheetsIn(await print(browser))
    const letter = /手紙の番号(\d{4}-\d{4}-1)/u.exec(sheet ?? '')?.[1] ?? ''
    await browser.open(path)
    expect((await browser.submit(path, { letter })).headers.location).toBe(`${path}?done=came-back`)
    for (const [typed, status, said] of [
      [letter, 409, 'もう登録されています'],
      ['9999-1', 404, '手紙の下にある番号'],
      ['x<', 404, '手紙の下にある番号'],
      ['', 404, '手紙の下にある番号'],
    ] as const) {
      const wrong = await browser.submit(path, { letter: typed })
      expect([typed, wrong.statusCode, errorAt(wrong, 'letter')]).toEqual([
        typed,
        status,
        expect.stringContaining(said),
      ])
      expect(valueAt(wrong, 'letter'), 'what was typed').toBe(typed)
    }

    await attendToFirst(browser, { kana: 'アオバ', birthDate: '1931-06-02', reason: 'question' })
    expect(textOf(await browser.open(paths.counterResident))).toContain('手紙がもどってきました')

    const typed = { postalCode: '0000002', municipalityCode: '112992', address: 'みその県あおば野市9' }
    expect(textOf(await browser.open(paths.counterAddress))).toContain('先に、本人の書類を見て')
    expect((await browser.submit(paths.counterAddress, typed)).statusCode).toBe(403)
    await browser.open(paths.counterResident)
    await browser.submit(paths.counterIdentity, { document: 'passport', for: 'check' })
    const form = await browser.open(paths.counterAddress)
    expect(textOf(form), 'the former one is nobody’s to read').not.toContain('1-2-3')
    const wrong = await browser.submit(paths.counterAddress, { ...typed, postalCode: '1' })
    expect([wrong.statusCode, textOf(wrong).includes('郵便番号')]).toEqual([422, true])
    const entered = await browser.submit(paths.counterAddress, typed)
    expect(entered.headers.location).toBe(`${paths.counterResident}?done=address`)
    expect(textOf(await browser.open(paths.counterResident))).not.toContain('手紙がもどってきました')
    await browser.open(path)
    expect((await sheetsIn(await print(browser)))[0]).toMatch(/^〒000-0002みその県あおば野市9北野三郎様/u)
  })
})

describe('A form of letters that another site sends', () => {
  it.each(['print', 'again', ''])('does nothing: %j', async (form) => {
    await nobodyWaits()
    const residentId = await someone('青葉 花子')
    await tell(residentId)
    const browser = await desk()
    const answer = await browser.post(form === '' ? path : `${path}/${form}`, 'number=1&letter=1-1')
    expect([answer.statusCode, await waiting(), await looks(residentId)]).toEqual([403, [residentId], 0])
  })
})
