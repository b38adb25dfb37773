/** Signing in with a card or a code by mail, stopping with a card, and the list of sessions. */
import { checkIdentity } from '../../../src/counter/index.ts'
import { demoCard, endCard, issueCard, startSession } from '../../../src/identity/index.ts'
import { paths } from '../../../src/portals/paths.ts'
import type { Tenant } from '../../../src/platform/tenant.ts'
import type { SeededCity } from '../../support/browser.ts'
import { aResident } from '../../support/city.ts'
import type { Actor, ExampleState } from './deposit-states.ts'
import { attending, someone, type Staff } from './life-states.ts'
import { mailStates } from './mail-states.ts'
import { typing } from './typing.ts'

const nobodysNumber = '0000 0000 0000 0000'

export function cardStates(): ExampleState[] {
  const [signIn, stop] = [paths.signInCard, paths.stopByCard]
  const at = { as: null, announces: true } as const
  return [
    { route: signIn, name: 'at the door', as: null, path: signIn },
    {
      ...at,
      route: signIn,
      name: 'mistyped',
      path: signIn,
      then: typing({ number: '4700 0000 0000 0010', pin: '12' }, '#pin-error'),
    },
    {
      ...at,
      route: signIn,
      name: 'refused',
      path: signIn,
      then: typing({ number: nobodysNumber, pin: demoCard.pin }, '#errors'),
    },
    { route: stop, name: 'at the door', as: null, path: stop },
    {
      ...at,
      route: stop,
      name: 'mistyped',
      path: stop,
      then: typing({ number: '1234' }, '#number-error'),
    },
    {
      ...at,
      route: stop,
      name: 'stopped',
      path: stop,
      then: typing({ number: nobodysNumber }, '.message.done'),
    },
    ...mailStates(),
  ]
}

/** One's own card: one that can be ended, none, and one that has just ended. */
export async function ownCardStates(
  tenant: Tenant,
  nobodyYet: Actor,
  holder: Actor,
): Promise<ExampleState[]> {
  const route = paths.ownCard
  const residentId = await aResident(tenant, 'コスタ ブルーナ')
  await issueCard(tenant, residentId)
  await endCard(tenant, residentId)
  const loser: Actor = { residentId, token: await startSession(tenant, residentId, 'demo') }
  const just = { route, announces: true, soonOver: true } as const
  return [
    { route, name: 'a card', neverAlike: true, as: holder, path: route },
    { route, name: 'none', as: nobodyYet, path: route },
    { ...just, name: 'just ended', as: loser, path: `${route}?done=ended` },
    { ...just, name: 'was ended before', as: loser, path: `${route}?done=none` },
  ]
}

/** At the counter: of whoever has a card, which may be lost, before and after they have shown who they are. */
export async function lostCardStates(tenant: Tenant, { at }: Pick<Staff, 'at'>): Promise<ExampleState[]> {
  const route = paths.counterResident
  const { said, residentId } = await someone(tenant, 'ビアンキ エルザ', 'ビアンキ エルザ')
  const issued = await issueCard(tenant, residentId)
  if (!issued.ok) throw new Error(issued.because)
  return [
    { route, name: 'a card', path: route, ...at((desk) => attending(tenant, desk, said)) },
    {
      ...{ route, name: 'a card, shown who', path: route },
      ...at(async (desk) => checkIdentity(tenant, await attending(tenant, desk, said), 'passport')),
    },
  ]
}

/** Of a resident with a card, who is signed in on two other screens. */
export async function sessionStates({ city }: SeededCity, holder: Actor): Promise<ExampleState[]> {
  const route = paths.sessions
  const { residentId } = holder
  await startSession({ ...city.tenant, device: 'android/chrome' }, residentId, 'card')
  await startSession({ ...city.tenant, device: 'windows/edge' }, residentId, 'demo')
  return [
    { route, name: 'several', as: holder, path: route },
    { route, name: 'one ended', as: holder, announces: true as const, path: `${route}?done=ended` },
    { route, name: 'all others ended', as: holder, announces: true as const, path: `${route}?done=others` },
  ].map((state): ExampleState => ({ ...state, neverAlike: true }))
}
