/** What a person sees at once and axe never does: words over words, words against an edge, a last line of one letter. */
import { inPage } from './check.ts'
import { findOverlaps } from './reflow.ts'

export const overlapCheck = inPage('overlap', 'no words lie over other words', findOverlaps)

/** A split of the stylesheet once took the padding from every wide table, and nothing noticed. */
export const marginsCheck = inPage(
  'margins',
  'words keep 3 px from the frame or shade they stand in, 8 px from the window’s edge and 6 px from the next cell',
  () => {
    const faults = new Set<string>()
    const textBox = (element: Element): DOMRect | undefined => {
      const range = document.createRange()
      range.selectNodeContents(element)
      const box = range.getBoundingClientRect()
      return box.width > 1 && box.height > 1 ? box : undefined
    }
    const said = (element: Element) => `「${(element.textContent ?? '').trim().slice(0, 40)}」`
    const hidden = '.visually-hidden, .skip, svg, option'
    const clear = 'rgba(0, 0, 0, 0)'
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      if (!element.checkVisibility() || element.closest(hidden) || !element.innerText?.trim()) continue
      const text = textBox(element)
      if (!text) continue
      const style = getComputedStyle(element)
      if (style.display.startsWith('inline') === false && element.childElementCount === 0) {
        const right = document.documentElement.clientWidth - text.right
        if (text.left < 8 || right < 8) faults.add(`${said(element)} touches the edge of the window`)
      }
      const box = element.getBoundingClientRect()
      const framed = { left: parseFloat(style.borderLeftWidth), right: parseFloat(style.borderRightWidth) }
      const shaded = style.backgroundColor !== clear && box.width < window.innerWidth
      if (style.display === 'inline' || style.display.startsWith('table-row')) continue
      if ((framed.left > 0 || shaded) && text.left - box.left - framed.left < 3)
        faults.add(`${said(element)} touches the left of its frame`)
      if ((framed.right > 0 || shaded) && box.right - framed.right - text.right < 3)
        faults.add(`${said(element)} touches the right of its frame`)
    }
    for (const row of document.querySelectorAll('tr')) {
      const cells = [...row.children].map((cell) => ({ cell, box: textBox(cell) }))
      for (const [index, { cell, box }] of cells.entries()) {
        const next = cells[index + 1]
        // Only those that stand side by side: on a telephone a cell stands below the one before it.
        const isBeside =
          next && next.cell.getBoundingClientRect().left >= cell.getBoundingClientRect().right - 1
        if (!box || !next?.box || !isBeside) continue
        if (!cell.checkVisibility() || getComputedStyle(row.parentElement ?? row).clipPath !== 'none')
          continue
        if (next.box.left - box.right < 6)
          faults.add(`${said(cell)} and ${said(next.cell)} have no gap between`)
      }
    }
    return [...faults]
  },
)

export const lineBreaksCheck = inPage(
  'line breaks',
  'no heading, button or label ends in a line of one letter',
  () => {
    const faults: string[] = []
    const short = 'h1, h2, h3, button, .button, .chip, .label, .navigation a span, caption, dt'
    for (const element of document.querySelectorAll<HTMLElement>(short)) {
      if (!element.checkVisibility() || element.closest('.visually-hidden')) continue
      const letters: DOMRect[] = []
      const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
      while (texts.nextNode()) {
        const node = texts.currentNode
        if (node.parentElement?.closest('rt, .visually-hidden')) continue
        for (let at = 0; at < (node.nodeValue ?? '').length; at += 1) {
          if (/[\s。、）」]/u.test(node.nodeValue?.[at] ?? '')) continue
          const range = document.createRange()
          range.setStart(node, at)
          range.setEnd(node, at + 1)
          letters.push(range.getBoundingClientRect())
        }
      }
      const last = letters.at(-1)
      if (!last || !letters[0] || last.top - letters[0].top < last.height / 2) continue
      const onLast = letters.filter(({ top }) => Math.abs(top - last.top) < last.height / 2)
      if (onLast.length === 1)
        faults.push(`「${element.innerText.trim().slice(0, 60)}」 ends in a line of one letter`)
    }
    return faults
  },
)
