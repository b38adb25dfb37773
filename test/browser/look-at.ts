import { brotliCompressSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import type { Locale } from '../../src/portals/ui/index.ts'
import { savePreferences } from '../../src/residents/index.ts'
import { visit, type SeededCity, type Visitor } from '../support/browser.ts'
import type { Look } from './checks/index.ts'
import type { ExampleState } from './manifest/example-states.ts'
import { slowDown, type Reader } from './readers.ts'

interface View {
  state: ExampleState
  locale: Locale
  reader: Reader
  /** Makes the page worse on its way to the browser; the answer throws when it could not. */
  plant?: (page: Page) => Promise<() => void>
}

/** Opens the page in this state before this reader, in a browser of their own, and closes it again. */
export async function lookAt<Result>(
  seeded: SeededCity,
  { state, locale, reader, plant }: View,
  walk: (look: Look) => Promise<Result>,
): Promise<Result> {
  const { width, browser, ruby } = reader
  const visitor = await visit(seeded, { viewport: { width, height: 844 }, ...browser })
  try {
    const { page } = visitor
    await become(seeded, visitor, state, locale, reader)
    if (reader.slow) await slowDown(page)
    const mustBePlanted = await plant?.(page)
    const answer = await page.goto(state.path)
    const htmlBytes = brotliCompressSync((await answer?.body()) ?? '').length
    await state.then?.(page)
    mustBePlanted?.()
    const requests = visitor.requests()
    return await walk({
      page,
      visitor,
      state,
      locale,
      ruby: (ruby && locale === 'ja' && state.as !== null) || locale === 'ja-easy',
      width,
      scripts: browser.javaScriptEnabled !== false,
      htmlBytes,
      requests,
    })
  } finally {
    await visitor.close()
  }
}

async function become(
  { city, origin }: SeededCity,
  { page }: Visitor,
  { as }: ExampleState,
  locale: Locale,
  { ruby, largeText }: Reader,
): Promise<void> {
  const cookie = (name: string, value: string) => ({ name, value, url: origin })
  await page
    .context()
    .addCookies([cookie('azukari-language', locale), ...(as ? [cookie('azukari-session', as.token)] : [])])
  if (as) await savePreferences(city.tenant, as.residentId, { locale, ruby, largeText })
}
