import { beforeAll, describe, expect, it } from 'vitest'
import { aResident, aUse, aVendor, by } from '../../../../test/support/city.ts'
import type { Answered, TestBrowser } from '../../../../test/support/http.ts'
import { fontsNotInside, readPdf, type ReadPdf } from '../../../../test/support/pdf.ts'
import { aCityWithPages } from '../../../../test/support/portal.ts'
import { residentsBrowser, textOf } from '../../../../test/support/resident-page.ts'
import { logEverything } from '../../../../test/support/whole-log.ts'
import { proven } from '../../../../test/support/proven.ts'
import { giveConsent, withdrawConsent } from '../../../consent/index.ts'
import { savePreferences } from '../../../residents/index.ts'
import { findPaperEvidence, parsePaperEvidence, writePaperEvidence } from '../../../proof/index.ts'
import type { Locale } from '../../ui/index.ts'

const { city, portal } = await aCityWithPages()
let residentId: Awaited<ReturnType<typeof aResident>>
let browser: TestBrowser
let number: string
let stopNumber: string

beforeAll(async () => {
  const use = await aUse(city, await aVendor(city))
  residentId = await aResident(city)
  const me = by(residentId)
  const items = ['activity.steps', 'body.weight'] as const
  const agreed = await giveConsent(city, proven(me), { useId: use.useId, versionShown: 1, items: [...items] })
  const stopped = await withdrawConsent(city, me, { useId: use.useId, items: null })
  if (!agreed.ok || !stopped.ok) throw new Error('the acts must succeed')
  ;[number, stopNumber] = [agreed.receiptNumber, stopped.receiptNumber]
  browser = await residentsBrowser(portal, city, residentId)
})

const pdfOf = (receipt: string) => browser.open(`/receipts/${receipt}/pdf`)

async function readIn(locale: Locale): Promise<{ answer: Answered; pdf: ReadPdf; text: string }> {
  await savePreferences(city, residentId, { locale, ruby: true, largeText: false })
  const answer = await pdfOf(number)
  const pdf = await readPdf(answer.rawPayload)
  return { answer, pdf, text: pdf.pages.join('').replace(/\s/gu, '') }
}

describe('A receipt on paper', () => {
  it('is not drawn before the log has begun: nothing could be checked by it', async () => {
    expect([(await pdfOf(number)).statusCode, textOf(await pdfOf(number))]).toEqual([
      404,
      expect.stringContaining('まだ何も記録されていません'),
    ])
    await logEverything(city)
    expect((await pdfOf(number)).statusCode).toBe(200)
  })

  const languages = [
    // locale     title                     language  company                 item          how to check
    ['ja', '「使ってよい」の控え', 'ja-JP', '見本薬局データ係', '歩数・体重', 'いまも透明性ログにある'],
    [
      'ja-easy',
      '「使って よい」の 控え',
      'ja-JP',
      '見本薬局データ係',
      'たいじゅう',
      'スマートフォンで読むと',
    ],
    ['en', 'Receipt: you allowed this', 'en', 'SamplePharmacy', 'Bodyweight', 'stillinthetransparencylog'],
  ] as const

  it.each(languages)('says in %s what its page says', async (locale, title, language, ...said) => {
    const { answer, pdf, text } = await readIn(locale)
    expect(pdf).toMatchObject({ title, language })
    for (const words of [number, ...said]) expect(text).toContain(words)
    expect(answer.headers).toMatchObject({
      'content-type': 'application/pdf',
      'content-disposition': `attachment; filename="azukari-receipt-${number}.pdf"`,
      'cache-control': 'no-store',
    })
  })

  it('says every word of the page but those that only a screen can do', async () => {
    const { text } = await readIn('ja')
    const page = await browser.open(`/receipts/${number}`)
    const main = /<main[^]*<\/main>/u.exec(page.body)?.[0] ?? ''
    const terms = [...main.matchAll(/<(dt|dd)>([^]*?)<\/\1>/gu)].map(([, , words]) =>
      textOf({ body: words!.replace(/<\/div>/gu, '') }).replace(/\s/gu, ''),
    )
    expect(terms.length).toBeGreaterThan(40)
    expect(terms.filter((words) => !text.includes(words))).toEqual([])
  })

  it('can be read out: title, headings, paragraphs, tables and a picture with words, in order', async () => {
    const { pdf } = await readIn('ja')
    expect(pdf.tagged).toBe(true)
    const [root, document, first] = pdf.roles
    expect([root, document, first]).toEqual(['Root', 'Document', 'H1'])
    for (const role of ['H2', 'P', 'Table', 'TR', 'TH', 'TD', 'Figure']) expect(pdf.roles).toContain(role)
    expect(pdf.alternatives).toEqual([expect.stringContaining('で、この控えの記録を確かめます')])
  })

  it('has its letters inside, so that every printer prints them', async () => {
    const { answer } = await readIn('ja')
    expect(fontsNotInside(answer.rawPayload)).toBe(0)
    expect(answer.rawPayload.length).toBeLessThan(300_000)
  })

  it('carries a QR code that a telephone reads: where the records are in the log, and nothing of a person', async () => {
    const { pdf } = await readIn('ja')
    const [code = ''] = pdf.codes
    expect(code).toMatch(/^http:\/\/[^/]+\/verify#o=/u)
    const evidence = parsePaperEvidence(new URL(code).hash)
    expect(evidence).toMatchObject({ checkpoint: { size: 4 }, leaves: [{}, {}] })
    expect(evidence && writePaperEvidence(evidence)).toBe(new URL(code).hash.slice(1))
    for (const personal of [residentId, number, '見本'])
      expect(decodeURIComponent(code)).not.toContain(personal)
  })

  it('has the same QR code as the page prints', async () => {
    const { pdf } = await readIn('ja')
    const page = (await browser.open(`/receipts/${number}`)).body
    expect(page).toContain(
      `href="${new URL(pdf.codes[0]!).pathname}${new URL(pdf.codes[0]!).hash.replaceAll('&', '&amp;')}"`,
    )
    expect(page).toMatch(/<figure class="qr"><svg role="img" aria-label="[^"]+"/u)
  })

  it('of a stop leads to the leaves of the stop', async () => {
    const [agreed, stopped] = await Promise.all(
      [number, stopNumber].map(async (each) => {
        const [code = ''] = (await readPdf((await pdfOf(each)).rawPayload)).codes
        return parsePaperEvidence(new URL(code).hash)!.leaves.map(({ index }) => index)
      }),
    )
    expect([...agreed!, ...stopped!].sort()).toEqual([0, 1, 2, 3])
  })

  it('of somebody else is the same as none, and nobody gets one at the door', async () => {
    const neighbour = await residentsBrowser(portal, city, await aResident(city))
    const theirs = await neighbour.open(`/receipts/${number}/pdf`)
    const none = await neighbour.open('/receipts/0000-0000-0000/pdf')
    expect([theirs.statusCode, textOf(theirs)]).toEqual([404, textOf(none)])
    expect((await portal.browser().open(`/receipts/${number}/pdf`)).statusCode).toBe(401)
  })

  it('is drawn thirty times a minute at most, which holds up nobody’s pages', async () => {
    const eager = await residentsBrowser(portal, city, residentId)
    const statuses = []
    for (let asked = 0; asked < 31; asked += 1)
      statuses.push((await eager.open('/receipts/0000-0000-0000/pdf')).statusCode)
    expect([statuses.slice(0, 30).every((status) => status === 404), statuses[30]]).toEqual([true, 429])
    expect((await eager.open(`/receipts/${number}`)).statusCode).toBe(200)
  })
})

it('Evidence for paper is of the leaves that are logged, four at most, and of nothing that is not there', async () => {
  const { rows } = await city.database.query<{ id: string }>(
    'select leaf_id as id from proof.leaves order by leaf_index',
  )
  const ids = rows.map(({ id }) => id)
  const found = await findPaperEvidence(city.database, [
    ...ids,
    ...ids,
    '00000000-0000-4000-8000-000000000000',
  ])
  expect(found?.leaves.map(({ index }) => index)).toEqual([0, 1, 2, 3])
  expect(found?.logged).toBe(8)
})
