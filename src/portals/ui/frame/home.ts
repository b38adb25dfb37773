import { paths } from '../../paths.ts'
import type { View } from '../view.ts'

type Where = Pick<View, 'portal' | 'signedIn'>

/** Where the city's name leads: the first page of who reads this. */
export function homeOf({ portal, signedIn }: Where): string {
  if (portal === 'company') return signedIn ? paths.companyHome : paths.companySignIn
  if (portal === 'city') return signedIn ? paths.city : paths.citySignIn
  return signedIn ? paths.home : paths.front
}

/** Where somebody signs in who reads these pages. */
export function doorOf({ portal }: Pick<Where, 'portal'>): string {
  if (portal === 'company') return paths.companySignIn
  return portal === 'city' ? paths.citySignIn : paths.signIn
}

/** Is this a resident among their own pages? */
export function isAtHome({ portal, signedIn }: Where): boolean {
  return portal === 'resident' && signedIn !== null
}
