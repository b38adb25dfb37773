/** The paper of the counter, as chromium prints it: whoever gets two sheets loses one. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { typedNumberSchema, typedPinSchema } from '../../src/identity/index.ts'
import { CardPage } from '../../src/portals/city/counter/card/view.tsx'
import { stylesheet } from '../../src/portals/ui/assets.ts'
import { renderPage, type Locale } from '../../src/portals/ui/index.ts'
import { specimenCity, specimenView } from '../../src/portals/ui/specimen.tsx'
import { launchChromium } from '../support/chromium.ts'
import { readPdf } from '../support/pdf.ts'

let chromium: Browser
beforeAll(async () => {
  chromium = await launchChromium()
})
afterAll(() => chromium.close())

const card = {
  number: typedNumberSchema.parse('4700 0000 0000 0019'),
  pin: typedPinSchema.parse('314159'),
  ok: true,
  kept: true,
} as const
const address = new URL('https://data.city.example.jp/sign-in')
const margin = { top: '15mm', right: '15mm', bottom: '15mm', left: '15mm' }

it.each(['ja', 'ja-easy', 'en'] satisfies Locale[])(
  'A card, where to go with it and its PIN are one sheet: %s',
  async (locale) => {
    const view = { ...specimenView, portal: 'city', locale, ruby: locale === 'ja-easy' } as const
    const html = renderPage(CardPage({ staff: { role: 'counter' }, view, city: specimenCity, card, address }))
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
