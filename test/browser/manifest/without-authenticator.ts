import type { ExampleState } from './deposit-states.ts'

/** There is no passkey in this browser, so asking for one fails, and that is said. */
export function withoutAuthenticator(path: string, button: string): ExampleState {
  return {
    ...{ route: path, name: 'no passkey', as: null, path, announces: true, needsScripts: true },
    then: async (page) => {
      await page.evaluate(() => Reflect.deleteProperty(window, 'PublicKeyCredential'))
      await page.locator(button).click()
      await page.locator('.said .message').waitFor()
      // A focus that came by a press shows no ring, and the harness looks for the one that comes by a key.
      await page.locator(':focus').blur()
    },
  }
}
