/** Letters, and where somebody lives whose letter does not arrive. Of two residents: one came back, of one no address is known. */
import type { Page } from 'playwright-core'
import { checkIdentity, type Clerk } from '../../../src/counter/index.ts'
import type { StaffId } from '../../../src/identity/index.ts'
import { noteCameBack, printLetters } from '../../../src/letters/index.ts'
import { changeWish, leaveNotice } from '../../../src/notices/index.ts'
import { inTransaction } from '../../../src/platform/database/index.ts'
import { paths } from '../../../src/portals/paths.ts'
import type { Tenant } from '../../../src/platform/tenant.ts'
import type { ResidentIdentity } from '../../../src/residents/index.ts'
import type { ExampleState } from './deposit-states.ts'
import { attending, havingDone, someone } from './life-states.ts'
import { typing } from './typing.ts'

interface Desk {
  /** Who prints. */
  asker: StaffId
  at(prepare?: (clerk: Clerk) => Promise<unknown>): Pick<ExampleState, 'as' | 'staff'>
}

const address = { postalCode: '0000001', municipalityCode: '112992', text: 'みその県あおば野市中央1-2-3' }

export async function letterStates(tenant: Tenant, { asker, at }: Desk): Promise<ExampleState[]> {
  const moved = await waiting(tenant, 'ビアンキ ティナ', { address })
  await waiting(tenant, 'ビアンキ リタ', {})
  const printed = await printLetters(tenant, asker)
  if (!printed.ok) throw new Error(printed.because)
  await noteCameBack(tenant, asker, `${String(printed.number)}-1`)
  await waiting(tenant, 'ビアンキ ピア', { address })
  const of = at((clerk) => attending(tenant, clerk, moved.said))
  const entered = at(async (clerk) =>
    havingDone(tenant, await attending(tenant, clerk, moved.said), 'address-entered'),
  )
  const shown = () =>
    at(async (clerk) => checkIdentity(tenant, await attending(tenant, clerk, moved.said), 'passport'))
  const [route, entry, sheet] = [paths.letters, paths.counterAddress, paths.counterResident]
  const mistyped = { postalCode: '1', municipalityCode: '112992', address: '中央' }
  return [
    // The number of a print is of its minute.
    { route, name: 'several', neverAlike: true, path: route, ...at() },
    {
      ...{ route, name: 'one came back', neverAlike: true, announces: true },
      ...{ path: `${route}?done=came-back`, ...at() },
    },
    {
      ...{ route, name: 'no such letter', neverAlike: true, announces: true, path: route, ...at() },
      then: noSuchLetter,
    },
    { route: sheet, name: 'a letter came back', path: sheet, ...of },
    { route: sheet, name: 'address', announces: true, path: `${sheet}?done=address`, ...entered },
    { route: entry, name: 'not shown who', path: entry, ...of },
    { route: entry, name: 'shown who', path: entry, ...shown() },
    {
      ...{ route: entry, name: 'mistyped', announces: true, path: entry, ...shown() },
      then: typing(mistyped, '#errors'),
    },
  ]
}

/** The button of a print is the primary one. */
async function noSuchLetter(page: Page): Promise<void> {
  await page.locator('#letter').fill('2180-4567-8')
  await page.locator('#letter').press('Enter')
  await page.locator('#letter-error').waitFor()
}

async function waiting(tenant: Tenant, name: string, reach: Pick<ResidentIdentity, 'address'>) {
  const one = await someone(tenant, name, name, reach)
  await changeWish(tenant, one.residentId, 'letter')
  await inTransaction(tenant.database, (client) =>
    leaveNotice(client, one.residentId, { kind: 'card-ended' }, tenant.clock.now()),
  )
  return one
}
