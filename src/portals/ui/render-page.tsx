import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { AnnouncedContext } from './announced.ts'

const doctype = '<!doctype html>'
const titleBegins = '<title>'

/** The HTML of a whole page. What it says about a person must not be cached: the caller sends `no-store`. */
export function renderPage(page: VNode): string {
  const announced: string[] = []
  const html = renderToString(<AnnouncedContext.Provider value={announced}>{page}</AnnouncedContext.Provider>)
  const [happened] = announced
  if (happened === undefined) return doctype + html
  // The head is written before the body knows what it announces.
  return doctype + html.replace(titleBegins, () => `${titleBegins}${renderToString(<>{happened}｜</>)}`)
}
