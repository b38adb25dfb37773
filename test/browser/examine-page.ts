/** What every page must hold, whatever it shows. axe alone caught 6 of 17 planted faults; with these, 17. */
import axe, { type AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

/** What axe cannot decide, each with the reason why it is no fault. */
const explained: readonly { rule: string; says: RegExp; because: string }[] = [
  {
    rule: 'color-contrast',
    says: /too short to determine/u,
    because: 'one figure or letter, in the colour of the text around it, which is measured',
  },
  {
    rule: 'color-contrast',
    says: /only non-text characters/u,
    because: '● and ○ are hidden from screen readers, and the words beside them say the same',
  },
]

interface AxeFault {
  rule: string
  text: string
}

const isExplained = ({ rule, text }: AxeFault) =>
  explained.some((known) => known.rule === rule && known.says.test(text))

/** Faults in words; empty when the page is good. */
export async function examinePage(page: Page): Promise<string[]> {
  // What is folded away is looked at, too.
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true
  })
  await page.evaluate(widenFigures)
  return [...(await axeFaults(page)), ...(await page.evaluate(findLayoutFaults)), ...(await nameFaults(page))]
}

/** A receipt number is drawn by lot: it must fit when its letters are the widest, not only today's. Runs in the page. */
function widenFigures(): void {
  for (const figures of document.querySelectorAll('.figures')) {
    const texts = document.createTreeWalker(figures, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
      const text = texts.currentNode
      text.nodeValue = text.nodeValue?.replaceAll(/[0-9A-Z]/gu, 'W') ?? ''
    }
  }
}

async function axeFaults(page: Page): Promise<string[]> {
  await page.evaluate(axe.source)
  const results: AxeResults = await page.evaluate(() =>
    (window as unknown as { axe: typeof axe }).axe.run(document, {
      resultTypes: ['violations', 'incomplete'],
      runOnly: {
        type: 'tag',
        values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      },
    }),
  )
  const told = (kind: 'violations' | 'incomplete') =>
    results[kind].flatMap(({ id, nodes }) =>
      nodes.map(({ target, any, all, none }): AxeFault => {
        const messages = [...any, ...all, ...none].map(({ message }) => message)
        return { rule: id, text: `${id} at ${target.join(' ')}: ${messages.join('; ')}` }
      }),
    )
  const unexplained = told('incomplete').filter((fault) => !isExplained(fault))
  return [...told('violations'), ...unexplained].map(({ text }) => text)
}

/** Runs in the page: it may use nothing from outside itself. */
function findLayoutFaults(): string[] {
  const faults: string[] = []
  const over = document.documentElement.scrollWidth - window.innerWidth
  if (over > 0) faults.push(`scrolls ${over} px sideways`)
  const targets = 'a[href], button, input:not([type=hidden]), select, textarea, summary'
  for (const target of document.querySelectorAll<HTMLElement>(targets)) {
    const label = target.matches('[type=checkbox], [type=radio]') ? target.closest('label') : null
    const covers = getComputedStyle(target, '::after').position === 'absolute'
    const box = (
      (covers ? target.closest('tr, .card, article, li') : label) ?? target
    ).getBoundingClientRect()
    // Folded away, or shown only when it has the focus.
    if (!target.checkVisibility() || box.bottom <= 0 || box.width <= 1) continue
    const least = getComputedStyle(target).display === 'inline' && !covers ? 24 : 44
    const small = Math.round(box.height) < least || (least === 44 && Math.round(box.width) < least)
    const name = (target.innerText || target.getAttribute('name') || target.outerHTML).slice(0, 60)
    if (small) faults.push(`target of ${box.width.toFixed(0)} × ${box.height.toFixed(0)} px: ${name}`)
  }
  return faults
}

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

/** As chromium tells it to a screen reader: each control has a name, and no two have the same. */
async function nameFaults(page: Page): Promise<string[]> {
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
}
