/** Every page, in every state, for every reader: what can be measured about it. */
import { brotliCompressSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { stylesheet } from '../../src/portals/ui/assets.ts'
import { savePreferences } from '../../src/residents/index.ts'
import { openSeededCity, visit, type SeededCity, type Visitor } from '../support/browser.ts'
import { examinePage } from './examine-page.ts'
import { exampleStates, type ExampleState } from './example-states.ts'
import { pageRoutes } from './page-routes.ts'

const widths = [320, 390, 1280] as const
const locales = ['ja', 'ja-easy', 'en'] as const
type Locale = (typeof locales)[number]
type Width = (typeof widths)[number]

/** In every language each page at one width; over all pages, every width in every language. In full, all of them. */
const isLookedAt = (index: number, locale: Locale, width: Width) =>
  isFull || widths.indexOf(width) === (locales.indexOf(locale) + index) % widths.length

const isFull = process.env['AZUKARI_FULL'] === '1'
const kibibyte = 1024
const limits = { htmlBytes: 30 * kibibyte, cssBytes: 15 * kibibyte, requests: 12 }

let seeded: SeededCity
let states: ExampleState[]
const visitors = new Map<number, Visitor>()

beforeAll(async () => {
  seeded = await openSeededCity()
  states = await exampleStates(seeded)
  for (const width of widths) visitors.set(width, await visit(seeded, { viewport: { width, height: 844 } }))
}, 120_000)

afterAll(() => seeded?.close())

describe('Every page', () => {
  it('is looked at: no route is without an example', async () => {
    const routes = await pageRoutes()
    expect(routes.length).toBeGreaterThan(10)
    expect(routes.filter((route) => !states.some((state) => state.route === route))).toEqual([])
  })

  it('has no example that is no route', async () => {
    const routes = await pageRoutes()
    expect(states.filter(({ route }) => route !== null && !routes.includes(route))).toEqual([])
  })

  it(
    'can be read, reached and operated, in every language and at every width',
    async () => {
      const faults: Record<string, string[]> = {}
      const lookAtAll = async (locale: Locale, width: Width) => {
        for (const [index, state] of states.entries()) {
          if (!isLookedAt(index, locale, width)) continue
          const found = await examine(state, locale, width)
          if (found.length > 0) faults[`${state.path} (${state.name}), ${locale}, ${width}`] = found
        }
      }
      // A page mostly waits for its browser: three beside each other take half the time of three in a row. One language
      // at a time, because a resident has one.
      for (const locale of locales) await Promise.all(widths.map((width) => lookAtAll(locale, width)))
      expect(faults).toEqual({})
    },
    isFull ? 2_700_000 : 900_000,
  )

  it('is told how to look within 15 KB', () => {
    expect(brotliCompressSync(stylesheet.body).length).toBeLessThanOrEqual(limits.cssBytes)
  })
})

async function examine(state: ExampleState, locale: Locale, width: Width): Promise<string[]> {
  const visitor = visitors.get(width)!
  const { page } = visitor
  await become(state, visitor, locale)
  visitor.requests()
  visitor.complaints()
  const answer = await page.goto(state.path)
  const htmlBytes = brotliCompressSync((await answer?.body()) ?? '').length
  await state.then?.(page)
  const requests = visitor.requests().length
  const faults = await examinePage(page)
  const language = await page.locator('html').getAttribute('lang')
  if (language !== (locale === 'en' ? 'en' : 'ja')) faults.push(`is said to be in ${language}`)
  if (htmlBytes > limits.htmlBytes) faults.push(`${htmlBytes} bytes of HTML`)
  if (requests > limits.requests) faults.push(`${requests} requests`)
  // A page that says "no" is an error to the console, and should be.
  const complaints = visitor.complaints().filter((text) => !/status of 4\d\d/u.test(text))
  return [...faults, ...complaints.map((text) => `the console says: ${text}`)]
}

async function become({ as }: ExampleState, { page }: Visitor, locale: Locale): Promise<void> {
  const cookie = (name: string, value: string) => ({ name, value, url: seeded.origin })
  await page.context().clearCookies()
  await page
    .context()
    .addCookies([cookie('azukari-language', locale), ...(as ? [cookie('azukari-session', as.token)] : [])])
  if (as) await savePreferences(seeded.city.tenant, as.residentId, { locale, ruby: false, largeText: false })
}
