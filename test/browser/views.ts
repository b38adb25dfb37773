/** Before whom each state of a page is looked at: every two of what makes a difference, not the product of them all. */
import type { Locale } from '../../src/portals/ui/index.ts'
import type { ExampleState } from './manifest/example-states.ts'
import { locales, readerFor, readers, slowReader, type Reader } from './readers.ts'

export interface View {
  locale: Locale
  reader: Reader
}

type Looked = Pick<ExampleState, 'as' | 'needsScripts'>

/**
 * One look a state, in another language and before another reader each time; over all pages every reader in every language.
 * With every language before each state a normal check looked for 22 minutes, on the slowest machine.
 */
export function someViews(state: Looked, index: number): View[] {
  const inTurn = locales.map((_, place) => locales[(index + place) % locales.length]!)
  return inTurn
    .map((locale) => ({ locale, reader: readerFor(index, locale) }))
    .filter(canBe(state))
    .slice(0, 1)
}

/**
 * Pairwise: what breaks a page is one thing (a narrow window) or two at once (English in a narrow window). So before each
 * state every reader comes, and every language in each layout, size of letters and with and without scripts; every
 * language before every reader only over all pages, for that was 16 looks a state. With those that are looked at always,
 * and once over a slow line.
 */
export function allPairs(state: Looked, index: number): View[] {
  const views = someViews(state, index)
  const possible = everyView.filter(canBe(state))
  // Begun elsewhere for each state: which three come together is another from page to page.
  const start = (7 * index) % possible.length
  const candidates = [...possible.slice(start), ...possible.slice(0, start)]
  const missing = new Set(candidates.flatMap((view) => covers(state, view)))
  const see = (view: View) => covers(state, view).forEach((pair) => missing.delete(pair))
  const worth = (view: View) => covers(state, view).filter((pair) => missing.has(pair)).length
  views.forEach(see)
  while (missing.size > 0) {
    const best = candidates.reduce((one, other) => (worth(other) > worth(one) ? other : one))
    views.push(best)
    see(best)
  }
  return [...views, { locale: 'ja-easy', reader: slowReader }]
}

const everyView: readonly View[] = locales.flatMap((locale) => readers.map((reader) => ({ locale, reader })))

const hasScripts = ({ browser }: Reader) => browser.javaScriptEnabled !== false

const canBe =
  ({ needsScripts }: Looked) =>
  ({ reader }: View) =>
    !needsScripts || hasScripts(reader)

/**
 * From 48 rem on the stylesheet sets side by side what stands one below the other before. (Its mark at 30 rem only lets
 * buttons and switches take the whole width; what is too wide there, each look sees at 320 px, by the check at 400 %.)
 */
const layoutOf = ({ width }: Reader) => (width < 768 ? 'narrow' : 'wide')

/** Only an account has wishes, and only Japanese without readings can be given some. */
function lettersOf({ as }: Looked, { locale, reader }: View): string {
  if (as === null) return 'usual'
  if (reader.largeText) return 'large'
  return reader.ruby && locale === 'ja' ? 'furigana' : 'usual'
}

/** Every two things that come together here: the language with the reader's window, letters and scripts; and the reader. */
function covers(state: Looked, view: View): string[] {
  const { locale, reader } = view
  const things = [layoutOf(reader), lettersOf(state, view), hasScripts(reader) ? 'scripts' : 'no scripts']
  return [...things.map((thing) => `${locale} & ${thing}`), reader.name]
}
