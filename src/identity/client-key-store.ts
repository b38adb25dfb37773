import { z } from 'zod'
import { localDaySchema, type LocalDay } from '../kernel/index.ts'
import type { Queryable } from '../platform/database/index.ts'
import { thumbprintOf, type PublicKey } from './public-keys.ts'

export interface KnownKey {
  clientId: string
  keyId: string
  thumbprint: string
  addedAt: Date | null
  lastUsedOn: LocalDay | null
  retiredAt: Date | null
}

/** When a key was added or retired. What was said of it before stays, but that it is retired, which is said once. */
export async function noteKey(
  database: Queryable,
  clientId: string,
  key: PublicKey,
  { addedAt = null, retiredAt = null }: Partial<Pick<KnownKey, 'addedAt' | 'retiredAt'>>,
): Promise<void> {
  await database.query(
    `insert into identity.client_keys as known (client_id, key_id, thumbprint, added_at, retired_at)
     values ($1, $2, $3, $4, $5)
     on conflict (client_id, key_id) do update set retired_at = coalesce(known.retired_at, excluded.retired_at)`,
    [clientId, key.kid, await thumbprintOf(key), addedAt, retiredAt],
  )
}

/** At most one write a day for each key, however many tokens are got with it. */
export async function noteKeyUsed(
  database: Queryable,
  clientId: string,
  key: PublicKey,
  day: LocalDay,
): Promise<void> {
  await database.query(
    `insert into identity.client_keys as known (client_id, key_id, thumbprint, last_used_on)
     values ($1, $2, $3, $4)
     on conflict (client_id, key_id) do update set last_used_on = excluded.last_used_on
       where known.last_used_on is null or known.last_used_on < excluded.last_used_on`,
    [clientId, key.kid, await thumbprintOf(key), day],
  )
}

/**
 * Has another program signed with one of these keys, and this one never? Registering a public key shows nothing: it may
 * be somebody else's. Signing with it does.
 */
export async function isProvedByAnother(
  database: Queryable,
  clientId: string,
  thumbprints: readonly string[],
): Promise<boolean> {
  const { rows } = await database.query<{ is: boolean }>(
    `select exists (select from identity.client_keys theirs
                     where thumbprint = any ($2) and client_id <> $1 and last_used_on is not null
                       and not exists (select from identity.client_keys ours
                                        where ours.client_id = $1 and ours.thumbprint = theirs.thumbprint
                                          and ours.last_used_on is not null)) as is`,
    [clientId, thumbprints],
  )
  return rows[0]?.is ?? true
}

const rowSchema: z.ZodType<KnownKey> = z.object({
  clientId: z.string(),
  keyId: z.string(),
  thumbprint: z.string(),
  addedAt: z.date().nullable(),
  lastUsedOn: localDaySchema.nullable(),
  retiredAt: z.date().nullable(),
})

/** Every key of these programs of which something is known, also those that were retired. */
export async function selectKnownKeys(
  database: Queryable,
  clientIds: readonly string[],
): Promise<KnownKey[]> {
  const { rows } = await database.query(
    `select client_id as "clientId", key_id as "keyId", thumbprint, added_at as "addedAt",
            last_used_on::text as "lastUsedOn", retired_at as "retiredAt"
       from identity.client_keys
      where client_id = any ($1)
      order by client_id, key_id
      limit 1000`,
    [clientIds],
  )
  return rows.map((row) => rowSchema.parse(row))
}
