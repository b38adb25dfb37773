import type pg from 'pg'
import { z } from 'zod'
import type { Queryable } from '../platform/database/index.ts'
import type { ResidentId } from '../residents/index.ts'
import type { UseId } from '../review/index.ts'
import { grantRowSchema } from './grant-row.ts'
import { actColumns, type Act, type ActId } from './store.ts'

/**
 * The newest stop or pause of these sessions, since then, of which everything stands as it left it; with `useIds`, one that
 * touched nothing else. Found from the grants, of which a resident has as many as items were ever asked for: a page of acts
 * would have to be searched.
 */
export async function selectLastStop(
  database: Queryable,
  residentId: ResidentId,
  wanted: { sessions: readonly Buffer[]; since: Date; useIds: readonly UseId[] | null },
): Promise<Act | undefined> {
  const { rows } = await database.query<Act & pg.QueryResultRow>(
    `with standing as (
       select event.act_id, event.event_id
         from consent.grants grants join consent.events event using (resident_id, event_id)
        where grants.resident_id = $1 and grants.changed_at > $3)
     select ${actColumns} from consent.acts act
      where resident_id = $1 and kind in ('stopped', 'paused') and session_hash = any($2::bytea[])
        and act_id in (select act_id from standing)
        and not exists (select from consent.events event
                         where event.resident_id = $1 and event.act_id = act.act_id
                           and (event.event_id not in (select event_id from standing)
                                or event.use_id <> all($4::uuid[])))
      order by happened_at desc, act_id limit 1`,
    [residentId, wanted.sessions, wanted.since, wanted.useIds],
  )
  return rows[0]
}

const beforeSchema = grantRowSchema.pick({ useId: true, item: true, pausedUntil: true }).extend({
  /** A word that is none of ours is nothing to give back. */
  kind: z.enum(['granted', 'resumed', 'paused', 'unknown']).catch('unknown'),
})
/** What was said last of an item before an act changed it. */
export type Before = z.infer<typeof beforeSchema>

/** Of each item that this act changed: what stood before it. Ask under `lockGrants`: acts are written one after the other. */
export async function selectBefore(
  client: Queryable,
  residentId: ResidentId,
  actId: ActId,
): Promise<Before[]> {
  const { rows } = await client.query(
    `select distinct on (before.use_id, before.item) before.use_id as "useId", before.item, before.kind,
            before.paused_until as "pausedUntil"
       from consent.events changed
       join consent.acts act on act.resident_id = changed.resident_id and act.act_id = changed.act_id
       join consent.events before
         on before.resident_id = changed.resident_id and before.use_id = changed.use_id and before.item = changed.item
       join consent.acts earlier on earlier.resident_id = before.resident_id and earlier.act_id = before.act_id
      where changed.resident_id = $1 and changed.act_id = $2 and earlier.recorded_at < act.recorded_at
      order by before.use_id, before.item, earlier.recorded_at desc`,
    [residentId, actId],
  )
  return z.array(beforeSchema).parse(rows)
}
