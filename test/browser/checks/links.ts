import { placesToGo } from '../manifest/page-routes.ts'
import type { Check } from './check.ts'

/** Runs in the page. */
function findLinks(): { faults: string[]; pages: string[] } {
  const faults: string[] = []
  const links = [...document.querySelectorAll<HTMLAnchorElement>('a[href]')]
  for (const { hash, pathname, target, outerHTML } of links) {
    const here = pathname === location.pathname && hash !== ''
    if (here && !document.getElementById(decodeURIComponent(hash.slice(1))))
      faults.push(`leads nowhere: ${outerHTML}`)
    if (target !== '') faults.push(`opens another window: ${outerHTML}`)
  }
  return {
    faults,
    pages: links.filter(({ origin }) => origin === location.origin).map(({ pathname }) => pathname),
  }
}

export const linksCheck: Check = {
  name: 'links',
  anyLanguage: true,
  says: 'every link leads to a page or a place that there is, and none opens another window unasked',
  look: async ({ page, state }) => {
    const { faults, pages } = await page.evaluate(findLinks)
    // A page that says no leads back to where it was asked for.
    const lost = pages.filter((path) => state.route !== null && !routes.some((route) => route.test(path)))
    return [...faults, ...lost.map((path) => `leads to ${path}, which is no page`)]
  },
}

const routes = (await placesToGo()).map(
  (route) => new RegExp(`^${route.replaceAll(/:\w+/gu, '[^/]+')}$`, 'u'),
)
