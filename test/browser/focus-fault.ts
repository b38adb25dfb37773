/** Where the focus is, and what is wrong with that. */
export interface Focused {
  /** The number that the element carries, for who numbered them; null for one without. */
  stop: number | null
  /** The element, as far as a line holds it. */
  said: string
  /** Undefined when whoever looks can tell where the focus is. */
  fault?: string
}

/** Runs in the page, and may use nothing from outside itself. Null: the focus is on nothing of the page. */
export function findFocused(): Focused | null {
  const element = document.activeElement
  if (!element || element === document.body || element === document.documentElement) return null
  const number = element.getAttribute('data-stop')
  const here = { stop: number === null ? null : Number(number), said: element.outerHTML.slice(0, 120) }
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element)
  const transparent = /^rgba\(.*, 0\)$/u.test(outlineColor)
  if (outlineStyle === 'none' || parseFloat(outlineWidth) < 2 || transparent)
    return { ...here, fault: 'shows no focus' }
  let seen = 0
  for (const box of element.getClientRects()) {
    const x = box.left + box.width / 2
    for (const y of [box.top + 2, box.top + box.height / 2, box.bottom - 2]) {
      const onTop = document.elementFromPoint(x, y)
      if (!onTop) continue
      seen += 1
      if (!element.contains(onTop) && !onTop.contains(element))
        return { ...here, fault: `is covered by ${onTop.outerHTML.slice(0, 80)}` }
    }
  }
  return seen > 0 ? here : { ...here, fault: 'has the focus out of sight' }
}
