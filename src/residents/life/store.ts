import { z } from 'zod'
import { idSchema, type Id } from '../../kernel/index.ts'
import type { Queryable } from '../../platform/database/index.ts'
import { residentIdSchema, type ResidentId } from '../resident.ts'
import { standings, type LifeEvent, type OneOfTwo, type SaidBy, type Stands } from './rules.ts'

export type LifeEventId = Id<'life-event'>
export const lifeEventIdSchema = idSchema<LifeEventId>()

/** What has happened to how somebody stands. */
export interface LifeChange extends SaidBy, Stands {
  residentId: ResidentId
  eventId: LifeEventId
  what: LifeEvent
  happenedAt: Date
  /** Who remains, of whom was merged. */
  mergedInto: ResidentId | null
}

/** A word that is none of ours, such as one that only a newer version knows, is a no. */
const standingSchema = z.enum(standings).catch('unknown')

const standsSchema: z.ZodType<Stands> = z.object({ standing: standingSchema, eraseAt: z.date().nullable() })

const columns = 'standing, erase_at as "eraseAt"'

export async function selectStands(database: Queryable, residentId: ResidentId): Promise<Stands | undefined> {
  const { rows } = await database.query(`select ${columns} from residents.residents where resident_id = $1`, [
    residentId,
  ])
  return rows.map((row) => standsSchema.parse(row))[0]
}

/** Until the transaction ends nobody else changes it. */
export async function lockStands(client: Queryable, residentId: ResidentId): Promise<Stands | undefined> {
  const { rows } = await client.query(
    `select ${columns} from residents.residents where resident_id = $1 for update`,
    [residentId],
  )
  return rows.map((row) => standsSchema.parse(row))[0]
}

export async function updateStands(
  client: Queryable,
  residentId: ResidentId,
  { standing, eraseAt, mergedInto }: Pick<LifeChange, 'standing' | 'eraseAt' | 'mergedInto'>,
): Promise<void> {
  await client.query(
    'update residents.residents set standing = $2, erase_at = $3, merged_into = $4 where resident_id = $1',
    [residentId, standing, eraseAt, mergedInto],
  )
}

/** How both stand, who is named first and the other, until the transaction ends. In one order, so that two who merge never wait for each other. */
export async function lockTwo(
  client: Queryable,
  residentIds: readonly [ResidentId, ResidentId],
): Promise<[OneOfTwo, OneOfTwo]> {
  for (const residentId of residentIds.toSorted()) await lockStands(client, residentId)
  return twoOf(client, residentIds)
}

/** The same as it stands now. */
export async function twoOf(
  database: Queryable,
  [one, other]: readonly [ResidentId, ResidentId],
): Promise<[OneOfTwo, OneOfTwo]> {
  return [await oneOf(database, one), await oneOf(database, other)]
}

async function oneOf(database: Queryable, residentId: ResidentId): Promise<OneOfTwo> {
  const stands = await selectStands(database, residentId)
  const takenIn = await selectMergedInto(database, residentId)
  return { residentId, standing: stands?.standing, hasTakenIn: takenIn.length > 0 }
}

const mergedAt = `(select max(happened_at) from residents.life_events event
  where event.resident_id = resident.resident_id and what = 'merged')`

const mergeId = `(select event_id from residents.life_events event
  where event.resident_id = resident.resident_id and what = 'merged' order by happened_at desc limit 1)`

export interface MergedEntry {
  residentId: ResidentId
  /** Of the merging: names it on a page, where no id of a resident stands. */
  mergeId: LifeEventId
  mergedAt: Date
  eraseAt: Date
}

/** What was merged into this resident and is not erased yet, in the order of its day; at most 20. */
export async function selectMergedInto(database: Queryable, residentId: ResidentId): Promise<MergedEntry[]> {
  const { rows } = await database.query<MergedEntry>(
    `select resident_id as "residentId", ${mergeId} as "mergeId", ${mergedAt} as "mergedAt", erase_at as "eraseAt"
       from residents.residents resident
      where merged_into = $1 and standing = 'merged' order by erase_at, resident_id limit 20`,
    [residentId],
  )
  return rows
}

/** Into whom this resident was merged, and when; undefined for all others. */
export async function selectRemaining(
  database: Queryable,
  residentId: ResidentId,
): Promise<{ remaining: ResidentId; mergedAt: Date } | undefined> {
  const { rows } = await database.query(
    `select merged_into as remaining, ${mergedAt} as "mergedAt" from residents.residents resident
      where resident_id = $1 and standing = 'merged'`,
    [residentId],
  )
  return rows.map((row) => z.object({ remaining: residentIdSchema, mergedAt: z.date() }).parse(row))[0]
}

export async function insertLifeChange(
  client: Queryable,
  change: LifeChange,
  recordedAt: Date,
): Promise<void> {
  await client.query(
    `insert into residents.life_events
       (resident_id, event_id, what, standing, erase_at, happened_at, recorded_at, staff_id, second_staff_id, evidence,
        merged_into)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      change.residentId,
      change.eventId,
      change.what,
      change.standing,
      change.eraseAt,
      change.happenedAt,
      recordedAt,
      change.staffId,
      change.secondStaffId,
      change.evidence,
      change.mergedInto,
    ],
  )
}

/** A row as a newer version may have written it: what is not known is no event of ours. */
const changeSchema = z.object({
  residentId: residentIdSchema,
  eventId: idSchema<LifeEventId>(),
  what: z.string(),
  standing: standingSchema,
  eraseAt: z.date().nullable(),
  happenedAt: z.date(),
  staffId: z.string().nullable(),
  secondStaffId: z.string().nullable(),
  evidence: z.string().nullable(),
  mergedInto: residentIdSchema.nullable(),
})
export type LifeChangeOnFile = z.infer<typeof changeSchema>

const changeColumns = `resident_id as "residentId", event_id as "eventId", what, standing, erase_at as "eraseAt",
  happened_at as "happenedAt", staff_id as "staffId", second_staff_id as "secondStaffId", evidence,
  merged_into as "mergedInto"`

/** What has happened to somebody, the newest first. */
export async function selectLifeChanges(
  database: Queryable,
  residentId: ResidentId,
  limit: number,
): Promise<LifeChangeOnFile[]> {
  const { rows } = await database.query(
    `select ${changeColumns} from residents.life_events where resident_id = $1
      order by happened_at desc, recorded_at desc limit $2`,
    [residentId, limit],
  )
  return z.array(changeSchema).parse(rows)
}

/** When something last happened to how somebody stands, or to one who is merged into them. */
export async function selectLastChange(
  database: Queryable,
  residentId: ResidentId,
): Promise<Date | undefined> {
  const { rows } = await database.query<{ changedAt: Date | null }>(
    `select max(happened_at) as "changedAt" from residents.life_events
      where resident_id in (select $1::uuid
                            union all select resident_id from residents.residents where merged_into = $1)`,
    [residentId],
  )
  return rows[0]?.changedAt ?? undefined
}

/** Somebody leaves and comes back a few times, and not more. */
const mostChanges = 1_000

/** All that has happened to how somebody stands, the newest first. */
export function lifeChangesOf(database: Queryable, residentId: ResidentId): Promise<LifeChangeOnFile[]> {
  return selectLifeChanges(database, residentId, mostChanges)
}

export async function hasLifeChange(
  database: Queryable,
  residentId: ResidentId,
  eventId: string,
): Promise<boolean> {
  const { rowCount } = await database.query(
    'select from residents.life_events where resident_id = $1 and event_id = $2',
    [residentId, eventId],
  )
  return rowCount === 1
}

/** How somebody stood who is recorded as having died, before that; undefined where nothing had happened. */
export async function selectStandsBeforeDeath(
  database: Queryable,
  residentId: ResidentId,
): Promise<Stands | undefined> {
  const { rows } = await database.query(
    `select ${columns} from residents.life_events where resident_id = $1 and what <> 'died'
      order by happened_at desc, recorded_at desc limit 1`,
    [residentId],
  )
  return rows.map((row) => standsSchema.parse(row))[0]
}

/** Of every resident, in order of residents and then of time, after this one. */
export async function selectLifeChangesAfter(
  database: Queryable,
  after: ResidentId,
  residentsAtOnce: number,
): Promise<LifeChangeOnFile[]> {
  const { rows } = await database.query(
    `select ${changeColumns} from residents.life_events
      where resident_id in (select distinct resident_id from residents.life_events
                             where resident_id > $1 order by resident_id limit $2)
      order by resident_id, happened_at, recorded_at`,
    [after, residentsAtOnce],
  )
  return z.array(changeSchema).parse(rows)
}

/** Which of these there are, of whomever. */
export async function recordedLifeChanges(
  database: Queryable,
  eventIds: readonly string[],
): Promise<string[]> {
  const { rows } = await database.query<{ eventId: string }>(
    'select event_id as "eventId" from residents.life_events where event_id = any($1::uuid[])',
    [eventIds],
  )
  return rows.map(({ eventId }) => eventId)
}

export interface ErasureAhead {
  residentId: ResidentId
  eraseAt: Date
}

/** Of the living: whose day is by then, the earliest first, after that one. */
export async function selectErasuresAhead(
  database: Queryable,
  { until, after, limit }: { until: Date; after: ErasureAhead | null; limit: number },
): Promise<ErasureAhead[]> {
  const { rows } = await database.query<{ residentId: ResidentId; eraseAt: Date }>(
    `select resident_id as "residentId", erase_at as "eraseAt" from residents.residents
      where erase_at <= $1 and standing in ('leaving', 'moved-away')
        and ($2::timestamptz is null or (erase_at, resident_id) > ($2, $3::uuid))
      order by erase_at, resident_id limit $4`,
    [until, after?.eraseAt ?? null, after?.residentId ?? null, limit],
  )
  return rows
}

/** Whose day was by then, the earliest first. */
export async function selectDue(database: Queryable, by: Date, limit: number): Promise<ResidentId[]> {
  const { rows } = await database.query<{ residentId: ResidentId }>(
    `select resident_id as "residentId" from residents.residents
      where erase_at <= $1
      order by erase_at, resident_id limit $2`,
    [by, limit],
  )
  return rows.map(({ residentId }) => residentId)
}
