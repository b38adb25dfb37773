import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type axe from 'axe-core'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'
import type { Check } from './check.ts'

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

/** Half as long as `axe.source`. */
const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

interface AxeFault {
  rule: string
  text: string
}

const isExplained = ({ rule, text }: AxeFault) =>
  explained.some((known) => known.rule === rule && known.says.test(text))

export const axeCheck: Check = {
  name: 'axe',
  says: 'axe finds no violation of WCAG 2.2 AA, and is in no doubt that is not explained',
  needsScripts: true,
  look: async ({ page }) => axeFaults(page),
}

async function axeFaults(page: Page): Promise<string[]> {
  // Without Playwright's own wrapping, which reads the text twice: 300 ms instead of 600, of two seconds a look.
  const session = await page.context().newCDPSession(page)
  await session.send('Runtime.evaluate', { expression: `${source};0` })
  await session.detach()
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
