/** The page on which anybody checks a receipt, with what it finds. */
import type { Page } from 'playwright-core'
import { paths } from '../../../src/portals/paths.ts'
import type { Tenant } from '../../../src/platform/tenant.ts'
import { loggedReceipt } from '../../support/logged-receipt.ts'
import { spoilt } from '../../support/spoilt-receipt.ts'
import type { Actor, ExampleState } from './deposit-states.ts'

export async function verifyStates(
  tenant: Tenant,
  { residentId }: Actor,
  number: string,
): Promise<ExampleState[]> {
  const route = paths.verify
  const { text, fragment } = await loggedReceipt(tenant, residentId, number)
  const found = (name: string, show: (page: Page) => Promise<unknown>): ExampleState => ({
    ...{ route, name, as: null, path: route, announces: true, needsScripts: true },
    then: async (page) => {
      await show(page)
      await page.locator('#verdict .message-title').waitFor()
    },
  })
  const choose = (page: Page, content: string) =>
    page.locator('#receipt').setInputFiles({
      ...{ name: 'receipt.json', mimeType: 'application/json' },
      buffer: Buffer.from(content),
    })
  const open = (page: Page, hash: string) => page.evaluate((it) => void (location.hash = it), hash)
  return [
    { route, name: 'at the door', as: null, path: route },
    found('a receipt that holds', (page) => choose(page, text)),
    found('a receipt that was changed', (page) => choose(page, spoilt(text, 'a field of the record').text)),
    found('no receipt', (page) => choose(page, '{}')),
    found('a paper that holds', (page) => open(page, fragment)),
    found('a paper that was changed', (page) => open(page, fragment.replace(/l=\d+/u, 'l=0'))),
  ]
}
