import { createHash } from 'node:crypto'
import type { Browser, Page } from 'playwright-core'

/** The demo's clock when the city is made: what a picture shows is always of this morning. */
export const moment = '2026-11-23T10:00:00+09:00'

/** Runs in the page. What differs from one run to the next without any change: minutes, numbers drawn by lot, and how far the log has come. */
function stillTime(): void {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const node = texts.currentNode
    const lot = node.parentElement?.closest('.figures, .as-it-is')
    const text = node.nodeValue ?? ''
    // A count may grow by a figure; a group of a number that happens to be all figures keeps its length.
    const isCount = /^\d+$/u.test(lot?.textContent.trim() ?? '')
    if (isCount) node.nodeValue = '88'
    else if (lot) node.nodeValue = text.replaceAll(/[\w+/=]/gu, '8')
    else node.nodeValue = text.replaceAll(/(\d{1,2}(?:時|:))\d{1,2}/gu, '$100')
  }
  for (const field of document.querySelectorAll<HTMLInputElement>('[type=datetime-local]'))
    field.value = '2026-11-23T10:00'
}

/** The whole page; the bar at the bottom stands below it, as it does at the end of the page. */
export async function takeSteadily(page: Page, width: number): Promise<Buffer> {
  await page.evaluate(stillTime)
  const height = await page.evaluate(() => document.documentElement.scrollHeight)
  await page.setViewportSize({ width, height })
  return page.screenshot({ animations: 'disabled', caret: 'hide' })
}

export const hashOf = (picture: Buffer) => createHash('sha256').update(picture).digest('hex').slice(0, 16)

/**
 * How this machine draws: another chromium, another font or another way of smoothing edges gives another hash for a
 * page that nobody changed. Only where this one is as recorded do the pictures say anything.
 */
export async function handwriting(chromium: Browser): Promise<string> {
  const page = await chromium.newPage({ viewport: { width: 400, height: 200 } })
  await page.setContent(`<p style="font: 700 18px 'Noto Sans CJK JP', sans-serif; border: 3px solid #0017c1;
    border-radius: 9px; padding: 5px; background: linear-gradient(#fff, #eee)">預かり あア Aa 0123 <u>控え</u>
    <ruby>止<rt>と</rt></ruby>める</p><svg width="50" height="50"><circle cx="20" cy="20" r="15.5"/></svg>`)
  const picture = await page.screenshot()
  await page.close()
  return `${chromium.version()} ${hashOf(picture)}`
}
