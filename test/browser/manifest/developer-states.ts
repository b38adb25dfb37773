/** The pages for developers, and the console before and after the sandbox has answered. */
import type { Page } from 'playwright-core'
import { makeClientKeyPair, registerClient } from '../../../src/identity/index.ts'
import { paths } from '../../../src/portals/paths.ts'
import { companies } from '../../../src/seed/index.ts'
import type { SeededCity } from '../../support/browser.ts'
import { aToken } from '../../support/service-company.ts'
import type { ExampleState } from './deposit-states.ts'

export async function developerStates({ city, service }: SeededCity): Promise<ExampleState[]> {
  const [, market] = companies
  const keys = await makeClientKeyPair()
  const clientId = 'program-of-the-console'
  const program = { clientId, vendorId: market!.vendorId, jwks: keys.publicJwks }
  const registered = await registerClient(city.tenant, program)
  if (!registered.ok) throw new Error(registered.because)
  const [start, items, api, console] = [
    paths.developer,
    paths.developerItems,
    paths.developerApi,
    paths.developerTry,
  ]
  const send = async (page: Page, token: string, shown: string) => {
    await page.locator('#token').fill(token)
    await page.locator('input[name=operation][value=records]').check()
    await page.locator('main form button.primary').click()
    await page.locator(shown).first().waitFor()
  }
  return [
    // Its commands name the port.
    { route: start, name: 'at the door', as: null, neverAlike: true, path: start },
    { route: items, name: 'all', as: null, path: items },
    // Longer than any other page: its picture would weigh as much as ten of them.
    { route: api, name: 'all', as: null, neverAlike: true, path: api },
    { route: console, name: 'nothing typed', as: null, path: console },
    {
      ...{ route: console, name: 'no token of the sandbox', as: null, path: console },
      ...{ announces: true, neverAlike: true },
      then: (page) => send(page, 'a.b.c', '#errors'),
    },
    {
      ...{ route: console, name: 'answered', as: null, path: console },
      ...{ announces: true, neverAlike: true },
      then: async (page) =>
        send(page, await aToken(city, service, { clientId, keys }, 'sandbox'), '#status .message'),
    },
  ]
}
