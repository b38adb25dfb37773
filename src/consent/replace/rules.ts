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
  return held.some((one) => likeness(one, to) > 0) ? undefined : 'nothing-alike'
}

/** How alike two are: the same purpose before any number of the same items. */
export function likeness({ purpose, items }: Held, { terms }: Pick<Use, 'terms'>): number {
  if (items.length === 0) return 0
  const shared = items.filter((item) => terms.items.includes(item)).length
  return (purpose === terms.purpose ? 100 : 0) + shared
}
