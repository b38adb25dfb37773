/** What a screen reader calls things. */
import type { Check } from './check.ts'
import { inPage } from './check.ts'

const controls = new Set([
  'button',
  'checkbox',
  'combobox',
  'radio',
  'searchbox',
  'slider',
  'spinbutton',
  'switch',
  'textbox',
])

interface AxValue {
  value?: unknown
}

export const namesCheck: Check = {
  name: 'names',
  says: 'each control has a name, no two have the same, and links of one name lead to one place',
  look: async ({ page }) => {
    const session = await page.context().newCDPSession(page)
    const { nodes } = await session.send('Accessibility.getFullAXTree')
    await session.detach()
    const named = nodes
      .filter(({ ignored, role }) => !ignored && controls.has(String((role as AxValue | undefined)?.value)))
      .map(({ role, name }) => ({ role: String(role?.value), name: String(name?.value ?? '').trim() }))
    const unnamed = named.filter(({ name }) => name === '').map(({ role }) => `a ${role} without a name`)
    const alike = [...Map.groupBy(named, ({ name }) => name)]
      .filter(([name, same]) => name !== '' && same.length > 1)
      .map(([name, same]) => `${same.length} controls are called 「${name}」`)
    return [...unnamed, ...alike, ...(await page.evaluate(findTwoPlaces))]
  },
}

/**
 * Runs in the page. Links of one name lead to one place, unless what is around them
 * tells them apart (WCAG 2.4.4): who only hears them cannot choose.
 */
function findTwoPlaces(): string[] {
  const nameOf = (element: Element) => {
    const copy = element.cloneNode(true) as Element
    for (const unread of copy.querySelectorAll('rt, [aria-hidden=true]')) unread.remove()
    return (element.getAttribute('aria-label') ?? copy.textContent ?? '').replaceAll(/\s+/gu, ' ').trim()
  }
  const places = [...document.querySelectorAll('a[href], summary')].map((each, index) => ({
    name: nameOf(each),
    around: ['li', 'tr', 'article', '.card']
      .map((part) => nameOf(each.closest(part) ?? document.createElement('i')))
      .join('/'),
    to: each.getAttribute('href') ?? `fold ${index}`,
  }))
  return [...Map.groupBy(places, ({ name, around }) => `${name}/${around}`).values()]
    .filter((same) => new Set(same.map(({ to }) => to)).size > 1)
    .map((same) => `「${same[0]?.name}」 leads to ${same.map(({ to }) => to).join(' and ')}`)
}

/** Who speaks to their telephone says what they see (WCAG 2.5.3). Only names given apart from the words can differ. */
export const labelInNameCheck = inPage(
  'label in name',
  'what a control shows is part of what it is called',
  () => {
    const squeezed = (text: string) => text.replaceAll(/\s/gu, '')
    const shown = (element: Element) => {
      const copy = element.cloneNode(true) as Element
      for (const hidden of copy.querySelectorAll('rt, [aria-hidden=true], .visually-hidden')) hidden.remove()
      return squeezed(copy.textContent ?? '')
    }
    const faults: string[] = []
    const apart = ':is(a, button, summary, input, [role=switch]):is([aria-label], [aria-labelledby])'
    for (const control of document.querySelectorAll(apart)) {
      const ids = control.getAttribute('aria-labelledby')?.split(/\s+/u) ?? []
      const missing = ids.filter((id) => !document.getElementById(id))
      if (missing.length > 0)
        faults.push(`a name taken from #${missing.join(', #')}, which is not on the page`)
      const name =
        ids.length > 0
          ? ids.map((id) => shown(document.getElementById(id) ?? document.createElement('i'))).join('')
          : squeezed(control.getAttribute('aria-label') ?? '')
      const words = shown(control)
      if (!name.includes(words)) faults.push(`shows 「${words}」 and is called 「${name}」`)
    }
    for (const control of document.querySelectorAll('a, button, summary, label')) {
      if (control.matches('[aria-label], [aria-labelledby]')) continue
      const [seen = '', heard = ''] = ['.visually-hidden', '[aria-hidden=true]'].map((left) => {
        const copy = control.cloneNode(true) as Element
        for (const each of copy.querySelectorAll(`rt, svg, ${left}`)) each.remove()
        return squeezed(copy.textContent ?? '')
      })
      if (!heard.includes(seen)) faults.push(`shows 「${seen}」 and is called 「${heard}」`)
    }
    for (const silent of document.querySelectorAll(
      'main [aria-hidden=true]:not(svg, svg *, rt, .cell-label, .chart *)',
    ))
      if (/\p{L}/u.test(silent.textContent ?? ''))
        faults.push(`is shown and never read out: ${silent.outerHTML.slice(0, 100)}`)
    return faults
  },
)
