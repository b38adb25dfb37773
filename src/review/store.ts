import { z } from 'zod'
import type { Queryable } from '../platform/database/index.ts'
import { vendorIdSchema, type VendorId } from '../vendors/index.ts'
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

/** Uses of a city, ended ones among them: so many a page can list. */
export const mostUses = 1000

const selectUses = `
  select use.use_id, use.vendor_id, version.version, version.terms, version.standing
    from review.uses use
    join review.use_versions version on version.use_id = use.use_id`

const selectCurrent = `${selectUses} and version.version = use.current_version`

/** The current version of a use. */
export async function findUse(database: Queryable, useId: UseId): Promise<Use | undefined> {
  const { rows } = await database.query(`${selectCurrent} where use.use_id = $1`, [useId])
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

/** The current versions of these uses; an id of none is left out. */
export async function findUses(database: Queryable, useIds: readonly UseId[]): Promise<Use[]> {
  const { rows } = await database.query(`${selectCurrent} where use.use_id = any($1) order by use.use_id`, [
    useIds,
  ])
  return rows.map((row) => rowSchema.parse(row))
}

/** The current version of every use of a company, whatever its standing. */
export async function usesOf(database: Queryable, vendorId: VendorId): Promise<Use[]> {
  const { rows } = await database.query(`${selectCurrent} where use.vendor_id = $1 order by use.use_id`, [
    vendorId,
  ])
  return rows.map((row) => rowSchema.parse(row))
}

/** The current version of every use, whatever its standing: `publishUse` lets in no more than are listed. */
export async function listUses(database: Queryable): Promise<Use[]> {
  const { rows } = await database.query(`${selectCurrent} order by use.use_id limit $1`, [mostUses])
  return rows.map((row) => rowSchema.parse(row))
}

/**
 * The use as it is, for who changes it: until the caller's transaction ends nobody else changes any use of the city. One
 * lock for all, for a new use has no row to be held, and how many there are is counted, too.
 */
export async function lockUse(client: Queryable, useId: UseId): Promise<Use | undefined> {
  await client.query(`select pg_advisory_xact_lock(hashtextextended('review.uses', 0))`)
  return findUse(client, useId)
}

/**
 * Publishes one version of a use and makes it the current one. False where that version is out already: then nothing of it
 * has changed. Throws where the city has as many uses as it may.
 */
export async function publishUse(database: Queryable, use: Use, approvedAt: Date): Promise<boolean> {
  const { rowCount: places } = await database.query(
    `insert into review.uses (use_id, vendor_id, current_version)
     select $1, $2, $3
      where (select count(*) from review.uses where use_id <> $1) < $4
     on conflict (use_id) do update set current_version = uses.current_version`,
    [use.useId, use.vendorId, use.version, mostUses],
  )
  if (places !== 1) throw new Error(`a city has at most ${mostUses.toFixed()} uses`)
  const { rowCount: versions } = await database.query(
    `insert into review.use_versions (use_id, version, terms, standing, approved_at) values ($1, $2, $3, $4, $5)
     on conflict do nothing`,
    [use.useId, use.version, use.terms, use.standing, approvedAt],
  )
  if (versions !== 1) return false
  await database.query(
    `insert into review.use_items (use_id, version, item) select $1, $2, unnest($3::text[])
     on conflict do nothing`,
    [use.useId, use.version, use.terms.items],
  )
  await database.query('update review.uses set current_version = $2 where use_id = $1', [
    use.useId,
    use.version,
  ])
  return true
}

/** No version of it is offered any more. Consents to it stay what they are; nothing is delivered under them. */
export async function endUse(database: Queryable, useId: UseId): Promise<void> {
  await database.query(`update review.use_versions set standing = 'ended' where use_id = $1`, [useId])
}
