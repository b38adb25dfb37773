import { brotliCompressSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import type { Locale } from '../../src/portals/ui/index.ts'
import { savePreferences } from '../../src/residents/index.ts'
import { visit, type SeededCity, type Visitor } from '../support/browser.ts'
import type { Look } from './checks/index.ts'
import type { ExampleState } from './manifest/example-states.ts'
import { slowDown, type Reader } from './readers.ts'

const windowHeight = 844

interface View {
  state: ExampleState
  locale: Locale
  reader: Reader
  /** Browsers to look with, one for each reader. Without them it is a new one, closed again: for what changes it. */
  browsers?: Browsers
  /** Makes the page worse on its way to the browser; the answer throws when it could not. */
  plant?: (page: Page) => Promise<() => void>
}

/** For one who looks at one page after the other: a new browser for each costs more than the look. */
export class Browsers {
  readonly #seeded: SeededCity
  readonly #opened = new Map<string, Promise<Visitor>>()

  constructor(seeded: SeededCity) {
    this.#seeded = seeded
  }

  of(reader: Reader): Promise<Visitor> {
    const known = this.#opened.get(reader.name)
    if (known) return known
    const opened = open(this.#seeded, reader)
    this.#opened.set(reader.name, opened)
    return opened
  }

  async close(): Promise<void> {
    for (const visitor of this.#opened.values()) await (await visitor).close()
  }
}

async function open(seeded: SeededCity, { width, browser, slow }: Reader): Promise<Visitor> {
  const visitor = await visit(seeded, { viewport: { width, height: windowHeight }, ...browser })
  if (slow) await slowDown(visitor.page)
  return visitor
}

/** Opens the page in this state before this reader. */
export async function lookAt<Result>(
  seeded: SeededCity,
  { state, locale, reader, plant, browsers }: View,
  walk: (look: Look) => Promise<Result>,
): Promise<Result> {
  const { width, browser, ruby } = reader
  const visitor = await (browsers?.of(reader) ?? open(seeded, reader))
  try {
    const { page } = visitor
    await page.setViewportSize({ width, height: windowHeight })
    await become(seeded, visitor, state, locale, reader)
    visitor.requests()
    visitor.complaints()
    const mustBePlanted = await plant?.(page)
    const answer = await page.goto(state.path)
    // Where no route is named, it is a page that says no.
    if ((answer?.status() === 200) !== (state.route !== null))
      throw new Error(`${state.path} (${state.name}) was answered with ${answer?.status()}`)
    const [path, refresh] = [new URL(page.url()).pathname, await answer?.headerValue('refresh')]
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
      slow: reader.slow,
      largeText: reader.largeText && state.as !== null,
      answer: { path, refresh: refresh ?? undefined },
      htmlBytes,
      requests,
    })
  } finally {
    if (!browsers) await visitor.close()
  }
}

async function become(
  { city, origin }: SeededCity,
  { page }: Visitor,
  { as, staff, company, app }: ExampleState,
  locale: Locale,
  { ruby, largeText }: Reader,
): Promise<void> {
  await page.context().clearCookies()
  const cookie = (name: string, value: string) => ({ name, value, url: origin })
  await page
    .context()
    .addCookies([
      cookie('azukari-language', locale),
      ...(as ? [cookie('azukari-session', as.token)] : []),
      ...(staff ? [cookie('azukari-staff', await staff())] : []),
      ...(app === undefined ? [] : [cookie('azukari-app', app)]),
      ...(company ? [cookie('azukari-company', await company())] : []),
    ])
  if (as) await savePreferences(city.tenant, as.residentId, { locale, ruby, largeText })
}
