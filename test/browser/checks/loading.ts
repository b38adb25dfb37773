/** What a page costs, whom it asks, and what the browser says about it. */
import {
  cardSeconds,
  entrySeconds,
  questionSeconds,
  shownSeconds,
} from '../../../src/portals/city/counter/hide-soon.ts'
import { paths } from '../../../src/portals/paths.ts'
import type { Check } from './check.ts'

const kibibyte = 1024
export const budget = {
  htmlBytes: 30 * kibibyte,
  cssBytes: 15 * kibibyte,
  scriptBytes: 40 * kibibyte,
  requests: 12,
}

export const budgetCheck: Check = {
  name: 'budget',
  onTheWay: true,
  says: 'at most 30 KB of HTML and 12 requests',
  look: async ({ htmlBytes, requests }) => [
    ...(htmlBytes > budget.htmlBytes ? [`${htmlBytes} bytes of HTML; at most ${budget.htmlBytes}`] : []),
    ...(requests.length > budget.requests ? [`${requests.length} requests: ${requests.join(' ')}`] : []),
  ],
}

export const consoleCheck: Check = {
  name: 'console',
  onTheWay: true,
  says: 'the console is clean and nobody outside is asked',
  look: async ({ visitor, state }) => {
    // A page that says "no" is an error to the console, and should be.
    const mayRefuse = state.route === null || state.then !== undefined
    return visitor
      .complaints()
      .filter((text) => !(mayRefuse && /status of 4\d\d/u.test(text)))
      .map((text) => `the console says: ${text}`)
  },
}

/** A desk is passed by many: what shows a resident there is hidden after a while, and gone on with by one button. */
function hides({ path }: { path: string }, refresh: string): boolean {
  const whiles = [shownSeconds, cardSeconds, entrySeconds, questionSeconds]
  return (
    path.startsWith(`${paths.counter}/`) &&
    whiles.some((seconds) => refresh === `${String(seconds)}; url=${paths.counter}`)
  )
}

export const arrivalCheck: Check = {
  name: 'arrival',
  onTheWay: true,
  says: 'the page that is seen is the one that was asked for, and it does not leave by itself',
  look: async ({ state, answer: { path, refresh } }) => [
    ...(path === state.path.split(/[?#]/u)[0] ? [] : [`led to ${path}`]),
    ...(refresh === undefined || hides(state, refresh) ? [] : [`leaves by itself (Refresh: ${refresh})`]),
  ],
}

export const languageCheck: Check = {
  name: 'language',
  onTheWay: true,
  says: 'the page says which language it is in',
  look: async ({ page, locale }) => {
    const said = await page.locator('html').getAttribute('lang')
    return said === (locale === 'en' ? 'en' : 'ja') ? [] : [`is said to be in ${said}`]
  },
}
