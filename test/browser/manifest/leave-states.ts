import { eraseEverything } from '../../../src/erasure/index.ts'
import { startSession } from '../../../src/identity/index.ts'
import { comeBack, leave } from '../../../src/leaving/index.ts'
import type { Tenant } from '../../../src/platform/tenant.ts'
import { paths } from '../../../src/portals/paths.ts'
import { aResident } from '../../support/city.ts'
import type { Actor, ExampleState } from './deposit-states.ts'

/** Somebody who takes part, and others who have left, moved away, and come back. */
export async function leaveStates(tenant: Tenant, nobodyYet: Actor): Promise<ExampleState[]> {
  const route = paths.leave
  // The demo's door lists them, too: their name is nobody else's.
  const residentId = await aResident(tenant, 'ペレス アナ')
  const gone: Actor = { residentId, token: await startSession(tenant, residentId, 'demo') }
  await leave(tenant, { residentId, sessionHash: null, channel: 'web' }, 'left')
  const movedId = await aResident(tenant, 'ペレス イネス')
  const moved: Actor = { residentId: movedId, token: await startSession(tenant, movedId, 'demo') }
  await leave(tenant, { residentId: movedId, sessionHash: null, channel: 'web' }, 'moved-away')
  const returnedId = await aResident(tenant, 'ペレス エバ')
  const returned: Actor = { residentId: returnedId, token: await startSession(tenant, returnedId, 'demo') }
  const by = { residentId: returnedId, sessionHash: null, channel: 'web' } as const
  await leave(tenant, by, 'left')
  await comeBack(tenant, by)
  const just = { route, announces: true, soonOver: true } as const
  return [
    { route: paths.export, name: 'what is in it', as: nobodyYet, path: paths.export },
    { route, name: 'what happens then', as: nobodyYet, path: route },
    {
      route,
      name: 'nothing chosen',
      as: nobodyYet,
      announces: true,
      path: route,
      then: async (page) => {
        await page.locator('main button[type=submit]').last().click()
        await page.locator('#errors a').first().waitFor()
      },
    },
    { ...just, name: 'just left', as: gone, path: `${route}?done=left` },
    { ...just, name: 'just moved away', as: moved, path: `${route}?done=left` },
    { route: paths.home, name: 'moved away', as: moved, path: paths.home },
    { route: paths.deposits, name: 'moved away', as: moved, path: paths.deposits },
    { ...just, name: 'came back', as: returned, path: `${route}?done=back` },
  ]
}

export async function eraseStates(
  tenant: Tenant,
  nobodyYet: Actor,
  longStanding: Actor,
): Promise<ExampleState[]> {
  const [route, done] = [paths.erase, paths.erased(':number')]
  const someone = await aResident(tenant)
  const erased = await eraseEverything(tenant, { residentId: someone, sessionHash: null, channel: 'web' })
  if (!erased.ok) throw new Error(erased.because)
  const path = paths.erased(erased.erasure.number)
  return [
    { route, name: 'something stays', as: longStanding, path: route },
    { route, name: 'nothing stays', as: nobodyYet, path: route },
    {
      route,
      name: 'without the tick',
      as: nobodyYet,
      announces: true,
      path: route,
      then: async (page) => {
        await page.locator('main button[type=submit]').last().click()
        await page.locator('#errors a').first().waitFor()
      },
    },
    { route: done, name: 'just erased', as: null, announces: true, path: `${path}?done=erased` },
    {
      route: done,
      name: 'erased while something was under way',
      as: null,
      announces: true,
      path: `${path}?done=not-ended`,
    },
    { route: done, name: 'waits for the journal', as: null, announces: true, path: `${path}?done=waits` },
    { route: done, name: 'looked up', as: null, path },
  ]
}
