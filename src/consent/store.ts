import type pg from 'pg'
import { z } from 'zod'
import type { ItemCode } from '../catalog/index.ts'
import { beforeEveryId, idSchema, type Id, type LocalDay } from '../kernel/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import type { ResidentId } from '../residents/index.ts'
import type { UseId } from '../review/index.ts'
import type { Evidence, EvidenceKind } from './evidence.ts'
import { grantRowSchema } from './grant-row.ts'

export type ActId = Id<'act'>
export const actIdSchema = idSchema<ActId>()
export type EventId = Id<'consent-event'>
export type ActKind = 'agreed' | 'refused' | 'stopped' | 'undone' | 'frozen' | 'paused' | 'resumed'

export interface Act {
  actId: ActId
  receiptNumber: string
  kind: ActKind
  useId: UseId | null
  /** `restore`: done again, or frozen, because an older database came back. */
  channel: 'web' | 'demo-seed' | 'restore' | 'card' | 'counter' | 'time-over' | 'app' | 'program'
  /** By which app, or which program of the city brought it. */
  appId: string | null
  programId: string | null
  sessionHash: Buffer | null
  reverses: ActId | null
  /** How it was shown that it is the resident; null where nothing has to be, and of acts from before it was kept. */
  evidence: EvidenceKind | null
  /** The day of signing, where it was a paper. */
  signedOn: LocalDay | null
  happenedAt: Date
}

export interface ConsentEvent {
  eventId: EventId
  useId: UseId
  useVersion: number
  item: ItemCode
  kind: 'granted' | 'refused' | 'withdrawn' | 'frozen' | 'paused' | 'resumed'
  until: Date | null
  /** Of a pause: when it may be used again; null where it waits for the resident. */
  pausedUntil: Date | null
}

/** The present state of one item of one use, with the event that brought it about. */
const grantSchema = grantRowSchema.extend({
  eventId: idSchema<EventId>(),
  refusals: z.int(),
  changedAt: z.date(),
})
export type GrantRow = z.infer<typeof grantSchema>

const grantColumns = `use_id as "useId", use_version as "useVersion", item, state, until,
  paused_until as "pausedUntil", event_id as "eventId", refusals, changed_at as "changedAt"`

/** Everything this resident has said about companies: one row per use and item. */
export async function selectGrants(database: Queryable, residentId: ResidentId): Promise<GrantRow[]> {
  const { rows } = await database.query(
    `select ${grantColumns} from consent.grants where resident_id = $1 order by use_id, item`,
    [residentId],
  )
  return z.array(grantSchema).parse(rows)
}

/**
 * The same, once no other act of this resident is under way, and until this transaction ends none begins: what a person
 * does in two windows happens one after the other. A lock on the rows would not do: the first agreement has none yet.
 * Reads, and the gate, do not wait for it.
 */
export async function lockGrants(
  client: Queryable,
  residentId: ResidentId,
  useId: UseId | null,
): Promise<GrantRow[]> {
  await client.query(`select pg_advisory_xact_lock(hashtextextended('consent/' || $1::text, 0))`, [
    residentId,
  ])
  const grants = await selectGrants(client, residentId)
  return useId === null ? grants : grants.filter((grant) => grant.useId === useId)
}

/**
 * Writes one act with its events, brings the grants they speak of to the state they say, and lets its receipt be found:
 * in one statement, because a stop must not wait for four.
 */
export async function insertAct(
  client: Queryable,
  residentId: ResidentId,
  act: Act,
  events: readonly ConsentEvent[],
  { receiptHash, shown }: { receiptHash: Buffer; shown?: Evidence | undefined },
): Promise<void> {
  await client.query(writeAct, [
    residentId,
    act.actId,
    act.happenedAt,
    events.map((event) => event.eventId),
    events.map((event) => event.useId),
    events.map((event) => event.useVersion),
    events.map((event) => event.item),
    events.map((event) => event.kind),
    events.map((event) => event.until),
    act.receiptNumber,
    act.kind,
    act.useId,
    act.channel,
    act.sessionHash,
    act.reverses,
    receiptHash,
    act.kind === 'frozen' ? 'city' : 'resident',
    act.evidence,
    shown?.staffId,
    shown?.secondStaffId,
    act.programId,
    shown?.paperHash,
    act.signedOn,
    act.appId,
    events.map((event) => event.pausedUntil),
  ])
}

// The end of a consent survives its withdrawal, so that undoing it gives back no more than there was; nor does a pause that is
// done again make it later.
const writeAct = `
  with act as (
    insert into consent.acts
      (resident_id, act_id, receipt_number, kind, use_id, actor, channel, session_hash, reverses, happened_at,
       evidence, staff_id, second_staff_id, program_id, paper_hash, signed_on, app_id)
    values ($1, $2, $10, $11, $12, $17, $13, $14, $15, $3, $18, $19, $20, $21, $22, $23, $24)),
  receipt as (
    insert into consent.receipt_directory (receipt_hash, resident_id, act_id) values ($16, $1, $2)),
  fresh as (
    select event.*
      from unnest($4::uuid[], $5::uuid[], $6::int[], $7::text[], $8::text[], $9::timestamptz[],
                  $25::timestamptz[])
        as event (event_id, use_id, use_version, item, kind, until, paused_until)),
  appended as (
    insert into consent.events
      (resident_id, event_id, act_id, use_id, use_version, item, kind, until, paused_until, happened_at)
    select $1, event_id, $2, use_id, use_version, item, kind, until, paused_until, $3 from fresh)
  insert into consent.grants as grants
    (resident_id, use_id, item, use_version, state, until, paused_until, refusals, event_id, changed_at,
     first_granted_xid)
  select $1, use_id, item, use_version, case kind when 'resumed' then 'granted' else kind end, until, paused_until,
         (kind = 'refused')::int, event_id, $3,
         case when kind in ('granted', 'resumed') then pg_current_xact_id() end
    from fresh
  on conflict (resident_id, use_id, item) do update
    set use_version = excluded.use_version,
        state       = excluded.state,
        until       = case when excluded.state = 'paused' then least(excluded.until, grants.until)
                           else coalesce(excluded.until, grants.until) end,
        paused_until = excluded.paused_until,
        refusals    = grants.refusals + excluded.refusals,
        event_id    = excluded.event_id,
        changed_at  = excluded.changed_at,
        changed_xid = pg_current_xact_id(),
        first_granted_xid = coalesce(grants.first_granted_xid, excluded.first_granted_xid),
        ending_told = null`

export const actColumns = `act_id as "actId", receipt_number as "receiptNumber", kind, use_id as "useId", channel,
  app_id as "appId", program_id as "programId", session_hash as "sessionHash", reverses, evidence, signed_on::text as "signedOn", happened_at as "happenedAt"`

export async function selectAct(
  database: Queryable,
  residentId: ResidentId,
  actId: ActId,
): Promise<Act | undefined> {
  const { rows } = await database.query<Act & pg.QueryResultRow>(
    `select ${actColumns} from consent.acts where resident_id = $1 and act_id = $2`,
    [residentId, actId],
  )
  return rows[0]
}

/** The acts in which these events happened, each once. */
export async function selectActsBehind(
  database: Queryable,
  residentId: ResidentId,
  eventIds: readonly EventId[],
): Promise<Act[]> {
  const { rows } = await database.query<Act & pg.QueryResultRow>(
    `select ${actColumns} from consent.acts
      where resident_id = $1
        and act_id in (select act_id from consent.events where resident_id = $1 and event_id = any($2::uuid[]))`,
    [residentId, eventIds],
  )
  return rows
}

/** The next residents after this one, in order, who have a consent that stands, or one that is not understood. */
export async function selectHolders(
  database: Queryable,
  after: ResidentId | null,
  limit: number,
): Promise<ResidentId[]> {
  const { rows } = await database.query<{ residentId: ResidentId }>(
    `select distinct resident_id as "residentId" from consent.grants
      where state not in ('refused', 'withdrawn', 'frozen') and resident_id > $1 order by 1 limit $2`,
    [after ?? beforeEveryId, limit],
  )
  return rows.map(({ residentId }) => residentId)
}

/** The newest acts first, at most `limit`, before `before`. */
export async function selectActs(
  database: Queryable,
  residentId: ResidentId,
  page: { before: Date | null; limit: number },
): Promise<Act[]> {
  const { rows } = await database.query<Act & pg.QueryResultRow>(
    `select ${actColumns} from consent.acts
      where resident_id = $1 and ($2::timestamptz is null or happened_at < $2)
      order by happened_at desc, act_id limit $3`,
    [residentId, page.before, page.limit],
  )
  return rows
}

export async function selectEventsOfActs(
  database: Queryable,
  residentId: ResidentId,
  actIds: readonly ActId[],
): Promise<(ConsentEvent & { actId: ActId })[]> {
  const { rows } = await database.query<ConsentEvent & { actId: ActId } & pg.QueryResultRow>(
    `select act_id as "actId", event_id as "eventId", use_id as "useId", use_version as "useVersion", item, kind,
            until, paused_until as "pausedUntil"
       from consent.events where resident_id = $1 and act_id = any($2::uuid[]) order by act_id, use_id, item`,
    [residentId, actIds],
  )
  return rows
}

export async function selectEvents(
  database: Queryable,
  residentId: ResidentId,
  actId: ActId,
): Promise<ConsentEvent[]> {
  const { rows } = await database.query<ConsentEvent & pg.QueryResultRow>(
    `select event_id as "eventId", use_id as "useId", use_version as "useVersion", item, kind, until,
            paused_until as "pausedUntil"
       from consent.events where resident_id = $1 and act_id = $2 order by use_id, item`,
    [residentId, actId],
  )
  return rows
}

/** The act behind a receipt number, if it is this resident's: somebody else's number is the same as none. */
export async function selectActByReceipt(
  database: Queryable,
  residentId: ResidentId,
  hash: Buffer,
): Promise<ActId | undefined> {
  const { rows } = await database.query<{ act_id: ActId }>(
    'select act_id from consent.receipt_directory where receipt_hash = $1 and resident_id = $2',
    [hash, residentId],
  )
  return rows[0]?.act_id
}

/** Which of these acts there are, of whomever. */
export async function recordedActs(database: Queryable, actIds: readonly string[]): Promise<string[]> {
  const { rows } = await database.query<{ actId: string }>(
    'select act_id as "actId" from consent.acts where act_id = any($1::uuid[])',
    [actIds],
  )
  return rows.map(({ actId }) => actId)
}
