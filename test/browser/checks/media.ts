/** The page for readers who see it otherwise: in colours of their own, and on paper. */
import { paper } from '../paper.ts'
import type { Check } from './check.ts'
import { findCutOff, findOverlaps, withWindow } from './reflow.ts'

/** Runs in the page, with forced colours. Shadows and backgrounds are gone: frames and lines must carry all. */
function findUnseen(): string[] {
  const faults: string[] = []
  const canvas = getComputedStyle(document.documentElement).backgroundColor
  const said = (element: Element) => element.outerHTML.slice(0, 100)
  const fields = 'button, .button, input:not([type=hidden], [type=checkbox], [type=radio]), select, textarea'
  for (const element of document.querySelectorAll(fields)) {
    if (!element.checkVisibility()) continue
    const drawn = [element, ...element.querySelectorAll('*')].some((each) => {
      const { borderTopWidth, borderTopStyle, borderTopColor } = getComputedStyle(each)
      return parseFloat(borderTopWidth) >= 1 && borderTopStyle !== 'none' && borderTopColor !== canvas
    })
    if (!drawn) faults.push(`has no frame: ${said(element)}`)
  }
  for (const element of document.querySelectorAll('body *'))
    if (
      getComputedStyle(element).forcedColorAdjust === 'none' &&
      !element.matches('[role=switch], [role=switch] *, svg, svg *')
    )
      faults.push(`keeps its own colours: ${said(element)}`)
  for (const shape of document.querySelectorAll('svg path, svg rect, svg circle, svg line, svg polyline')) {
    if (!shape.checkVisibility() || shape.closest('defs, clipPath, [role=switch]')) continue
    const { fill, stroke } = getComputedStyle(shape)
    const seen = [fill, stroke].some((paint) => paint !== 'none' && paint !== canvas)
    if (!seen) faults.push(`is drawn in the colour of the page: ${said(shape)}`)
  }
  return faults
}

export const forcedColoursCheck: Check = {
  name: 'forced colours',
  says: 'in the reader’s own colours every control has its frame, every drawing its line and the focus its ring',
  look: async ({ page }) => {
    await page.emulateMedia({ forcedColors: 'active' })
    try {
      const first = page.locator('main a[href], main button').first()
      const ring = (await first.count())
        ? await first.evaluate((element: HTMLElement) => {
            element.focus({ focusVisible: true } as FocusOptions)
            const { outlineStyle, outlineWidth } = getComputedStyle(element)
            element.blur()
            return outlineStyle === 'none' || parseFloat(outlineWidth) < 2
          })
        : false
      const faults = await page.evaluate(findUnseen)
      return ring ? [...faults, 'the focus shows no outline: a shadow does not stay'] : faults
    } finally {
      await page.emulateMedia({ forcedColors: null })
    }
  },
}

/** Runs in the page, as printed. Paper can be ticked, but neither pressed nor opened. */
function findUnprintable(): string[] {
  const faults: string[] = []
  const useless =
    '.navigation, .places, .screen-only, .languages, .skip, button, input:not([type=checkbox], [type=radio]), select, textarea, summary'
  for (const element of document.querySelectorAll(useless))
    if (element.checkVisibility())
      faults.push(`is printed, and cannot be pressed: ${element.outerHTML.slice(0, 100)}`)
  for (const element of document.querySelectorAll('body *'))
    if (getComputedStyle(element).position === 'fixed' && element.checkVisibility())
      faults.push(`would be printed on every sheet: ${element.outerHTML.slice(0, 100)}`)
  if (!document.querySelector('h1')?.checkVisibility()) faults.push('the heading is not printed')
  const forScreens =
    '.navigation, .places, :has(> .places) .signed-in, .screen-only, .languages, .skip, .actions, button, summary, .choice, .field:has(> .input), .visually-hidden, thead, .cell-label, svg, noscript, script, option'
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const parent = texts.currentNode.parentElement
    const text = (texts.currentNode.nodeValue ?? '').trim().slice(0, 40)
    if (text === '' || !parent || parent.closest(forScreens)) continue
    if (!parent.checkVisibility()) faults.push(`is not printed: 「${text}」`)
    const [red = 0, green = 0, blue = 0] = (getComputedStyle(parent).color.match(/\d+/gu) ?? []).map(Number)
    // Lighter grey than #767676 is less than 4.5 : 1 on white paper.
    if (Math.min(red, green, blue) > 0x76) faults.push(`is too pale for paper: 「${text}」`)
  }
  for (const details of document.querySelectorAll('details')) {
    const content = [...details.children].filter((each) => !each.matches('summary'))
    if (content.some((each) => each.getBoundingClientRect().height === 0))
      faults.push(`what is folded is not printed: ${(details.textContent ?? '').slice(0, 60)}`)
  }
  return faults
}

export const printCheck: Check = {
  name: 'print',
  says: 'printed on A4 it is whole: nothing cut off, what is folded unfolded, nothing on it that only a screen can do',
  look: ({ page }) =>
    withWindow(page, paper, async () => {
      await page.emulateMedia({ media: 'print' })
      const open = await page.evaluate(() =>
        [...document.querySelectorAll('details')].map((details) => {
          const was = details.open
          details.open = false
          return was
        }),
      )
      try {
        return [
          ...(await page.evaluate(findUnprintable)),
          ...(await page.evaluate(findCutOff)),
          ...(await page.evaluate(findOverlaps)),
        ]
      } finally {
        await page.evaluate((was) => {
          for (const [index, details] of [...document.querySelectorAll('details')].entries())
            details.open = was[index] ?? false
        }, open)
        await page.emulateMedia({ media: null })
      }
    }),
}
