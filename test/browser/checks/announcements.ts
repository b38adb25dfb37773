import type { Check } from './check.ts'

interface Said {
  title: string
  heading: string
  regions: string[]
  nested: number
  untold: string[]
}

/** Runs in the page. What a screen reader is told without being asked: the title first of all, then the live regions. */
function whatIsSaid(): Said {
  const words = (element: Element | null) => {
    const copy = element?.cloneNode(true) as Element | undefined
    for (const reading of copy?.querySelectorAll('rt') ?? []) reading.remove()
    return (copy?.textContent ?? '').replaceAll(/\s+/gu, ' ').trim()
  }
  const live = '[role=status], [role=alert], [aria-live]'
  const wrong = [...document.querySelectorAll('[aria-invalid=true]')]
  return {
    title: document.title,
    heading: words(document.querySelector('h1')),
    regions: [...document.querySelectorAll(live)].map(words).filter((text) => text !== ''),
    nested: document.querySelectorAll(`:is(${live}) :is(${live})`).length,
    untold: wrong
      .filter((field) => {
        const ids = field.getAttribute('aria-describedby')?.split(/\s+/u) ?? []
        return !ids.some((id) => id.endsWith('-error') && words(document.getElementById(id)) !== '')
      })
      .map((field) => field.outerHTML.slice(0, 100)),
  }
}

export const announcementsCheck: Check = {
  name: 'announcements',
  onTheWay: true,
  says: 'what happened is the first thing in the title, stands in one live region, and nowhere when nothing happened',
  look: async ({ page, state }) => {
    const { title, heading, regions, nested, untold } = await page.evaluate(whatIsSaid)
    const faults = untold.map((field) => `a wrong entry without its reason (aria-describedby): ${field}`)
    if (nested > 0) faults.push('a live region within another is read out twice')
    if (heading === '') faults.push('the page has no heading')
    const parts = title.split('｜')
    if (parts.length < 2 || new Set(parts).size < parts.length)
      faults.push(`the title does not name its page: 「${title}」`)
    const [first = ''] = parts
    if (state.announces === undefined) {
      if (regions.length > 0)
        faults.push(`something is announced; the state must name it (announces): ${regions[0]}`)
    } else if (regions.length !== 1) faults.push(`${regions.length} announcements instead of one`)
    else if (!regions[0]?.includes(first) || first === '')
      faults.push(`the title begins with 「${first}」, but announced is 「${regions[0]?.slice(0, 80)}」`)
    return faults
  },
}
