import type { ComponentChildren } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { ViewContext, type View } from '../view.ts'

/** Where something else follows on a line of its own. */
const lineEnds = /<\/(div|p|li)>|<br ?\/?>/gu
/** What Preact writes for signs that would be markup. */
const entities: Readonly<Record<string, string>> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&amp;': '&' }

/** What a part of a page says, as text, for where there are no pages: one line for each block. */
export function renderedText(view: View, children: ComponentChildren): string {
  return renderToString(<ViewContext.Provider value={view}>{children}</ViewContext.Provider>)
    .replace(lineEnds, '\n')
    .replace(/<[^>]+>/gu, '')
    .replace(/&(lt|gt|quot|amp);/gu, (entity) => entities[entity] ?? entity)
    .trim()
}
