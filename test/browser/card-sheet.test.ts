/** The paper of the counter, as chromium prints it: whoever gets two sheets loses one. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { MadeCodes } from '../../src/joining/index.ts'
import { localDaySchema, newId, Personal } from '../../src/kernel/index.ts'
import { SheetPage as InvitationsPage } from '../../src/portals/city/cohorts/cohort/sheet.tsx'
import { CardPage } from '../../src/portals/city/counter/card/view.tsx'
import { SheetPage as LeavingPage } from '../../src/portals/city/counter/sheet/view.tsx'
import { stylesheet } from '../../src/portals/ui/assets.ts'
import { renderPage, type Locale } from '../../src/portals/ui/index.ts'
import { specimenCity, specimenView } from '../../src/portals/ui/specimen.tsx'
import { launchChromium } from '../support/chromium.ts'
import { readPdf } from '../support/pdf.ts'
import { specimenCard } from '../support/specimen-card.ts'

let chromium: Browser
beforeAll(async () => {
  chromium = await launchChromium()
})
afterAll(() => chromium.close())

const margin = { top: '15mm', right: '15mm', bottom: '15mm', left: '15mm' }

it.each(['ja', 'ja-easy', 'en'] satisfies Locale[])(
  'A card, where to go with it and its PIN are one sheet: %s',
  async (locale) => {
    const view = { ...specimenView, portal: 'city', locale, ruby: locale === 'ja-easy' } as const
    const html = renderPage(CardPage({ ...specimenCard, view, city: specimenCity }))
    const page = await chromium.newPage()
    await page.setContent(html)
    await page.addStyleTag({ content: stylesheet.body.toString() })
    const { pages } = await readPdf(await page.pdf({ format: 'A4', margin }))
    expect(pages).toHaveLength(1)
    for (const text of ['4700 0000 0000 0019', 'data.city.example.jp/sign-in', '048-000-0000', '314159'])
      expect(pages[0]).toContain(text)
    await page.close()
  },
)

const view = {
  ...specimenView,
  portal: 'city',
  signedIn: { displayName: new Personal('受付 花代') },
} as const
const city = specimenCity
const staff = { role: 'counter' } as never
const untilDay = localDaySchema.parse('2026-12-28')
const made = {
  ok: true,
  cohort: { cohortId: newId(), name: '秋のモニター' },
  codes: [new Personal('123456789012')],
} as unknown as MadeCodes
const resident = { identity: new Personal({ name: '青葉 花子' }) } as never
const sheet = { standing: 'leaving', eraseDay: untilDay, recordsUntil: null } as const

it.each([
  // what somebody takes home                                           has this    and of the screen, not even this
  [
    'A card',
    CardPage({ ...specimenCard, card: { ...specimenCard.card, kept: false }, view, city }),
    '預かりカード',
    ['1回だけです', 'カードを作りました', '控えに入っていません'],
  ],
  [
    'An invitation',
    InvitationsPage({ staff, view, city, made, goodFor: 1, untilDay, address: specimenCard.address }),
    '1234',
    ['この画面だけ', '招待番号を作りました', '募集にもどる'],
  ],
  [
    'What stays until when',
    LeavingPage({ staff, view, city, resident, sheet }),
    '青葉 花子',
    ['このページを印刷して', '手続きにもどる'],
  ],
] as const)('%s is printed without the screen of the clerk', async (_, html, has, hasNot) => {
  const page = await chromium.newPage()
  await page.setContent(renderPage(html))
  await page.addStyleTag({ content: stylesheet.body.toString() })
  const seen = await page.innerText('body')
  await page.emulateMedia({ media: 'print' })
  const printed = await page.innerText('body')
  expect(printed).toContain(has)
  for (const text of ['受付 花代', '職員のホーム', ...hasNot]) {
    expect(seen).toContain(text)
    expect(printed).not.toContain(text)
  }
  await page.close()
})
