import { paths } from '../../paths.ts'
import type { View } from '../view.ts'

type Where = Pick<View, 'portal' | 'signedIn'>

/** Where the city's name leads: the first page of who reads this. */
export function homeOf({ portal, signedIn }: Where): string {
  if (portal === 'city') return signedIn ? paths.city : paths.citySignIn
  return signedIn ? paths.home : paths.front
}

/** Is this a resident among their own pages? */
export function isAtHome({ portal, signedIn }: Where): boolean {
  return portal === 'resident' && signedIn !== null
}
