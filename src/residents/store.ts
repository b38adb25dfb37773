import { z } from 'zod'
import type { Queryable } from '../platform/database/index.ts'
import { preferencesSchema, residentIdSchema, type Preferences, type ResidentId } from './resident.ts'

export async function insertResidents(
  database: Queryable,
  residents: readonly { residentId: ResidentId; sealedIdentity: Buffer; joinedAt: Date }[],
): Promise<void> {
  await database.query(
    `insert into residents.residents (resident_id, identity, joined_at)
     select * from unnest($1::uuid[], $2::bytea[], $3::timestamptz[])`,
    [
      residents.map(({ residentId }) => residentId),
      residents.map(({ sealedIdentity }) => sealedIdentity),
      residents.map(({ joinedAt }) => joinedAt),
    ],
  )
}

export async function selectResident(
  database: Queryable,
  residentId: ResidentId,
): Promise<{ identity: Buffer; joined_at: Date } | undefined> {
  const { rows } = await database.query<{ identity: Buffer; joined_at: Date }>(
    'select identity, joined_at from residents.residents where resident_id = $1',
    [residentId],
  )
  return rows[0]
}

/** Until the transaction ends nobody else changes who this is. */
export async function lockIdentity(client: Queryable, residentId: ResidentId): Promise<Buffer | undefined> {
  const { rows } = await client.query<{ identity: Buffer }>(
    'select identity from residents.residents where resident_id = $1 for update',
    [residentId],
  )
  return rows[0]?.identity
}

export async function updateIdentity(
  client: Queryable,
  residentId: ResidentId,
  sealedIdentity: Buffer,
): Promise<void> {
  await client.query('update residents.residents set identity = $2 where resident_id = $1', [
    residentId,
    sealedIdentity,
  ])
}

/** The first `limit` residents by the day they joined. For the demo's list of people and for operators' counts. */
export async function selectResidentIds(database: Queryable, limit: number): Promise<ResidentId[]> {
  const { rows } = await database.query<{ resident_id: ResidentId }>(
    'select resident_id from residents.residents order by joined_at, resident_id limit $1',
    [limit],
  )
  return rows.map((row) => row.resident_id)
}

export async function selectResidentsAfter(
  database: Queryable,
  after: ResidentId | null,
  { joinedBy, limit }: { joinedBy: Date; limit: number },
): Promise<ResidentId[]> {
  const { rows } = await database.query<{ residentId: ResidentId }>(
    `select resident_id as "residentId" from residents.residents
      where ($1::uuid is null or resident_id > $1) and joined_at <= $2 and standing not in ('died', 'merged', 'erased')
      order by resident_id limit $3`,
    [after, joinedBy, limit],
  )
  return rows.map(({ residentId }) => residentId)
}

export async function selectPreferences(
  database: Queryable,
  residentId: ResidentId,
): Promise<Preferences | undefined> {
  const { rows } = await database.query(
    `select locale, ruby, large_text as "largeText" from residents.preferences where resident_id = $1`,
    [residentId],
  )
  return rows.map((row) => preferencesSchema.parse(row))[0]
}

export async function upsertPreferences(
  database: Queryable,
  residentId: ResidentId,
  { locale, ruby, largeText }: Preferences,
): Promise<void> {
  await database.query(
    `insert into residents.preferences (resident_id, locale, ruby, large_text) values ($1, $2, $3, $4)
     on conflict (resident_id) do update
       set locale = excluded.locale, ruby = excluded.ruby, large_text = excluded.large_text`,
    [residentId, locale, ruby, largeText],
  )
}

export async function deletePreferences(database: Queryable, residentId: ResidentId): Promise<void> {
  await database.query('delete from residents.preferences where resident_id = $1', [residentId])
}

export async function insertSearchTerms(
  database: Queryable,
  found: readonly { residentId: ResidentId; term: Buffer }[],
): Promise<void> {
  await database.query(
    `insert into residents.search_directory (term, resident_id) select * from unnest($1::bytea[], $2::uuid[])
     on conflict do nothing`,
    [found.map(({ term }) => term), found.map(({ residentId }) => residentId)],
  )
}

/** Whoever was merged is found as who remains, and never as themselves. */
const whoRemains = `case when resident.standing = 'merged' then resident.merged_into else resident.resident_id end`

export interface FoundByTerm {
  residentId: ResidentId
  /** By an entry that was merged into theirs. */
  byMerged: boolean
}

export async function selectByTerm(database: Queryable, term: Buffer, limit: number): Promise<FoundByTerm[]> {
  const { rows } = await database.query<FoundByTerm>(
    `select ${whoRemains} as "residentId", bool_or(resident.standing = 'merged') as "byMerged"
       from residents.search_directory found join residents.residents resident using (resident_id)
      where found.term = $1 group by 1 order by 1 limit $2`,
    [term, limit],
  )
  return rows
}

const knownSchema = z.object({ term: z.instanceof(Buffer), residentId: residentIdSchema })

/** Which of these find anybody. */
export async function selectKnown(
  database: Queryable,
  terms: readonly Buffer[],
): Promise<{ term: Buffer; residentId: ResidentId }[]> {
  const { rows } = await database.query(
    `select distinct found.term, ${whoRemains} as "residentId"
       from residents.search_directory found join residents.residents resident using (resident_id)
      where found.term = any($1::bytea[]) order by 2`,
    [terms],
  )
  return rows.map((row) => knownSchema.parse(row))
}

export async function deleteSearchTerms(database: Queryable, residentId: ResidentId): Promise<void> {
  await database.query('delete from residents.search_directory where resident_id = $1', [residentId])
}

/** Whom no search finds, by id, after that one. */
export async function selectUnfound(
  database: Queryable,
  after: ResidentId | undefined,
  limit: number,
): Promise<ResidentId[]> {
  const { rows } = await database.query<{ resident_id: ResidentId }>(
    `select resident_id
       from residents.residents resident
      where ($1::uuid is null or resident_id > $1)
        and not exists (select from residents.search_directory found where found.resident_id = resident.resident_id)
      order by resident_id limit $2`,
    [after ?? null, limit],
  )
  return rows.map((row) => row.resident_id)
}
