/** How large what is read stands there. */
import type { Check } from './check.ts'

/** In CSS pixels, at the usual size of letters (ux.md §3); large letters are a quarter larger. */
const least = { letter: 14, reading: 7 }
const largeScale = 1.25
const usualRoot = 16

/** Runs in the page. */
function findSmallLetters({
  root,
  letter,
  reading,
}: {
  root: number
  letter: number
  reading: number
}): string[] {
  const faults = new Set<string>()
  const sizeOf = (element: Element) => parseFloat(getComputedStyle(element).fontSize)
  const set = sizeOf(document.documentElement)
  if (Math.abs(set - root) > 0.1) faults.add(`the page is set in ${set} px instead of ${root}`)
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const parent = texts.currentNode.parentElement
    const text = (texts.currentNode.nodeValue ?? '').trim()
    const unseen = 'rt, svg, .visually-hidden, noscript, script'
    if (text === '' || !parent?.checkVisibility() || parent.closest(unseen)) continue
    if (sizeOf(parent) < letter - 0.1) faults.add(`${sizeOf(parent)} px: 「${text.slice(0, 30)}」`)
  }
  for (const over of document.querySelectorAll('rt')) {
    const word = over.parentElement
    if (over.closest('.visually-hidden, thead, .skip') || !word?.checkVisibility()) continue
    const seen =
      over.checkVisibility() && sizeOf(over) >= reading && Number(getComputedStyle(over).opacity) === 1
    if (!seen) faults.add(`a reading that cannot be seen: ${word.outerHTML.slice(0, 80)}`)
  }
  return [...faults]
}

export const lettersCheck: Check = {
  name: 'letters',
  says: 'no letter is smaller than 14 px, large letters are a quarter larger, and readings can be seen',
  look: ({ page, largeText }) => {
    const scale = largeText ? largeScale : 1
    return page.evaluate(findSmallLetters, {
      root: usualRoot * scale,
      letter: least.letter * scale,
      reading: least.reading * scale,
    })
  },
}
