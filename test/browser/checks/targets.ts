import { inPage } from './check.ts'

/** ux.md's 44 px is more than WCAG 2.5.8 asks for; a link within a sentence keeps to the 24 px it does. */
export const targetsCheck = inPage(
  'targets',
  'what is pressed measures 44 px each way; a link in a sentence 24',
  () => {
    const faults: string[] = []
    const targets = 'a[href], button, input:not([type=hidden]), select, textarea, summary'
    for (const target of document.querySelectorAll<HTMLElement>(targets)) {
      const label = target.matches('[type=checkbox], [type=radio]') ? target.closest('label') : null
      const covers = getComputedStyle(target, '::after').position === 'absolute'
      const box = (
        (covers ? target.closest('tr, .card, article, li') : label) ?? target
      ).getBoundingClientRect()
      // Folded away, or shown only when it has the focus.
      if (!target.checkVisibility() || box.bottom <= 0 || box.width <= 1) continue
      const inline = getComputedStyle(target).display === 'inline' && !covers
      const around = target.parentElement
      const alone = around?.matches('div, p') && around.innerText.trim() === target.innerText.trim()
      const least = inline && !alone && !target.matches('.choice > *') ? 24 : 44
      const small = Math.round(box.height) < least || (least === 44 && Math.round(box.width) < least)
      const name = (target.innerText || target.getAttribute('name') || target.outerHTML).slice(0, 60)
      if (small) faults.push(`target of ${box.width.toFixed(0)} × ${box.height.toFixed(0)} px: ${name}`)
    }
    return faults
  },
)
