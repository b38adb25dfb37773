/** やさしい日本語 is written with a space between its phrases: whoever reads slowly loses a word that is broken. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { CardPage } from '../../src/portals/city/counter/card/view.tsx'
import { stylesheet } from '../../src/portals/ui/assets.ts'
import { renderPage } from '../../src/portals/ui/index.ts'
import { specimenCity, specimenView } from '../../src/portals/ui/specimen.tsx'
import { specimenCard } from '../support/specimen-card.ts'
import { launchChromium } from '../support/chromium.ts'

let chromium: Browser
beforeAll(async () => {
  chromium = await launchChromium()
})
afterAll(() => chromium.close())

/** Runs of at most ten letters that stand on more than one line. */
function brokenWords(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const walker = document.createTreeWalker(document.querySelector('main')!, NodeFilter.SHOW_TEXT)
    const broken: string[] = []
    while (walker.nextNode()) {
      const node = walker.currentNode as Text
      for (const { 0: word, index } of node.data.matchAll(/[\p{L}\p{N}ー]{2,10}/gu)) {
        const range = document.createRange()
        range.setStart(node, index)
        range.setEnd(node, index + word.length)
        if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) broken.push(word)
      }
    }
    return broken
  })
}

it.each([320, 360, 390, 412])(
  'No word of やさしい日本語 is broken where there is room for it: %i px',
  async (width) => {
    const view = { ...specimenView, portal: 'city', locale: 'ja-easy', ruby: false } as const
    const page = await chromium.newPage({ viewport: { width, height: 900 } })
    await page.setContent(renderPage(CardPage({ ...specimenCard, view, city: specimenCity })))
    await page.addStyleTag({ content: stylesheet.body.toString() })
    expect(await brokenWords(page)).toEqual([])
    await page.close()
  },
)
