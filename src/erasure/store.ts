import type pg from 'pg'
import { z } from 'zod'
import { beforeEveryId, idSchema, type Id } from '../kernel/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import { keyKinds, type KeyKind } from '../platform/keys/index.ts'
import { residentIdSchema, type ResidentId } from '../residents/index.ts'

export type ErasureId = Id<'erasure'>

/** That keys of a resident were destroyed. What they sealed can be read by nobody any more. */
export interface Erasure {
  residentId: ResidentId
  erasureId: ErasureId
  /** What the person quotes. */
  number: string
  keys: KeyKind[]
  /** When the key of the records follows; null when it is among `keys`. */
  keptUntil: Date | null
  /** Who they were, sealed under the records key as long as that is kept. */
  keptIdentity: Buffer | null
  /** 32 random bytes: no key of the resident is left to make a salt from. */
  salt: Buffer
  happenedAt: Date
}

const erasureSchema: z.ZodType<Erasure> = z.object({
  residentId: residentIdSchema,
  erasureId: idSchema<ErasureId>(),
  number: z.string(),
  keys: z.array(z.enum(keyKinds)),
  keptUntil: z.date().nullable(),
  keptIdentity: z.instanceof(Buffer).nullable(),
  salt: z.instanceof(Buffer),
  happenedAt: z.date(),
})

const columns = `resident_id as "residentId", erasure_id as "erasureId", number, keys, kept_until as "keptUntil",
  kept_identity as "keptIdentity", salt, happened_at as "happenedAt"`

/** Until the transaction ends nobody else erases this resident. */
export async function lockErasures(client: Queryable, residentId: ResidentId): Promise<Erasure[]> {
  await client.query(`select pg_advisory_xact_lock(hashtextextended('erasure/' || $1::text, 0))`, [
    residentId,
  ])
  const { rows } = await client.query(
    `select ${columns} from erasure.erasures where resident_id = $1 order by happened_at`,
    [residentId],
  )
  return z.array(erasureSchema).parse(rows)
}

/** `numberHash`: by which it is found again. */
export async function insertErasure(client: Queryable, erasure: Erasure, numberHash: Buffer): Promise<void> {
  await client.query(
    `insert into erasure.number_directory (number_hash, resident_id) values ($1, $2) on conflict do nothing`,
    [numberHash, erasure.residentId],
  )
  await client.query(
    `insert into erasure.erasures
       (resident_id, erasure_id, number, keys, kept_until, kept_identity, salt, happened_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      erasure.residentId,
      erasure.erasureId,
      erasure.number,
      erasure.keys,
      erasure.keptUntil,
      erasure.keptIdentity,
      erasure.salt,
      erasure.happenedAt,
    ],
  )
}

/** What was erased under this number, the newest last. */
export async function selectErasuresOfNumber(database: Queryable, numberHash: Buffer): Promise<Erasure[]> {
  const { rows } = await database.query(
    `select ${columns} from erasure.erasures
      where resident_id = (select resident_id from erasure.number_directory where number_hash = $1)
      order by happened_at`,
    [numberHash],
  )
  return z.array(erasureSchema).parse(rows)
}

/** Every erasure of the next residents after this one, in order, who erased since then; none when there are no more. */
export async function selectErasures(
  database: Queryable,
  after: ResidentId | null,
  residentsAtOnce: number,
  since = new Date(0),
): Promise<Erasure[]> {
  const { rows } = await database.query(
    `select ${columns} from erasure.erasures
      where resident_id in (
        select distinct resident_id from erasure.erasures
         where resident_id > $1 and happened_at >= $3 order by resident_id limit $2)
      order by resident_id, happened_at`,
    [after ?? beforeEveryId, residentsAtOnce, since],
  )
  return z.array(erasureSchema).parse(rows)
}

/** Residents whose records the law keeps no longer. */
export async function selectRetentionOver(
  database: Queryable,
  now: Date,
  limit: number,
): Promise<ResidentId[]> {
  const { rows } = await database.query<{ residentId: ResidentId } & pg.QueryResultRow>(
    `select distinct resident_id as "residentId" from erasure.erasures erasure
      where kept_until <= $1
        and not exists (select from erasure.erasures later
                         where later.resident_id = erasure.resident_id and later.kept_until is null)
      limit $2`,
    [now, limit],
  )
  return rows.map(({ residentId }) => residentId)
}

/** Which of these erasures there are, of whomever. */
export async function recordedErasures(
  database: Queryable,
  erasureIds: readonly string[],
): Promise<string[]> {
  const { rows } = await database.query<{ erasureId: string }>(
    'select erasure_id as "erasureId" from erasure.erasures where erasure_id = any($1::uuid[])',
    [erasureIds],
  )
  return rows.map(({ erasureId }) => erasureId)
}
