/** What there is to choose: all of it, by purpose, what was looked for, and nothing found. */
import { paths } from '../../../src/portals/paths.ts'
import type { Actor, ExampleState } from './deposit-states.ts'

/** What residents look for, in their own words. */
export const searchedWords = { found: '薬局', notFound: '温泉' } as const

export function browseStates(nobodyYet: Actor, longStanding: Actor): ExampleState[] {
  const route = paths.browse
  const lookedFor = (words: string) => `${route}?words=${encodeURIComponent(words)}`
  return [
    { route, name: 'all there is', as: nobodyYet, path: route },
    { route, name: 'by purpose, some allowed', as: longStanding, path: `${route}?by=purpose` },
    { route, name: 'found by words', as: nobodyYet, path: lookedFor(searchedWords.found) },
    { route, name: 'nothing found', as: nobodyYet, path: lookedFor(searchedWords.notFound) },
  ]
}
