import { z } from 'zod'
import { idSchema, type Id } from '../../kernel/index.ts'
import type { Queryable } from '../../platform/database/index.ts'
import { residentIdSchema, type ResidentId } from '../../residents/index.ts'
import { hashOfToken } from '../token.ts'
import type { AppScope } from './rules.ts'
import { scopesSchema } from './store.ts'

export type AppLinkId = Id<'app-link'>
export const appLinkIdSchema = idSchema<AppLinkId>()
/** As a link is known here, and named on its resident's page. */
export const appLinkHashSchema = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .transform((text) => Buffer.from(text, 'hex'))

/** An app that a resident has let in. The id it is the hash of is all that an app is told of them, and opens nothing. */
export interface AppLink {
  linkHash: Buffer
  residentId: ResidentId
  appId: string
  scopes: readonly AppScope[]
  /** When the resident showed who they are, before they let it in. */
  provenAt: Date
  letInAt: Date
  endsAt: Date
  lastUsedAt: Date | null
}

const linkSchema: z.ZodType<AppLink> = z.object({
  linkHash: z.instanceof(Buffer),
  residentId: residentIdSchema,
  appId: z.string(),
  scopes: scopesSchema,
  provenAt: z.date(),
  letInAt: z.date(),
  endsAt: z.date(),
  lastUsedAt: z.date().nullable(),
})

const columns = `link_hash as "linkHash", resident_id as "residentId", app_id as "appId", scopes, proven_at as "provenAt",
  let_in_at as "letInAt", ends_at as "endsAt", last_used_at as "lastUsedAt"`

export async function insertAppLink(database: Queryable, link: Omit<AppLink, 'lastUsedAt'>): Promise<void> {
  await database.query(
    `insert into identity.app_links (link_hash, resident_id, app_id, scopes, proven_at, let_in_at, ends_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      link.linkHash,
      link.residentId,
      link.appId,
      JSON.stringify(link.scopes),
      link.provenAt,
      link.letInAt,
      link.endsAt,
    ],
  )
}

export function hashOfLink(linkId: AppLinkId): Buffer {
  return hashOfToken(linkId)
}

/** While it is good. */
export async function selectAppLink(
  database: Queryable,
  linkHash: Buffer,
  now: Date,
): Promise<AppLink | undefined> {
  const { rows } = await database.query(
    `select ${columns} from identity.app_links where link_hash = $1 and let_in_at <= $2 and ends_at > $2`,
    [linkHash, now],
  )
  return rows.map((row) => linkSchema.parse(row))[0]
}

/** Those that are good, the newest first. */
export async function selectAppLinksOf(
  database: Queryable,
  residentId: ResidentId,
  { now, limit }: { now: Date; limit: number },
): Promise<AppLink[]> {
  const { rows } = await database.query(
    `select ${columns} from identity.app_links where resident_id = $1 and ends_at > $2
      order by let_in_at desc, link_hash limit $3`,
    [residentId, now, limit],
  )
  return rows.map((row) => linkSchema.parse(row))
}

export async function updateLastUsed(database: Queryable, linkHash: Buffer, now: Date): Promise<void> {
  await database.query('update identity.app_links set last_used_at = $2 where link_hash = $1', [
    linkHash,
    now,
  ])
}

/** False when it is not there, or somebody else's. */
export async function deleteOwnAppLink(
  database: Queryable,
  residentId: ResidentId,
  linkHash: Buffer,
): Promise<boolean> {
  const { rowCount } = await database.query(
    'delete from identity.app_links where link_hash = $1 and resident_id = $2',
    [linkHash, residentId],
  )
  return rowCount === 1
}

/** Whose it was. */
export async function deleteAppLink(database: Queryable, linkHash: Buffer): Promise<ResidentId | undefined> {
  const { rows } = await database.query<{ resident_id: ResidentId }>(
    'delete from identity.app_links where link_hash = $1 returning resident_id',
    [linkHash],
  )
  return rows[0]?.resident_id
}

/** Their hashes. */
export async function deleteAppLinksTo(
  database: Queryable,
  residentId: ResidentId,
  appId: string,
): Promise<Buffer[]> {
  const { rows } = await database.query<{ link_hash: Buffer }>(
    'delete from identity.app_links where resident_id = $1 and app_id = $2 returning link_hash',
    [residentId, appId],
  )
  return rows.map(({ link_hash }) => link_hash)
}

/** Of those that were let in until then, the hashes. */
export async function deleteAppLinksOf(
  database: Queryable,
  residentId: ResidentId,
  until: Date | 'infinity' = 'infinity',
): Promise<Buffer[]> {
  const { rows } = await database.query<{ link_hash: Buffer }>(
    'delete from identity.app_links where resident_id = $1 and let_in_at <= $2 returning link_hash',
    [residentId, until],
  )
  return rows.map(({ link_hash }) => link_hash)
}

export async function deleteAppLinksOverBefore(database: Queryable, now: Date): Promise<void> {
  await database.query('delete from identity.app_links where ends_at < $1', [now])
}
