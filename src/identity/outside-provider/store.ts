import { z } from 'zod'
import type { Queryable } from '../../platform/database/index.ts'
import { residentIdSchema, type ResidentId } from '../../residents/index.ts'

const residentSchema = z.object({ resident_id: residentIdSchema })

export async function selectResidentOf(
  database: Queryable,
  subjectHash: Buffer,
): Promise<ResidentId | undefined> {
  const { rows } = await database.query(
    'select resident_id from identity.outside_subjects where subject_hash = $1',
    [subjectHash],
  )
  return rows.map((row) => residentSchema.parse(row).resident_id)[0]
}

const linkSchema = z.object({ linked_at: z.date() })

/** Since when this resident has a link, if they have one. */
export async function selectLinkedAt(database: Queryable, residentId: ResidentId): Promise<Date | undefined> {
  const { rows } = await database.query(
    'select max(linked_at) as linked_at from identity.outside_subjects where resident_id = $1 having count(*) > 0',
    [residentId],
  )
  return rows.map((row) => linkSchema.parse(row).linked_at)[0]
}

/** A subject that somebody has keeps its resident. */
export async function insertLink(
  database: Queryable,
  link: { subjectHash: Buffer; residentId: ResidentId; linkedAt: Date },
): Promise<void> {
  await database.query(
    `insert into identity.outside_subjects (subject_hash, resident_id, linked_at) values ($1, $2, $3)
     on conflict do nothing`,
    [link.subjectHash, link.residentId, link.linkedAt],
  )
}

/** False when there was none. */
export async function deleteLinksOf(database: Queryable, residentId: ResidentId): Promise<boolean> {
  const { rowCount } = await database.query('delete from identity.outside_subjects where resident_id = $1', [
    residentId,
  ])
  return (rowCount ?? 0) > 0
}

/** False when there was no other. */
export async function deleteOtherLinksOf(
  database: Queryable,
  residentId: ResidentId,
  subjectHash: Buffer,
): Promise<boolean> {
  const { rowCount } = await database.query(
    'delete from identity.outside_subjects where resident_id = $1 and subject_hash <> $2',
    [residentId, subjectHash],
  )
  return (rowCount ?? 0) > 0
}

/** What was linked until then. */
export async function deleteLinksUntil(
  client: Queryable,
  residentId: ResidentId,
  until: Date,
): Promise<void> {
  await client.query('delete from identity.outside_subjects where resident_id = $1 and linked_at <= $2', [
    residentId,
    until,
  ])
}
