import { z } from 'zod'
import { staffIdSchema } from '../identity/index.ts'
import { newId, type Id } from '../kernel/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import type { ResidentId } from '../residents/index.ts'
import { documentSchema, type IdentityCheck } from './identity-level.ts'

export async function insertIdentityCheck(
  database: Queryable,
  residentId: ResidentId,
  { document, staffId, checkedAt }: IdentityCheck,
): Promise<void> {
  await database.query(
    `insert into counter.identity_checks (resident_id, check_id, document, staff_id, checked_at)
     values ($1, $2, $3, $4, $5)`,
    [residentId, newId<Id<'identity-check'>>(), document, staffId, checkedAt],
  )
}

const identityCheckSchema = z.object({
  document: documentSchema,
  staffId: staffIdSchema,
  checkedAt: z.date(),
})

/** Newest first. */
export async function selectIdentityChecks(
  database: Queryable,
  residentId: ResidentId,
): Promise<IdentityCheck[]> {
  const { rows } = await database.query(
    `select document, staff_id as "staffId", checked_at as "checkedAt"
       from counter.identity_checks where resident_id = $1 order by checked_at desc`,
    [residentId],
  )
  return rows.map((row) => identityCheckSchema.parse(row))
}
