import type { Page } from 'playwright-core'
import type { Locale } from '../../../src/portals/ui/index.ts'
import type { ExampleState } from '../manifest/example-states.ts'

/** A fault as our own source could have it, planted between the server and the browser. */
export interface PlantedFault {
  what: string
  /** The check that must see it. */
  caughtBy: string
  /** The page it is planted in: its address begins so, and the state's name. */
  on: readonly [path: string, state: string]
  locale?: Locale
  /** The window: 390 px unless told. */
  width?: number
  /** Added to the stylesheet, outside of its layers: it wins. */
  css?: string
  html?: (html: string) => string
  /** Sent with the page. */
  headers?: Record<string, string>
}

/** Throws later when the fault could not be planted: a fault that changes nothing proves nothing. */
export async function plant(page: Page, { what, css, html, headers }: PlantedFault): Promise<() => void> {
  let planted = 0
  await page.route('**/*', async (route) => {
    const type = route.request().resourceType()
    const change = type === 'document' ? html : type === 'stylesheet' && css !== undefined && added(css)
    const more = type === 'document' ? headers : undefined
    if (!change && !more) return route.continue()
    const response = await route.fetch({ maxRedirects: 0 })
    const body = await response.text()
    const changed = change ? change(body) : body
    if (changed !== body || more) planted += 1
    // What is changed is not packed any more.
    const kept = Object.entries(response.headers()).filter(([name]) => name !== 'content-encoding')
    return route.fulfill({ response, body: changed, headers: { ...Object.fromEntries(kept), ...more } })
  })
  return () => {
    if (planted === 0) throw new Error(`「${what}」 could not be planted: what it changes is no longer there`)
  }
}

const added = (css: string) => (sheet: string) => `${sheet}\n${css}`

export function stateFor(states: readonly ExampleState[], { on: [path, name] }: PlantedFault): ExampleState {
  const state = states.find((each) => each.path.startsWith(path) && each.name === name)
  if (!state) throw new Error(`no state of ${path} is called 「${name}」`)
  return state
}
