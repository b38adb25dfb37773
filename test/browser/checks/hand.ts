/** What a finger or a mouse can do. */
import { inPage, type Check } from './check.ts'

export const handCheck = inPage('hand', 'a hand reaches every control, and scrolls the page', () => {
  const faults: string[] = []
  for (const element of [document.documentElement, document.body])
    if (/hidden|clip/u.test(getComputedStyle(element).overflowY))
      faults.push(`${element.tagName} does not scroll`)
  const pressed = 'a[href], button, input:not([type=hidden]), select, textarea, summary'
  for (const control of document.querySelectorAll<HTMLElement>(pressed)) {
    if (!control.checkVisibility() || control.closest('.skip')) continue
    control.scrollIntoView({ block: 'center', inline: 'center' })
    const [box] = control.getClientRects()
    const onTop = box && document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)
    if (onTop && !control.contains(onTop))
      faults.push(
        `${onTop.outerHTML.slice(0, 60)} takes what is pressed on ${control.outerHTML.slice(0, 90)}`,
      )
  }
  window.scrollTo(0, 0)
  return faults
})

/** One box speaks for all: they are dressed alike. No state of the manifest has a ticked one. */
export const tickCheck: Check = {
  name: 'tick',
  needsScripts: true,
  says: 'a box that was ticked looks otherwise, in the reader’s own colours, too',
  look: async ({ page }) => {
    const box = page.locator('main input[type=checkbox]').first()
    if ((await box.count()) === 0) return []
    const faults: string[] = []
    const was = await box.isChecked()
    for (const forcedColors of [null, 'active'] as const) {
      await page.emulateMedia({ forcedColors })
      const pictures: Buffer[] = []
      for (const ticked of [false, true]) {
        await box.evaluate((each: HTMLInputElement, now) => (each.checked = now), ticked)
        pictures.push(await box.screenshot())
      }
      const [without, withTick] = pictures
      if (withTick && without?.equals(withTick))
        faults.push(`ticked looks as not ticked (forced colours: ${forcedColors ?? 'none'})`)
    }
    await box.evaluate((each: HTMLInputElement, now) => (each.checked = now), was)
    await page.emulateMedia({ forcedColors: null })
    return faults
  },
}
