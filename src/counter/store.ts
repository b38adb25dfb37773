import { z } from 'zod'
import { staffIdSchema, type StaffId } from '../identity/index.ts'
import { idSchema, newId, type Id } from '../kernel/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import { residentIdSchema, type ResidentId } from '../residents/index.ts'
import { lookUpDeeds, lookUpReasons, type LookUpDeed, type LookUpReason } from './rules.ts'

/** A member of staff, or a program of the city: never both, and never nobody. */
export type Looker = { staffId: StaffId } | { programId: string }

/** What a look was. */
export interface Look {
  reason: LookUpReason
  did: LookUpDeed
}

const idsOf = (by: Looker) =>
  'staffId' in by ? { staffId: by.staffId, programId: null } : { staffId: null, programId: by.programId }

export async function insertLookUps(
  database: Queryable,
  residentIds: readonly ResidentId[],
  { reason, did, lookedAt, ...by }: Looker & Look & { lookedAt: Date },
): Promise<void> {
  const ids = residentIds.map(() => newId<Id<'look-up'>>())
  const { staffId, programId } = idsOf(by)
  await database.query(
    `insert into counter.look_ups (resident_id, look_up_id, staff_id, program_id, reason, did, looked_at)
     select resident_id, look_up_id, $3, $4, $5, $6, $7
       from unnest($1::uuid[], $2::uuid[]) as given (resident_id, look_up_id)`,
    [residentIds, ids, staffId, programId, reason, did, lookedAt],
  )
}

/** Whom of these this member of staff, or this program, has looked at so, within that time. */
export async function selectLookedAt(
  database: Queryable,
  residentIds: readonly ResidentId[],
  { reason, did, ...by }: Looker & Look,
  { since, until }: { since: Date; until: Date },
): Promise<ReadonlySet<ResidentId>> {
  const { staffId, programId } = idsOf(by)
  const { rows } = await database.query<{ resident_id: ResidentId }>(
    `select distinct resident_id from counter.look_ups
      where resident_id = any($1::uuid[]) and reason = $4 and did = $5 and looked_at > $6 and looked_at <= $7
        and staff_id is not distinct from $2::uuid and program_id is not distinct from $3::text`,
    [residentIds, staffId, programId, reason, did, since, until],
  )
  return new Set(rows.map((row) => row.resident_id))
}

/** As it was written down: one of the two is there. */
export interface LookUp extends Look {
  staffId: StaffId | null
  programId: string | null
  lookedAt: Date
}

const lookUpSchema: z.ZodType<LookUp> = z.object({
  staffId: staffIdSchema.nullable(),
  programId: z.string().nullable(),
  reason: z.enum(lookUpReasons),
  did: z.enum(lookUpDeeds).catch('other-step'),
  lookedAt: z.date(),
})

/** Newest first. */
export async function selectLookUps(
  database: Queryable,
  residentId: ResidentId,
  { before, limit }: { before: Date | null; limit: number },
): Promise<LookUp[]> {
  const { rows } = await database.query(
    `select staff_id as "staffId", program_id as "programId", reason, did, looked_at as "lookedAt"
       from counter.look_ups
      where resident_id = $1 and ($2::timestamptz is null or looked_at < $2)
      order by looked_at desc, did, look_up_id limit $3`,
    [residentId, before, limit],
  )
  return rows.map((row) => lookUpSchema.parse(row))
}

/** What this member of staff has done for this resident since then, newest first. */
export async function selectDeeds(
  database: Queryable,
  { residentId, staffId }: { residentId: ResidentId; staffId: StaffId },
  since: Date,
): Promise<Pick<LookUp, 'did' | 'lookedAt'>[]> {
  const { rows } = await database.query(
    `select did, looked_at as "lookedAt" from counter.look_ups
      where resident_id = $1 and staff_id = $2 and looked_at >= $3 order by looked_at desc`,
    [residentId, staffId, since],
  )
  return rows.map((row) => deedSchema.parse(row))
}

const deedSchema = z.object({ did: z.enum(lookUpDeeds).catch('other-step'), lookedAt: z.date() })

/** When a resident's address was last entered at the counter. */
export async function selectAddressEntered(
  database: Queryable,
  residentId: ResidentId,
): Promise<Date | undefined> {
  const { rows } = await database.query<{ at: Date | null }>(
    `select max(looked_at) as at from counter.look_ups where resident_id = $1 and did = 'address-entered'`,
    [residentId],
  )
  return rows[0]?.at ?? undefined
}

export type SearchId = Id<'search'>
export const searchIdSchema = idSchema<SearchId>()

/** False when there is one of this id already. */
export async function insertSearch(
  database: Queryable,
  search: { searchId: SearchId; staffId: StaffId; reason: LookUpReason; found: number; searchedAt: Date },
): Promise<boolean> {
  const { rowCount } = await database.query(
    `insert into counter.searches (search_id, staff_id, reason, found, searched_at) values ($1, $2, $3, $4, $5)
     on conflict do nothing`,
    [search.searchId, search.staffId, search.reason, search.found, search.searchedAt],
  )
  return rowCount === 1
}

export async function hasSearch(database: Queryable, searchId: SearchId): Promise<boolean> {
  const { rowCount } = await database.query('select from counter.searches where search_id = $1', [searchId])
  return rowCount === 1
}

/** That somebody was searched for: by whom, why, and how many were found. Whom, only their own records say. */
export interface Search {
  staffId: StaffId
  reason: LookUpReason
  found: number
  searchedAt: Date
}

const searchSchema = z.object({
  staffId: staffIdSchema,
  reason: z.enum(lookUpReasons),
  found: z.number().int(),
  searchedAt: z.date(),
})

/** Newest first. */
export async function selectSearches(database: Queryable, limit: number): Promise<Search[]> {
  const { rows } = await database.query(
    `select staff_id as "staffId", reason, found, searched_at as "searchedAt"
       from counter.searches order by searched_at desc, search_id limit $1`,
    [limit],
  )
  return rows.map((row) => searchSchema.parse(row))
}

/** One thing at a time for a member of staff, until the transaction ends: two tabs, or a button pressed twice. */
export async function lockDesk(database: Queryable, staffId: StaffId): Promise<void> {
  await database.query(`select pg_advisory_xact_lock(hashtextextended('counter.desk/' || $1, 0))`, [staffId])
}

export async function countSearchesSince(
  database: Queryable,
  staffId: StaffId,
  since: Date,
): Promise<number> {
  const { rows } = await database.query<{ count: number }>(
    'select count(*)::int as count from counter.searches where staff_id = $1 and searched_at > $2',
    [staffId, since],
  )
  return rows[0]?.count ?? Number.POSITIVE_INFINITY
}

export type AttendanceId = Id<'attendance'>
export const attendanceIdSchema = idSchema<AttendanceId>()

export interface AttendanceRow {
  place: number
  /** Of this one look: who is found or attended to anew has another. */
  attendanceId: AttendanceId
  residentId: ResidentId
  /** Found by an entry that was merged into theirs: it may be somebody else's. */
  byMerged: boolean
  reason: LookUpReason
  attended: boolean
  seenAt: Date
  /** When a question to them was last opened, which is read slowly. */
  readingSince: Date | null
}

const attendanceSchema = z.object({
  place: z.number().int(),
  attendanceId: attendanceIdSchema,
  residentId: residentIdSchema,
  byMerged: z.boolean(),
  reason: z.enum(lookUpReasons),
  attended: z.boolean(),
  seenAt: z.date(),
  readingSince: z.date().nullable(),
})

/** At their places, passing over one that is taken. */
export async function insertFound(
  database: Queryable,
  sessionHash: Buffer,
  found: readonly Pick<AttendanceRow, 'residentId' | 'byMerged'>[],
  { reason, attended, seenAt }: Pick<AttendanceRow, 'reason' | 'attended' | 'seenAt'>,
  taken: number | null = null,
): Promise<void> {
  await database.query(
    `insert into counter.attendances (session_hash, place, resident_id, reason, attended, seen_at, by_merged)
     select $1, place + coalesce((place >= $6::int)::int, 0), resident_id, $3, $4, $5, by_merged
       from unnest($2::uuid[], $7::boolean[]) with ordinality as given (resident_id, by_merged, place)`,
    [
      sessionHash,
      found.map(({ residentId }) => residentId),
      ...[reason, attended, seenAt, taken],
      found.map(({ byMerged }) => byMerged),
    ],
  )
}

export async function selectAttendances(database: Queryable, sessionHash: Buffer): Promise<AttendanceRow[]> {
  const { rows } = await database.query(
    `select place, attendance_id as "attendanceId", resident_id as "residentId", by_merged as "byMerged", reason, attended,
            seen_at as "seenAt", reading_since as "readingSince"
       from counter.attendances where session_hash = $1 order by place`,
    [sessionHash],
  )
  return rows.map((row) => attendanceSchema.parse(row))
}

/** False when they are found no more. */
export async function updateAttended(
  database: Queryable,
  sessionHash: Buffer,
  attendanceId: AttendanceId,
  seenAt: Date,
): Promise<boolean> {
  const { rowCount } = await database.query(
    `update counter.attendances set attended = true, seen_at = $3
      where session_hash = $1 and attendance_id = $2 and not attended`,
    [sessionHash, attendanceId, seenAt],
  )
  return rowCount === 1
}

/** False when they are not attended to any more. */
export async function updateSeen(
  database: Queryable,
  sessionHash: Buffer,
  attendanceId: AttendanceId,
  { seenAt, isReading }: { seenAt: Date; isReading: boolean },
): Promise<boolean> {
  const { rowCount } = await database.query(
    `update counter.attendances set seen_at = $3, reading_since = case when $4 then $3 else reading_since end
      where session_hash = $1 and attendance_id = $2 and attended`,
    [sessionHash, attendanceId, seenAt, isReading],
  )
  return rowCount === 1
}

/** Where the new session has found nobody itself. */
export async function updateSessionHash(
  database: Queryable,
  { from, to }: { from: Buffer; to: Buffer },
): Promise<void> {
  await database.query(
    `update counter.attendances set session_hash = $2
      where session_hash = $1 and not exists (select from counter.attendances where session_hash = $2)`,
    [from, to],
  )
}

/** Of somebody who has erased everything. */
export async function deleteAttendancesOf(database: Queryable, residentId: ResidentId): Promise<void> {
  await database.query('delete from counter.attendances where resident_id = $1', [residentId])
}

export async function deleteAttendances(database: Queryable, sessionHash: Buffer): Promise<void> {
  await database.query('delete from counter.attendances where session_hash = $1', [sessionHash])
}

/** Whom this session has found and does not attend to. */
export async function deleteFound(database: Queryable, sessionHash: Buffer): Promise<void> {
  await database.query('delete from counter.attendances where session_hash = $1 and not attended', [
    sessionHash,
  ])
}

/** Of whoever is attended to no more, their place on the screen goes, too. */
export async function deleteAttendancesBefore(database: Queryable, seenBefore: Date): Promise<void> {
  await database.query('delete from counter.attendances where seen_at < $1', [seenBefore])
}
