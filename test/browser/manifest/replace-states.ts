/** One company for another: which there are, side by side, nothing chosen, and just changed. */
import { createHash } from 'node:crypto'
import { giveConsent } from '../../../src/consent/index.ts'
import { replace } from '../../../src/exchange/index.ts'
import { startSession } from '../../../src/identity/index.ts'
import { paths } from '../../../src/portals/paths.ts'
import { companies } from '../../../src/seed/index.ts'
import type { SeededCity } from '../../support/browser.ts'
import { aResident } from '../../support/city.ts'
import { proven } from '../../support/proven.ts'
import type { Actor, ExampleState } from './deposit-states.ts'

const [pharmacy, market] = companies
const { vendorId } = pharmacy!
const to = market!.uses[0]!.useId

/** Somebody who allows the pharmacy their steps. */
async function ofPharmacy({ city: { tenant } }: SeededCity, name: string) {
  const residentId = await aResident(tenant, name)
  const token = await startSession(tenant, residentId, 'demo')
  const sessionHash = createHash('sha256').update(token).digest()
  const by = proven({ residentId, sessionHash, channel: 'web' as const })
  const answer = { useId: pharmacy!.uses[0]!.useId, versionShown: 1, items: ['activity.steps'] as const }
  const given = await giveConsent(tenant, by, answer)
  if (!given.ok) throw new Error(given.because)
  return { as: { residentId, token }, by }
}

export async function replaceStates(seeded: SeededCity, nobodyYet: Actor): Promise<ExampleState[]> {
  const { as: choosing } = await ofPharmacy(seeded, 'えらがわ つばめ')
  const { as: changed, by } = await ofPharmacy(seeded, 'かえやま かもめ')
  const answer = { useId: to, versionShown: 1, items: ['activity.steps'] as const }
  const replaced = await replace(seeded.city.tenant, by, vendorId, answer)
  if (!replaced.ok) throw new Error(replaced.because)
  const list = { route: paths.replace(':vendorId'), path: paths.replace(vendorId) }
  const one = { route: paths.replaceBy(':vendorId', ':useId'), path: paths.replaceBy(vendorId, to) }
  const said = `act=${replaced.stopped.receiptNumber}&instead=${replaced.agreed.receiptNumber}`
  return [
    { ...list, name: 'which there are', as: choosing },
    { ...list, name: 'nothing to change', as: nobodyYet },
    { ...one, name: 'side by side', as: choosing },
    {
      ...one,
      name: 'nothing chosen',
      as: choosing,
      announces: true,
      // Ten minutes after signing in it is asked who this is.
      soonOver: true,
      then: async (page) => {
        await page.locator('main form[action*="/replace/"] button[type=submit]').click()
        await page.locator('#errors a').first().waitFor()
      },
    },
    {
      route: paths.company(':vendorId'),
      name: 'just changed for another',
      as: changed,
      announces: true,
      soonOver: true,
      path: `${paths.company(vendorId)}?${said}`,
    },
  ]
}
