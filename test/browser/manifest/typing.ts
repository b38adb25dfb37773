import type { Page } from 'playwright-core'

/** Types these into the fields of the page, presses its button, and waits for what it answers. */
export function typing(entries: Record<string, string>, answer: string): (page: Page) => Promise<void> {
  return async (page) => {
    for (const [name, value] of Object.entries(entries)) await page.locator(`#${name}`).fill(value)
    await page.locator('main button.primary').click()
    await page.locator(answer).first().waitFor()
  }
}
