/** The keyboard's way through a page: every control once, in the order of the page, always in sight. */
import type { Page } from 'playwright-core'
import { findFocused, type Focused } from '../focus-fault.ts'
import type { Check, Look } from './check.ts'
import { withWindow } from './reflow.ts'

/** More presses of Tab than any page has stops. */
const patience = 400

export const focusCheck: Check = {
  name: 'keyboard',
  says: 'Tab reaches every control once and leaves the page again; the focus is always seen and never covered',
  look: (look) => withWindow(look.page, lowWindow(look), () => walk(look.page)),
}

/** A telephone held sideways, or half a screen: where a bar that stands still would cover most. */
const lowWindow = ({ width }: Look) => ({ width, height: 560 })

async function walk(page: Page): Promise<string[]> {
  const faults: string[] = []
  const total = await page.evaluate(numberStops)
  const seen = new Set<number>()
  let last = -1
  let before: Focused['place'] = null
  await page.evaluate(() => {
    window.scrollTo(0, 0)
    // The browser goes on from where the focus was last, even after it has left: so it was at the top.
    const top = document.createElement('i')
    top.tabIndex = -1
    document.body.prepend(top)
    top.focus()
    top.remove()
  })
  for (let presses = 0; presses < patience; presses += 1) {
    await page.keyboard.press('Tab')
    const focused = await page.evaluate(findFocused)
    if (!focused) break
    const { stop, said, fault, place } = focused
    if (place && before && place.bottom <= before.top) faults.push(`the focus goes back up to ${said}`)
    before = place
    if (fault) faults.push(`${fault}: ${said}`)
    if (stop === null) {
      faults.push(`the focus stops at what is no control: ${said}`)
      continue
    }
    // A date has several places of its own to stop at.
    if (stop === last && (await page.evaluate(isDate))) continue
    last = stop
    if (seen.has(stop)) {
      faults.push(`the keyboard is caught: Tab comes back to ${said}`)
      break
    }
    if (stop < Math.max(-1, ...seen)) faults.push(`${said} comes out of order`)
    seen.add(stop)
  }
  const missed = total.flatMap((name, stop) => (seen.has(stop) ? [] : [name]))
  await page.evaluate(() => {
    for (const element of document.querySelectorAll('[data-stop]')) element.removeAttribute('data-stop')
  })
  return [...faults, ...missed.map((name) => `the keyboard never reaches ${name}`)]
}

/** Runs in the page. Every control a hand could press, numbered in the page's order; radio buttons are one stop a group. */
function numberStops(): string[] {
  const groups = new Set<string>()
  const names: string[] = []
  const pressed =
    'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=switch]'
  const looksPressable = [...document.querySelectorAll<HTMLElement>('body *')].filter(
    (element) => element.matches(pressed) || element.tabIndex >= 0 || element.hasAttribute('onclick'),
  )
  for (const element of looksPressable) {
    if (!element.checkVisibility({ visibilityProperty: true }) || element.matches(':disabled')) continue
    if (element instanceof HTMLInputElement && element.type === 'radio') {
      if (groups.has(element.name)) continue
      groups.add(element.name)
      for (const one of document.getElementsByName(element.name)) one.dataset['stop'] = String(names.length)
    }
    element.dataset['stop'] = String(names.length)
    names.push(element.outerHTML.slice(0, 120))
  }
  return names
}

/** Runs in the page. */
function isDate(): boolean {
  return document.activeElement?.matches('[type=date], [type=datetime-local], [type=time]') ?? false
}
