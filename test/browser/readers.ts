/** For whom every page is looked at: the windows, wishes and machines that residents have. */
import type { BrowserContextOptions, Page } from 'playwright-core'
import type { Locale } from '../../src/portals/ui/index.ts'

export const locales = ['ja', 'ja-easy', 'en'] as const

export interface Reader {
  name: string
  /** Of the window, in CSS pixels. */
  width: number
  browser: BrowserContextOptions
  /** The account's own wishes. */
  largeText: boolean
  ruby: boolean
  slow: boolean
}

const reader = (name: string, width: number, wishes: Partial<Reader> = {}): Reader => ({
  name,
  width,
  browser: {},
  largeText: false,
  ruby: false,
  slow: false,
  ...wishes,
})

export const readers: readonly Reader[] = [
  reader('320 px, without JavaScript', 320, { browser: { javaScriptEnabled: false } }),
  reader('390 px, large text', 390, { largeText: true }),
  // The browser's own zoom lays out half the pixels and draws each twice as large.
  reader('1280 px at 200 %', 640, { browser: { deviceScaleFactor: 2 } }),
  reader('768 px, furigana', 768, { ruby: true }),
  reader('1280 px', 1280),
]

/** Somebody without particular wishes before a window of this width. */
export const readerOfWidth = (width: number) => reader(`${width} px`, width)

/** Takes seconds a page: looked at in full only. */
export const slowReader = reader('390 px, slow line and machine', 390, { slow: true })

/** Over all pages every reader in every language. */
export function readerFor(index: number, locale: Locale): Reader {
  const [first] = readers
  return readers[(2 * locales.indexOf(locale) + index) % readers.length] ?? first!
}

/** 400 kbit/s with 400 ms, on a quarter of this machine's speed. */
export async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  const bytesPerSecond = 400_000 / 8
  await session.send('Network.enable')
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 400,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond,
  })
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 })
}
