/** All that a page must hold. axe alone caught a third of the faults planted on trial; see planted-faults. */
import type { Page } from 'playwright-core'
import { announcementsCheck } from './announcements.ts'
import { axeCheck } from './axe.ts'
import type { Check, Look } from './check.ts'
import { darkPatternsCheck } from './dark-patterns.ts'
import { focusCheck } from './focus.ts'
import { handCheck, tickCheck } from './hand.ts'
import { lettersCheck } from './letters.ts'
import { linksCheck } from './links.ts'
import { arrivalCheck, budgetCheck, consoleCheck, languageCheck } from './loading.ts'
import { lineBreaksCheck, marginsCheck, overlapCheck } from './looks.ts'
import { forcedColoursCheck, printCheck } from './media.ts'
import { labelInNameCheck, namesCheck } from './names.ts'
import { magnifiedCheck, reflowCheck, textSpacingCheck } from './reflow.ts'
import { targetsCheck } from './targets.ts'
import { rubyCheck, stateInWordsCheck } from './words.ts'

export { axeCheck } from './axe.ts'
export { budget } from './loading.ts'
export type { Check, Look } from './check.ts'

/** First what the page is as it stands, then what it becomes under other eyes and hands. */
export const checks: readonly Check[] = [
  arrivalCheck,
  consoleCheck,
  budgetCheck,
  languageCheck,
  announcementsCheck,
  darkPatternsCheck,
  linksCheck,
  axeCheck,
  namesCheck,
  labelInNameCheck,
  stateInWordsCheck,
  rubyCheck,
  lettersCheck,
  targetsCheck,
  handCheck,
  reflowCheck,
  overlapCheck,
  marginsCheck,
  lineBreaksCheck,
  textSpacingCheck,
  magnifiedCheck,
  forcedColoursCheck,
  printCheck,
  tickCheck,
  focusCheck,
]

export interface Fault {
  check: string
  /** The promise, in a sentence. */
  says: string
  text: string
}

/** All that is wrong with the page; empty when it is good. */
export async function examine(look: Look): Promise<Fault[]> {
  await unfold(look.page)
  await look.page.evaluate(widenFigures)
  const faults: Fault[] = []
  const canTell = ({ needsScripts, onTheWay }: Check) =>
    (look.scripts || !needsScripts) && (!look.slow || onTheWay)
  for (const check of checks.filter(canTell))
    for (const text of await check.look(look)) faults.push({ check: check.name, says: check.says, text })
  return faults
}

/** What is folded away is looked at, too. */
export async function unfold(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true
  })
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
