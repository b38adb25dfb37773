import type { Page } from 'playwright-core'
import type { Locale } from '../../../src/portals/ui/index.ts'
import type { Visitor } from '../../support/browser.ts'
import type { ExampleState } from '../manifest/example-states.ts'

/** A page as one reader has it before them. */
export interface Look {
  page: Page
  visitor: Visitor
  state: ExampleState
  locale: Locale
  /** Furigana over the kanji. */
  ruby: boolean
  /** Of the window, in CSS pixels. */
  width: number
  /** False: JavaScript is off. The page can still be asked, but no promise within it ever comes true. */
  scripts: boolean
  /** Over a slow line, on a slow machine. */
  slow: boolean
  /** The account wants large letters. */
  largeText: boolean
  /** Where the answer came from at last, and its `Refresh` header, which nothing on the page shows. */
  answer: { path: string; refresh: string | undefined }
  /** Bytes of the page's HTML, as brotli sends it. */
  htmlBytes: number
  /** Paths asked for to show the page. */
  requests: readonly string[]
}

/** One promise about pages. */
export interface Check {
  name: string
  /** What a page must hold, in a sentence; told with each fault. */
  says: string
  needsScripts?: true
  /** A slow line makes a difference to it: the others are about the page once it is there. */
  onTheWay?: true
  /** Faults in words, each with its remedy where it is not plain; empty when the page is good. Leaves the page as it was. */
  look: (look: Look) => Promise<string[]>
}

/** A check that only reads the page: one function that runs in it, and may use nothing from outside itself. */
export const inPage = (name: string, says: string, find: () => string[]): Check => ({
  name,
  says,
  look: ({ page }) => page.evaluate(find),
})

/** For as long as `walk` takes, the page is told so to look otherwise. Its own rules against foreign styles do not see a constructed sheet. */
export async function withStyles<Result>(
  page: Page,
  css: string,
  walk: () => Promise<Result>,
): Promise<Result> {
  await page.evaluate((text) => {
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(text)
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  }, css)
  try {
    return await walk()
  } finally {
    await page.evaluate(() => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.slice(0, -1)
    })
  }
}
