import { z } from 'zod'
import type { ItemCode } from '../../catalog/index.ts'
import type { Queryable } from '../../platform/database/index.ts'
import { residentIdSchema, type ResidentId } from '../../residents/index.ts'
import { itemsSchema } from '../program/store.ts'

/** What a resident chose, for one partner. */
interface Chosen {
  residentId: ResidentId
  programId: string
  items: readonly ItemCode[]
}

export interface LinkCodeRow extends Chosen {
  codeHash: Buffer
  madeAt: Date
  expiresAt: Date
}

export interface PartnerLink extends Chosen {
  linkHash: Buffer
  linkedAt: Date
  endsAt: Date
}

const chosen = { residentId: residentIdSchema, programId: z.string(), items: itemsSchema }
const codeSchema = z.object({
  ...chosen,
  codeHash: z.instanceof(Buffer),
  madeAt: z.date(),
  expiresAt: z.date(),
})
const linkSchema = z.object({
  ...chosen,
  linkHash: z.instanceof(Buffer),
  linkedAt: z.date(),
  endsAt: z.date(),
})

const codeColumns = `code_hash as "codeHash", resident_id as "residentId", program_id as "programId", items,
  made_at as "madeAt", expires_at as "expiresAt"`
const linkColumns = `link_hash as "linkHash", resident_id as "residentId", program_id as "programId", items,
  linked_at as "linkedAt", ends_at as "endsAt"`

export async function insertCode(client: Queryable, code: LinkCodeRow): Promise<void> {
  await client.query(
    `insert into identity.partner_codes (code_hash, resident_id, program_id, items, made_at, expires_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [code.codeHash, code.residentId, code.programId, JSON.stringify(code.items), code.madeAt, code.expiresAt],
  )
}

export async function selectCode(client: Queryable, codeHash: Buffer): Promise<LinkCodeRow | undefined> {
  const { rows } = await client.query(
    `select ${codeColumns} from identity.partner_codes where code_hash = $1`,
    [codeHash],
  )
  return rows.map((row) => codeSchema.parse(row))[0]
}

/** False where it was used meanwhile: of two one counts. */
export async function deleteCode(client: Queryable, codeHash: Buffer): Promise<boolean> {
  const { rowCount } = await client.query('delete from identity.partner_codes where code_hash = $1', [
    codeHash,
  ])
  return rowCount === 1
}

export async function deleteCodesOf(client: Queryable, residentId: ResidentId): Promise<void> {
  await client.query('delete from identity.partner_codes where resident_id = $1', [residentId])
}

export async function deleteCodesOverBefore(database: Queryable, now: Date): Promise<void> {
  await database.query('delete from identity.partner_codes where expires_at < $1', [now])
}

export async function insertLink(client: Queryable, link: PartnerLink & { keyHash: Buffer }): Promise<void> {
  await client.query(
    `insert into identity.partner_links
       (link_hash, resident_id, program_id, items, key_hash, linked_at, ends_at)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [
      link.linkHash,
      link.residentId,
      link.programId,
      JSON.stringify(link.items),
      link.keyHash,
      link.linkedAt,
      link.endsAt,
    ],
  )
}

/** The link that was made under this key, while it is good. */
export async function selectLinkByKey(
  client: Queryable,
  { programId, keyHash, now }: { programId: string; keyHash: Buffer; now: Date },
): Promise<PartnerLink | undefined> {
  const { rows } = await client.query(
    `select ${linkColumns} from identity.partner_links
      where program_id = $1 and key_hash = $2 and ends_at > $3`,
    [programId, keyHash, now],
  )
  return rows.map((row) => linkSchema.parse(row))[0]
}

/** While it is good, and of this partner. */
export async function selectLink(
  database: Queryable,
  { linkHash, programId, now }: { linkHash: Buffer; programId: string; now: Date },
): Promise<PartnerLink | undefined> {
  const { rows } = await database.query(
    `select ${linkColumns} from identity.partner_links
      where link_hash = $1 and program_id = $2 and ends_at > $3`,
    [linkHash, programId, now],
  )
  return rows.map((row) => linkSchema.parse(row))[0]
}

/** Whoever ends it waits until this transaction is over. */
export async function lockLink(
  client: Queryable,
  { linkHash, now }: { linkHash: Buffer; now: Date },
): Promise<boolean> {
  const { rows } = await client.query(
    'select from identity.partner_links where link_hash = $1 and ends_at > $2 for share',
    [linkHash, now],
  )
  return rows.length === 1
}

/** Those that are good, the newest first. */
export async function selectLinksOf(
  database: Queryable,
  residentId: ResidentId,
  { now, limit }: { now: Date; limit: number },
): Promise<PartnerLink[]> {
  const { rows } = await database.query(
    `select ${linkColumns} from identity.partner_links where resident_id = $1 and ends_at > $2
      order by linked_at desc, link_hash limit $3`,
    [residentId, now, limit],
  )
  return rows.map((row) => linkSchema.parse(row))
}

/** False when it is not there, or somebody else's. */
export async function deleteOwnLink(
  client: Queryable,
  residentId: ResidentId,
  linkHash: Buffer,
): Promise<boolean> {
  const { rowCount } = await client.query(
    'delete from identity.partner_links where link_hash = $1 and resident_id = $2',
    [linkHash, residentId],
  )
  return rowCount === 1
}

/** Whosever it is. */
export async function deleteLink(client: Queryable, linkHash: Buffer): Promise<void> {
  await client.query('delete from identity.partner_links where link_hash = $1', [linkHash])
}

/** Their hashes. */
export async function deleteLinksTo(
  client: Queryable,
  residentId: ResidentId,
  programId: string,
): Promise<Buffer[]> {
  const { rows } = await client.query<{ link_hash: Buffer }>(
    'delete from identity.partner_links where resident_id = $1 and program_id = $2 returning link_hash',
    [residentId, programId],
  )
  return rows.map(({ link_hash }) => link_hash)
}

/** Of those that were made until then, the hashes. */
export async function deleteLinksOf(
  client: Queryable,
  residentId: ResidentId,
  until: Date | 'infinity' = 'infinity',
): Promise<Buffer[]> {
  const { rows } = await client.query<{ link_hash: Buffer }>(
    'delete from identity.partner_links where resident_id = $1 and linked_at <= $2 returning link_hash',
    [residentId, until],
  )
  return rows.map(({ link_hash }) => link_hash)
}

export async function deleteLinksOverBefore(database: Queryable, now: Date): Promise<void> {
  await database.query('delete from identity.partner_links where ends_at < $1', [now])
}

/** Counts one more, and gives how many there are with it. */
export async function countOne(
  database: Queryable,
  { programId, what, beginsAt }: { programId: string; what: string; beginsAt: Date },
): Promise<number> {
  const { rows } = await database.query<{ counted: number }>(
    `insert into identity.partner_counts (program_id, what, begins_at, counted) values ($1, $2, $3, 1)
     on conflict (program_id, what, begins_at) do update set counted = partner_counts.counted + 1
     returning counted`,
    [programId, what, beginsAt],
  )
  return rows[0]?.counted ?? Infinity
}

export async function deleteCountsBefore(database: Queryable, moment: Date): Promise<void> {
  await database.query('delete from identity.partner_counts where begins_at < $1', [moment])
}
