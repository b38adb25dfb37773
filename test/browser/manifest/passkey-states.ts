/** Residents' passkeys: the list, registering one, and a browser without any at the door. */
import { startSession } from '../../../src/identity/index.ts'
import { paths } from '../../../src/portals/paths.ts'
import type { SeededCity } from '../../support/browser.ts'
import { aPasskeyOf } from '../../support/own-passkey.ts'
import type { Actor, ExampleState } from './deposit-states.ts'
import { withoutAuthenticator } from './without-authenticator.ts'

export async function passkeyStates(
  { city: { tenant } }: SeededCity,
  nobodyYet: Actor,
  holder: Actor,
): Promise<ExampleState[]> {
  const now = tenant.clock.now()
  await aPasskeyOf(tenant, holder.residentId, { name: 'じぶんのスマホ', now })
  await aPasskeyOf(tenant, holder.residentId, { name: 'いえの タブレット', now: new Date(now.getTime() + 1) })
  const { residentId } = nobodyYet
  const justIn = { residentId, token: await startSession(tenant, residentId, 'demo') }
  const [list, making] = [paths.passkeys, paths.newPasskey]
  return [
    { route: list, name: 'none yet', as: nobodyYet, path: list },
    { route: list, name: 'two', as: holder, path: list },
    { route: list, name: 'just registered', as: holder, announces: true, path: `${list}?done=added` },
    { route: list, name: 'just ended', as: nobodyYet, announces: true, path: `${list}?done=ended` },
    { route: making, name: 'to be named', as: justIn, soonOver: true, path: making },
    {
      ...{ route: making, name: 'no name', as: justIn, soonOver: true, announces: true },
      path: `${making}?because=no-name`,
    },
    withoutAuthenticator(paths.signIn, 'main [data-passkey] button'),
  ]
}
