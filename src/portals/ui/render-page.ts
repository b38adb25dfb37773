import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'

/** The HTML of a whole page. What it says about a person must not be cached: the caller sends `no-store`. */
export function renderPage(page: VNode): string {
  return `<!doctype html>${renderToString(page)}`
}
