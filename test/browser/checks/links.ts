import { placesToGo } from '../manifest/page-routes.ts'
import type { Check } from './check.ts'

/** Runs in the page. */
function findLinks(): { faults: string[]; pages: string[] } {
  const faults: string[] = []
  const links = [...document.querySelectorAll<HTMLAnchorElement>('a[href]')]
  const isHere = ({ hash, pathname }: HTMLAnchorElement) => pathname === location.pathname && hash !== ''
  for (const link of links) {
    const { hash, target, outerHTML } = link
    if (isHere(link) && !document.getElementById(decodeURIComponent(hash.slice(1))))
      faults.push(`leads nowhere: ${outerHTML}`)
    if (target !== '') faults.push(`opens another window: ${outerHTML}`)
  }
  return {
    faults,
    // A place on a page that a form was answered with has the form's address.
    pages: links
      .filter((link) => link.origin === location.origin && !isHere(link))
      .map(({ pathname }) => pathname),
  }
}

export const linksCheck: Check = {
  name: 'links',
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
