import { z } from 'zod'
import type { Queryable } from '../platform/database/index.ts'
import { vendorIdSchema } from '../vendors/index.ts'
import { useIdSchema, useTermsSchema, type Use, type UseId } from './use.ts'

const rowSchema = z
  .object({
    use_id: useIdSchema,
    vendor_id: vendorIdSchema,
    version: z.int(),
    terms: useTermsSchema,
    standing: z.enum(['approved', 'suspended', 'ended']),
  })
  .transform((row): Use => ({
    useId: row.use_id,
    vendorId: row.vendor_id,
    version: row.version,
    terms: row.terms,
    standing: row.standing,
  }))

const selectUses = `
  select use.use_id, use.vendor_id, version.version, version.terms, version.standing
    from review.uses use
    join review.use_versions version on version.use_id = use.use_id`

/** The current version of a use. */
export async function findUse(database: Queryable, useId: UseId): Promise<Use | undefined> {
  const { rows } = await database.query(
    `${selectUses} and version.version = use.current_version where use.use_id = $1`,
    [useId],
  )
  return rows.map((row) => rowSchema.parse(row))[0]
}

/** One particular version of a use, as a receipt names it. */
export async function findUseVersion(
  database: Queryable,
  useId: UseId,
  version: number,
): Promise<Use | undefined> {
  const { rows } = await database.query(`${selectUses} where use.use_id = $1 and version.version = $2`, [
    useId,
    version,
  ])
  return rows.map((row) => rowSchema.parse(row))[0]
}

/** The current version of every use, whatever its standing. */
export async function listUses(database: Queryable): Promise<Use[]> {
  const { rows } = await database.query(
    `${selectUses} and version.version = use.current_version order by use.use_id limit 1000`,
  )
  return rows.map((row) => rowSchema.parse(row))
}

/** Publishes one version of a use and makes it the current one. A version that exists keeps its terms. */
export async function publishUse(database: Queryable, use: Use, approvedAt: Date): Promise<void> {
  await database.query(
    `insert into review.uses (use_id, vendor_id, current_version) values ($1, $2, $3)
     on conflict (use_id) do update set current_version = excluded.current_version`,
    [use.useId, use.vendorId, use.version],
  )
  await database.query(
    `insert into review.use_versions (use_id, version, terms, standing, approved_at) values ($1, $2, $3, $4, $5)
     on conflict do nothing`,
    [use.useId, use.version, use.terms, use.standing, approvedAt],
  )
  await database.query(
    `insert into review.use_items (use_id, version, item) select $1, $2, unnest($3::text[])
     on conflict do nothing`,
    [use.useId, use.version, use.terms.items],
  )
}
