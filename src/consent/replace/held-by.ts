import type { Use } from '../../review/index.ts'
import { isStoppable } from '../rules.ts'
import type { GrantRow } from '../store.ts'
import type { Held } from './rules.ts'

export interface HeldByUse extends Held {
  use: Use
}

/** What a company has by these uses, use by use: all that stopping it would take. */
export function heldBy(uses: readonly Use[], grants: readonly GrantRow[]): HeldByUse[] {
  return uses.map((use) => {
    const items = grants
      .filter((grant) => grant.useId === use.useId && isStoppable(grant))
      .map(({ item }) => item)
    return { use, purpose: use.terms.purpose, items }
  })
}
