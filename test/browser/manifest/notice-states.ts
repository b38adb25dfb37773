/** What residents are told, and how they want to be told. */
import { paths } from '../../../src/portals/paths.ts'
import type { Actor, ExampleState } from './deposit-states.ts'

export function noticeStates(nobodyYet: Actor, told: Actor): ExampleState[] {
  const [list, settings] = [paths.notices, paths.noticeSettings]
  return [
    { route: list, name: 'nothing yet', as: nobodyYet, path: list },
    { route: list, name: 'several', as: told, path: list },
    { route: list, name: 'read', as: told, announces: true, path: `${list}?done=read` },
    { route: settings, name: 'no mail', as: nobodyYet, path: settings },
    { route: settings, name: 'saved', as: told, announces: true, path: `${settings}?done=saved` },
  ]
}
