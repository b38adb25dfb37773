/** Showing once more who one is, before agreeing: of somebody who signed in a while ago. */
import { startSession, type WayIn } from '../../../src/identity/index.ts'
import { paths } from '../../../src/portals/paths.ts'
import type { UseId } from '../../../src/review/index.ts'
import type { SeededCity } from '../../support/browser.ts'
import { aCardHolder } from '../../support/cards.ts'
import { holdMailbox } from '../../support/mail-codes.ts'
import { aPasskeyOf } from '../../support/own-passkey.ts'
import { agreeToTerms } from '../../support/terms.ts'
import type { ExampleState } from './deposit-states.ts'

const whileAgoMs = 11 * 60_000

export async function proofStates({ city: { tenant } }: SeededCity, useId: UseId): Promise<ExampleState[]> {
  const { residentId } = await aCardHolder(tenant)
  await agreeToTerms(tenant, residentId)
  await aPasskeyOf(tenant, residentId)
  await holdMailbox(tenant, residentId, 'shizuka@mail.example')
  const signedIn = async (way: WayIn) => ({
    residentId,
    token: await startSession(tenant, residentId, way, new Date(Date.now() - whileAgoMs)),
  })
  const shared = { route: paths.consent(':useId'), soonOver: true, path: paths.consent(useId) } as const
  return [
    {
      ...shared,
      name: 'who it is asked again',
      as: await signedIn('demo'),
      then: async (page) => {
        await page.locator('input[name=items]').first().check()
        await page.locator('button[value=agree]').click()
        await page.locator('#pin').waitFor()
      },
    },
    {
      ...shared,
      name: 'no such PIN',
      as: await signedIn('demo'),
      announces: true,
      then: async (page) => {
        await page.locator('input[name=items]').first().check()
        await page.locator('button[value=agree]').click()
        await page.locator('#pin').fill('12')
        await page.locator('main button.primary').click()
        await page.locator('#pin-error').waitFor()
      },
    },
    {
      ...shared,
      name: 'a code that was sent',
      as: await signedIn('card'),
      then: async (page) => {
        // Three an hour go to one mailbox, and this page is looked at more often.
        await tenant.database.query('delete from identity.email_codes where resident_id = $1', [residentId])
        await page.locator('input[name=items]').first().check()
        await page.locator('button[value=agree]').click()
        await page.locator(`form[action="${paths.proveMail}"] button`).click()
        await page.locator('#code').waitFor()
      },
    },
  ]
}
