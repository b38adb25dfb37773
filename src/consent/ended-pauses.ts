import type { Queryable } from '../platform/database/index.ts'
import type { UseId } from '../review/index.ts'

/**
 * Gives the consents to this use whose pause has ended by its day their place on the change cursor: nobody writes anything on
 * that day, and a company that had read on meanwhile would never hear of what came in or was taken back while they were paused. Once for
 * each pause; who changes one at this moment is not waited for, and places it anew.
 */
export async function placeEndedPauses(database: Queryable, useId: UseId, now: Date): Promise<void> {
  await database.query(
    `update consent.grants set changed_xid = pg_current_xact_id(), changed_at = paused_until
      where (resident_id, use_id, item) in (
        select resident_id, use_id, item from consent.grants
         where use_id = $1 and state = 'paused' and paused_until <= $2 and changed_at < paused_until
           for update skip locked)`,
    [useId, now],
  )
}
