/** That everything can be read without moving the page sideways, however large its words and narrow its window. */
import type { Page } from 'playwright-core'
import { inPage, withStyles, type Check } from './check.ts'

/** Runs in the page. What sticks out, and text that is cut off by the box it stands in. */
export function findCutOff(): string[] {
  const faults: string[] = []
  const wide = document.documentElement.clientWidth
  const over = document.documentElement.scrollWidth - wide
  if (over > 0) faults.push(`scrolls ${over} px sideways`)
  const named = (element: Element) =>
    `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} 「${(element.textContent ?? '').trim().slice(0, 40)}」`
  const outer: Element[] = []
  for (const element of document.querySelectorAll<HTMLElement>('body *')) {
    if (!element.checkVisibility() || element.closest('svg, .visually-hidden, thead, .skip')) continue
    const box = element.getBoundingClientRect()
    if (box.width === 0 || outer.some((each) => each.contains(element))) continue
    if (box.right > wide + 1 || box.left < -1) {
      outer.push(element)
      faults.push(
        `${named(element)} sticks out of the window: ${box.left.toFixed(0)}–${box.right.toFixed(0)}`,
      )
    }
    const { overflowX, overflowY } = getComputedStyle(element)
    const cut =
      (overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1) ||
      (overflowY !== 'visible' && element.scrollHeight > element.clientHeight + 1)
    if (cut && element.innerText.trim() !== '') faults.push(`${named(element)} is cut off by its box`)
  }
  return faults
}

export const reflowCheck = inPage(
  'reflow',
  'nothing scrolls sideways, sticks out of the window or is cut off (320 px and wider)',
  findCutOff,
)

/** WCAG 1.4.12, with `!important` as a reader's own style sheet has it. */
const widerText = `
  * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
  p { margin-block-end: 2em !important; }
`

export const textSpacingCheck: Check = {
  name: 'text spacing',
  says: 'with the text set wider (WCAG 1.4.12), nothing is cut off and no words lie over others',
  look: ({ page }) =>
    withStyles(page, widerText, async () => [
      ...(await page.evaluate(findCutOff)),
      ...(await page.evaluate(findOverlaps)),
    ]),
}

/** 1280 × 1024 px seen at 400 %: the browser then lays out 320 × 256. */
const magnified = { width: 320, height: 256 }

/** What stands still while the page scrolls. More than a quarter of so low a window leaves too little to read in. */
function findStandingBars(): string[] {
  return [...document.querySelectorAll<HTMLElement>('body *')].flatMap((element) => {
    const { position } = getComputedStyle(element)
    const { height } = element.getBoundingClientRect()
    const stands = position === 'fixed' || position === 'sticky'
    return stands && element.checkVisibility() && height > window.innerHeight / 4
      ? [`${element.className} stands over ${height.toFixed(0)} of ${window.innerHeight} px`]
      : []
  })
}

export const magnifiedCheck: Check = {
  name: '400 %',
  says: 'magnified to 400 %, all is there in one column and no bar covers it',
  look: ({ page }) =>
    withWindow(page, magnified, async () => [
      ...(await page.evaluate(findCutOff)),
      ...(await page.evaluate(findStandingBars)),
    ]),
}

/** For as long as `walk` takes, the window has this size. */
export async function withWindow<Result>(
  page: Page,
  size: { width: number; height: number },
  walk: () => Promise<Result>,
): Promise<Result> {
  const before = page.viewportSize()
  await page.setViewportSize(size)
  try {
    return await walk()
  } finally {
    if (before) await page.setViewportSize(before)
  }
}

/** Runs in the page. Words that lie over other words. */
export function findOverlaps(): string[] {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  // A box of text is half as high again as its letters, which stand in the middle of it.
  const inkOf = (box: DOMRect, { fontSize }: CSSStyleDeclaration) =>
    new DOMRect(box.left, box.top + (box.height - parseFloat(fontSize)) / 2, box.width, parseFloat(fontSize))
  const pieces: { text: string; parent: Element; box: DOMRect }[] = []
  while (texts.nextNode()) {
    const node = texts.currentNode
    const parent = node.parentElement
    const text = (node.nodeValue ?? '').trim()
    if (text === '' || !parent?.checkVisibility()) continue
    if (parent.closest('.visually-hidden, .skip, .navigation, noscript, svg')) continue
    const head = parent.closest('thead')
    if (head && getComputedStyle(head).clipPath !== 'none') continue
    const range = document.createRange()
    range.selectNodeContents(node)
    const style = getComputedStyle(parent)
    for (const box of range.getClientRects())
      if (box.width > 1) pieces.push({ text, parent, box: inkOf(box, style) })
  }
  const faults = new Set<string>()
  pieces.sort((one, other) => one.box.top - other.box.top)
  for (const [index, one] of pieces.entries()) {
    for (const other of pieces.slice(index + 1)) {
      if (other.box.top >= one.box.bottom) break
      if (one.parent.contains(other.parent) || other.parent.contains(one.parent)) continue
      const down = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top)
      const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left)
      if (across > 2 && down > 2)
        faults.add(`「${one.text.slice(0, 30)}」 and 「${other.text.slice(0, 30)}」 lie over each other`)
    }
  }
  return [...faults]
}
