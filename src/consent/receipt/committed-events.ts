import type pg from 'pg'
import { beforeEveryId } from '../../kernel/index.ts'
import type { Queryable } from '../../platform/database/index.ts'
import type { ResidentId } from '../../residents/index.ts'
import type { Act, ConsentEvent } from '../store.ts'
import { eventRecord } from './event-record.ts'

/** A record of one resident, of which the log has the hash. */
export interface CommittedEvent {
  residentId: ResidentId
  leafId: string
  record: object
  /** False where columns that say the same contradict each other. */
  sound: boolean
}

/** Every event of the next residents after this one, in order; none when there are no more. */
export async function eventsAfter(
  database: Queryable,
  after: ResidentId | null,
  residentsAtOnce: number,
): Promise<CommittedEvent[]> {
  const { rows } = await database.query<
    ConsentEvent &
      Pick<Act, 'receiptNumber' | 'happenedAt' | 'evidence' | 'signedOn'> & {
        residentId: ResidentId
        sound: boolean
      } & pg.QueryResultRow
  >(
    `select event.resident_id as "residentId", event_id as "eventId", event.use_id as "useId",
            use_version as "useVersion", item, event.kind, until,
            paused_until as "pausedUntil", receipt_number as "receiptNumber",
            event.happened_at as "happenedAt", evidence, signed_on::text as "signedOn", event.happened_at = acts.happened_at as sound
       from consent.events event join consent.acts using (resident_id, act_id)
      where event.resident_id in (
        select distinct resident_id from consent.events
         where resident_id > $1 order by resident_id limit $2)
      order by event.resident_id`,
    [after ?? beforeEveryId, residentsAtOnce],
  )
  return rows.map(({ residentId, sound, ...event }) => ({
    residentId,
    leafId: event.eventId,
    record: eventRecord(residentId, event, event),
    sound,
  }))
}
