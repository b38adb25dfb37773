/** Signing in with a card or a code by mail, stopping with a card, and the list of sessions. */
import { demoCard, startSession } from '../../../src/identity/index.ts'
import { paths } from '../../../src/portals/paths.ts'
import type { SeededCity } from '../../support/browser.ts'
import type { Actor, ExampleState } from './deposit-states.ts'
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
