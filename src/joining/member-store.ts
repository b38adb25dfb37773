import { z } from 'zod'
import type { Queryable } from '../platform/database/index.ts'
import type { ResidentId } from '../residents/index.ts'
import { cohortIdSchema, type BriefingId, type CohortId } from './cohort-store.ts'

export async function insertMember(
  client: Queryable,
  member: { residentId: ResidentId; cohortId: CohortId; briefingId: BriefingId | null; joinedAt: Date },
): Promise<void> {
  await client.query(
    `insert into joining.members (resident_id, cohort_id, briefing_id, joined_at) values ($1, $2, $3, $4)`,
    [member.residentId, member.cohortId, member.briefingId, member.joinedAt],
  )
}

const membershipSchema = z.object({ cohortName: z.string(), joinedAt: z.date(), leftAt: z.date().nullable() })
export type Membership = z.infer<typeof membershipSchema>

/** With which cohort a resident has joined, if with one. */
export async function selectMembership(
  database: Queryable,
  residentId: ResidentId,
): Promise<Membership | undefined> {
  const { rows } = await database.query(
    `select name as "cohortName", joined_at as "joinedAt", left_at as "leftAt"
       from joining.members join joining.cohorts using (cohort_id) where resident_id = $1`,
    [residentId],
  )
  return rows.map((row) => membershipSchema.parse(row))[0]
}

/** False when they are in none, or have left it already. */
export async function updateLeft(client: Queryable, residentId: ResidentId, leftAt: Date): Promise<boolean> {
  const { rowCount } = await client.query(
    'update joining.members set left_at = $2 where resident_id = $1 and left_at is null',
    [residentId, leftAt],
  )
  return rowCount === 1
}

/** Of which cohort they were a member, if of one. */
export async function deleteMember(client: Queryable, residentId: ResidentId): Promise<CohortId | undefined> {
  const { rows } = await client.query(
    'delete from joining.members where resident_id = $1 returning cohort_id as "cohortId"',
    [residentId],
  )
  return rows.map((row) => z.object({ cohortId: cohortIdSchema }).parse(row).cohortId)[0]
}
