import { recordedActs, recordedNoes } from '../consent/index.ts'
import { recordedErasures } from '../erasure/index.ts'
import { recordedCardEnds, recordedEnds } from '../identity/index.ts'
import type { Tenant } from '../platform/tenant.ts'
import { recordedLifeChanges } from '../residents/index.ts'

/** Of which entries of the stop journal the database has what they tell of. */
export function recordedIn({ database }: Pick<Tenant, 'database'>) {
  return async (entryIds: readonly string[]): Promise<ReadonlySet<string>> =>
    new Set([
      ...(await recordedActs(database, entryIds)),
      ...(await recordedNoes(database, entryIds)),
      ...(await recordedErasures(database, entryIds)),
      ...(await recordedCardEnds(database, entryIds)),
      ...(await recordedLifeChanges(database, entryIds)),
      ...(await recordedEnds(database, entryIds)),
    ])
}
