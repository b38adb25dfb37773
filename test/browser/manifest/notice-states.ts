/** What residents are told, how they want to be told, and where mail reaches them. */
import { paths } from '../../../src/portals/paths.ts'
import { typing } from './typing.ts'
import type { Actor, ExampleState } from './deposit-states.ts'

export function noticeStates(nobodyYet: Actor, told: Actor): ExampleState[] {
  const [list, settings] = [paths.notices, paths.noticeSettings]
  const [address, code] = [paths.mailAddress, paths.mailAddressCode]
  const [number, numberCode] = [paths.textNumber, paths.textNumberCode]
  return [
    { route: list, name: 'terms changed', as: nobodyYet, path: list },
    { route: list, name: 'several', as: told, path: list },
    { route: list, name: 'read', as: told, announces: true, path: `${list}?done=read` },
    { route: settings, name: 'no mail', as: nobodyYet, path: settings },
    { route: settings, name: 'saved', as: told, announces: true, path: `${settings}?done=saved` },
    { route: address, name: 'none yet', as: nobodyYet, path: address },
    { route: address, name: 'taken away', as: told, announces: true, path: `${address}?done=removed` },
    {
      ...{ route: address, name: 'mistyped', as: told, announces: true, soonOver: true, path: address },
      then: typing({ email: 'hanako' }, '#email-error'),
    },
    { route: code, name: 'nothing asked', as: nobodyYet, path: code },
    { route: number, name: 'none yet', as: nobodyYet, path: number },
    { route: number, name: 'taken away', as: told, announces: true, path: `${number}?done=removed` },
    {
      ...{ route: number, name: 'mistyped', as: told, announces: true, path: number },
      then: typing({ number: '048' }, '#number-error'),
    },
    { route: numberCode, name: 'nothing asked', as: nobodyYet, path: numberCode },
  ]
}
