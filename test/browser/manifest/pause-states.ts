/** What is paused, on its company's page, among all companies, and on its receipt. */
import { createHash } from 'node:crypto'
import { giveConsent } from '../../../src/consent/index.ts'
import { pause } from '../../../src/exchange/index.ts'
import { startSession } from '../../../src/identity/index.ts'
import { addDays } from '../../../src/kernel/index.ts'
import { paths } from '../../../src/portals/paths.ts'
import { companies } from '../../../src/seed/index.ts'
import type { SeededCity } from '../../support/browser.ts'
import { aResident } from '../../support/city.ts'
import { proven } from '../../support/proven.ts'
import type { ExampleState } from './deposit-states.ts'

export async function pauseStates({ city: { tenant } }: SeededCity): Promise<ExampleState[]> {
  const [pharmacy] = companies
  const { useId } = pharmacy!.uses[0]!
  const residentId = await aResident(tenant, 'やすい すずめ')
  const token = await startSession(tenant, residentId, 'demo')
  const sessionHash = createHash('sha256').update(token).digest()
  const by = { residentId, sessionHash, channel: 'web' as const }
  const items = ['activity.steps', 'body.weight'] as const
  const given = await giveConsent(tenant, proven(by), { useId, versionShown: 1, items })
  if (!given.ok) throw new Error(given.because)
  await pause(tenant, by, { useId, items: ['body.weight'] }, null)
  const paused = await pause(tenant, by, { useId, items: null }, addDays(tenant.clock.now(), 8))
  if (!paused.ok) throw new Error(paused.because)
  const as = { residentId, token }
  const path = paths.company(pharmacy!.vendorId)
  return [
    {
      route: paths.company(':vendorId'),
      name: 'just paused',
      as,
      announces: true,
      soonOver: true,
      path: `${path}?act=${paused.receiptNumber}`,
    },
    { route: paths.companies, name: 'paused', as, announces: true, soonOver: true, path: paths.companies },
    { route: paths.receipt(':number'), name: 'paused', as, path: paths.receipt(paused.receiptNumber) },
  ]
}
