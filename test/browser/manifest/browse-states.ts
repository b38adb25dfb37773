/** What there is to choose: all of it, by purpose, what was looked for, and nothing found. */
import { paths } from '../../../src/portals/paths.ts'
import type { Actor, ExampleState } from './deposit-states.ts'

export function browseStates(nobodyYet: Actor, longStanding: Actor): ExampleState[] {
  const route = paths.browse
  return [
    { route, name: 'all there is', as: nobodyYet, path: route },
    { route, name: 'by purpose, some allowed', as: longStanding, path: `${route}?by=purpose` },
    { route, name: 'found by words', as: nobodyYet, path: `${route}?words=%E8%96%AC%E5%B1%80` },
    { route, name: 'nothing found', as: nobodyYet, path: `${route}?words=%E6%B8%A9%E6%B3%89` },
  ]
}
