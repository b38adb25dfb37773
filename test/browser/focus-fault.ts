/** Where the focus is, and what is wrong with that. */
export interface Focused {
  /** The number that the element carries, for who numbered them; null for one without. */
  stop: number | null
  /** The element, as far as a line holds it. */
  said: string
  /** In CSS pixels from the top of the page; null beside its content, where bars may stand still. */
  place: { top: number; bottom: number } | null
  /** Undefined when whoever looks can tell where the focus is. */
  fault?: string
}

/** Runs in the page, and may use nothing from outside itself. Null: the focus is on nothing of the page. */
export function findFocused(): Focused | null {
  const element = document.activeElement
  if (!element || element === document.body || element === document.documentElement) return null
  const number = element.getAttribute('data-stop')
  const all = element.getBoundingClientRect()
  const here = {
    stop: number === null ? null : Number(number),
    said: element.outerHTML.slice(0, 120),
    place: element.closest('main') && { top: all.top + scrollY, bottom: all.bottom + scrollY },
  }
  const lightOf = (colour: string) => {
    const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/gu) ?? []).map((part) => {
      const share = Number(part) / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const contrast = (one: string, other: string) => {
    const [dark = 0, pale = 0] = [lightOf(one), lightOf(other)].sort((a, b) => a - b)
    return (pale + 0.05) / (dark + 0.05)
  }
  const groundOf = (start: Element | null): string => {
    for (let each = start; each; each = each.parentElement) {
      const { backgroundColor } = getComputedStyle(each)
      if (!/^rgba\(.*, 0\)$/u.test(backgroundColor)) return backgroundColor
    }
    return 'rgb(255, 255, 255)'
  }
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element)
  const transparent = /^rgba\(.*, 0\)$/u.test(outlineColor)
  if (outlineStyle === 'none' || parseFloat(outlineWidth) < 2 || transparent)
    return { ...here, fault: 'shows no focus' }
  // WCAG 1.4.11 and 1.4.3: 3 for the ring, 4.5 for what it is around.
  if (contrast(outlineColor, groundOf(element.parentElement)) < 3)
    return { ...here, fault: 'has a focus in the colour of the page' }
  if (!element.matches('input') && contrast(getComputedStyle(element).color, groundOf(element)) < 4.5)
    return { ...here, fault: 'has words that cannot be read while it has the focus' }
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
