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
  says: 'each control has a name, and no two have the same',
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
    return [...unnamed, ...alike]
  },
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
    return faults
  },
)
