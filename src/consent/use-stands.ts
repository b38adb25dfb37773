import type { Queryable } from '../platform/database/index.ts'
import type { GrantRow } from './store.ts'
import { usesThatStand } from './uses-that-stand.ts'

/** True when each use stands in the version agreed to, and the consent has not run out. */
export async function everyUseStands(
  database: Queryable,
  grants: readonly GrantRow[],
  now: Date,
): Promise<boolean> {
  const standing = await usesThatStand(
    database,
    grants.map(({ useId }) => useId),
    now,
  )
  return grants.every(
    ({ useId, useVersion, until }) =>
      standing.get(useId)?.version === useVersion && until !== null && until > now,
  )
}
