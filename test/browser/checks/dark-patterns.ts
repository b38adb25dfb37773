import { paths } from '../../../src/portals/paths.ts'
import type { Check } from './check.ts'

/** Where a chosen radio button says what the reader has chosen before. */
const remembers: readonly string[] = [paths.noticeSettings, paths.settings, paths.developerTry]
/** Where a form is answered with what was chosen in it before it was pressed. */
const keeps: readonly string[] = [paths.counterJoin]

/** Runs in the page. */
function findTricks(): { chosen: string[]; faults: string[] } {
  const faults: string[] = []
  const said = (element: Element) => element.outerHTML.slice(0, 100)
  const chosen = [...document.querySelectorAll(':checked:is([type=checkbox], [type=radio]), select')].map(
    said,
  )
  for (const element of document.querySelectorAll('[autofocus]'))
    faults.push(`takes the focus unasked: ${said(element)}`)
  for (const control of document.querySelectorAll('[role=switch]')) {
    const method = control.closest('form')?.method
    if (control.getAttribute('aria-checked') === 'true' && method !== 'post')
      faults.push(`stopping takes more than a press: ${said(control)}`)
    if (control.getAttribute('aria-checked') !== 'true' && method !== 'get')
      faults.push(`switches on without the consent page: ${said(control)}`)
  }
  const [agree, refuse] = ['agree', 'refuse'].map((value) => document.querySelector(`button[value=${value}]`))
  if (Boolean(agree) !== Boolean(refuse)) faults.push('yes and no are not offered side by side')
  if (agree && refuse) {
    const [yes, no] = [agree.getBoundingClientRect(), refuse.getBoundingClientRect()]
    const ratio = (yes.width * yes.height) / (no.width * no.height)
    const apart = Math.max(no.left - yes.right, no.top - yes.bottom)
    if (apart > 32) faults.push(`no stands ${apart.toFixed(0)} px away from yes`)
    if (ratio < 0.9 || ratio > 1.1) faults.push(`yes is ${ratio.toFixed(2)} times as large as no`)
    for (const look of [
      'color',
      'backgroundColor',
      'fontSize',
      'fontWeight',
      'borderTopColor',
      'borderTopWidth',
      'opacity',
      'filter',
      'visibility',
      'pointerEvents',
      'boxShadow',
      'backgroundImage',
      'textDecorationLine',
    ] as const) {
      const [ofYes, ofNo] = [getComputedStyle(agree)[look], getComputedStyle(refuse)[look]]
      if (ofYes !== ofNo) faults.push(`yes and no differ in ${look}: ${ofYes}, ${ofNo}`)
    }
  }
  const kept = new Set(['/assets/keep-fresh', '/assets/passkey', '/assets/verify'])
  for (const script of document.querySelectorAll('script')) {
    const path = new URL(script.src || 'inline:', location.href).pathname
    if (![...kept].some((start) => path.startsWith(start)))
      faults.push(`a script that could count down: ${said(script)}`)
  }
  return { chosen, faults }
}

export const darkPatternsCheck: Check = {
  name: 'dark patterns',
  says: 'nothing is chosen beforehand, yes and no weigh the same, stopping is one press, nothing counts down',
  look: async ({ page, state }) => {
    const { chosen, faults } = await page.evaluate(findTricks)
    const { route, then } = state
    const remembered =
      route !== null && (remembers.includes(route) || (then !== undefined && keeps.includes(route)))
    const unasked = chosen.filter((element) => !remembered || !element.includes('type="radio"'))
    return [...faults, ...unasked.map((element) => `is chosen beforehand: ${element}`)]
  },
}
