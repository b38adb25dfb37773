import { createContext, type Context } from 'preact'
import { useContext } from 'preact/hooks'
import type { Personal } from '../../kernel/index.ts'

/** The languages of the pages: standard Japanese, plain Japanese (やさしい日本語), English. */
export const locales = ['ja', 'ja-easy', 'en'] as const
export type Locale = (typeof locales)[number]

/** Who looks at this page, and how they want to read it. Made once per request; a page takes nothing else from it. */
export interface View {
  locale: Locale
  /** Furigana over the words that carry it: on in `ja-easy`, the reader's choice in `ja`. */
  ruby: boolean
  largeText: boolean
  /** The nonce of this answer's Content-Security-Policy. */
  nonce: string
  csrfToken: string
  /** What each form of this page sends besides: at the counter, whom it was drawn for. */
  inEveryForm?: Record<string, string>
  /** Whose pages these are: what leads home and to the door is another for the city's staff, and for companies. */
  portal: 'resident' | 'city' | 'company'
  /** Path and query of this page, so that the language links come back to it. */
  path: string
  signedIn: { displayName: Personal<string> } | null
  /** The settable clock of the demonstration; null in a real city. */
  demo: { now: Date } | null
}

export const ViewContext: Context<View | null> = createContext<View | null>(null)

/** The view of the page being rendered. Throws outside `<Page>`: a component without a reader is our mistake. */
export function useView(): View {
  const view = useContext(ViewContext)
  if (!view) throw new Error('a component was rendered outside <Page>')
  return view
}
