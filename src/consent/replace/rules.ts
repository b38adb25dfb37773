import type { ItemCode } from '../../catalog/index.ts'
import type { Use, UseTerms } from '../../review/index.ts'
import type { VendorId } from '../../vendors/index.ts'

/** What a company has of a resident in one of its uses, be it at rest or paused: what there is to take from it. */
export interface Held {
  purpose: UseTerms['purpose']
  items: readonly ItemCode[]
}

export interface Replacement {
  from: VendorId
  held: readonly Held[]
  to: Use
}

export type ReplacementRefusal = 'same-company' | 'already-stopped' | 'nothing-alike'

/**
 * May a company be replaced by this use of another one? `undefined` means yes. Whether the use may be agreed to is asked by the rules of
 * agreeing, and by nothing here.
 */
export function mayReplace({ from, held, to }: Replacement): ReplacementRefusal | undefined {
  if (to.vendorId === from) return 'same-company'
  if (held.every(({ items }) => items.length === 0)) return 'already-stopped'
  const { samePurpose, shared } = likeness(held, to)
  return samePurpose || shared > 0 ? undefined : 'nothing-alike'
}

export interface Likeness {
  samePurpose: boolean
  /** How many of the items that are held are asked for, too. */
  shared: number
}

export function likeness(held: readonly Held[], { terms }: Pick<Use, 'terms'>): Likeness {
  const something = held.filter(({ items }) => items.length > 0)
  const had = new Set(something.flatMap(({ items }) => items))
  return {
    samePurpose: something.some(({ purpose }) => purpose === terms.purpose),
    shared: terms.items.filter((item) => had.has(item)).length,
  }
}

/** The same purpose before any number of the same items. */
export function byLikeness(one: Likeness, other: Likeness): number {
  return Number(other.samePurpose) - Number(one.samePurpose) || other.shared - one.shared
}
