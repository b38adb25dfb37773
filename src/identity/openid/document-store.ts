import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Queryable } from '../../platform/database/index.ts'

/**
 * Keeps a document until it expires; false when one of the same id is there and has not expired. One statement, so
 * that of two processes that are shown the same assertion at once only one is told true.
 */
export async function insertDocument(
  database: Queryable,
  model: string,
  id: string,
  document: object,
  { now, expiresAt }: { now: Date; expiresAt: Date },
): Promise<boolean> {
  const { rowCount } = await database.query(
    `insert into identity.oidc_documents as kept (model, id_hash, document, expires_at) values ($1, $2, $3, $4)
     on conflict (model, id_hash) do update
       set document = excluded.document, expires_at = excluded.expires_at
     where kept.expires_at <= $5`,
    [model, hashOf(id), document, expiresAt, now],
  )
  return rowCount === 1
}

const rowSchema = z.object({ document: z.record(z.string(), z.unknown()) })

export async function selectDocument(database: Queryable, model: string, id: string, now: Date) {
  const { rows } = await database.query(
    'select document from identity.oidc_documents where model = $1 and id_hash = $2 and expires_at > $3',
    [model, hashOf(id), now],
  )
  return rows.map((row) => rowSchema.parse(row).document)[0]
}

/** Marks it as used, once: of two that show the same code or token at once only one is told true. */
export async function consumeDocument(
  database: Queryable,
  model: string,
  id: string,
  now: Date,
): Promise<boolean> {
  const { rowCount } = await database.query(
    `update identity.oidc_documents set document = document || jsonb_build_object('consumed', $4::int)
      where model = $1 and id_hash = $2 and expires_at > $3 and not document ? 'consumed'`,
    [model, hashOf(id), now, Math.floor(now.getTime() / 1000)],
  )
  return rowCount === 1
}

/** The document, which is gone with this: of two processes that ask at once only one is given it. */
export async function takeDocument(database: Queryable, model: string, id: string, now: Date) {
  const { rows } = await database.query(
    `delete from identity.oidc_documents where model = $1 and id_hash = $2 and expires_at > $3
     returning document`,
    [model, hashOf(id), now],
  )
  return rows.map((row) => rowSchema.parse(row).document)[0]
}

export async function deleteDocument(database: Queryable, model: string, id: string): Promise<void> {
  await database.query('delete from identity.oidc_documents where model = $1 and id_hash = $2', [
    model,
    hashOf(id),
  ])
}

export async function deleteDocumentsExpiredBefore(database: Queryable, now: Date): Promise<void> {
  await database.query('delete from identity.oidc_documents where expires_at < $1', [now])
}

function hashOf(id: string): Buffer {
  return createHash('sha256').update(id).digest()
}
