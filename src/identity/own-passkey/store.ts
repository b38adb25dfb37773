import { z } from 'zod'
import type { Queryable } from '../../platform/database/index.ts'
import type { ResidentId } from '../../residents/index.ts'

const rowSchema = z.object({
  credentialHash: z.instanceof(Buffer),
  sealedName: z.instanceof(Buffer),
  /** Of one from before ids were kept there is none. */
  sealedId: z.instanceof(Buffer).nullable(),
  createdAt: z.date(),
  lastUsedAt: z.date(),
})
export type PasskeyRow = z.infer<typeof rowSchema>

/** The oldest first. */
export async function selectOwnPasskeys(
  database: Queryable,
  residentId: ResidentId,
  limit: number,
): Promise<PasskeyRow[]> {
  const { rows } = await database.query(
    `select credential_hash as "credentialHash", named.name as "sealedName",
            named.credential_id as "sealedId", created_at as "createdAt", last_used_at as "lastUsedAt"
       from identity.passkey_names named
       join identity.passkeys passkey using (credential_hash)
      where named.resident_id = $1 and passkey.owner_kind = 'resident' and passkey.owner_id = $1
      order by created_at, credential_hash limit $2`,
    [residentId, limit],
  )
  return z.array(rowSchema).parse(rows)
}

export async function countOwnPasskeys(client: Queryable, residentId: ResidentId): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::int as count from identity.passkeys where owner_kind = 'resident' and owner_id = $1`,
    [residentId],
  )
  return rows[0]?.count ?? Number.NaN
}

interface NewName {
  residentId: ResidentId
  credentialHash: Buffer
  sealedName: Buffer
  sealedId: Buffer
}

export async function insertPasskeyName(
  client: Queryable,
  { residentId, credentialHash, sealedName, sealedId }: NewName,
): Promise<void> {
  await client.query(
    `insert into identity.passkey_names (resident_id, credential_hash, name, credential_id)
     values ($1, $2, $3, $4)`,
    [residentId, credentialHash, sealedName, sealedId],
  )
}

/** False when it is not there, or not theirs. */
export async function deleteOwnPasskey(
  client: Queryable,
  residentId: ResidentId,
  credentialHash: Buffer,
): Promise<boolean> {
  const { rowCount } = await client.query(
    `delete from identity.passkeys
      where credential_hash = $2 and owner_kind = 'resident' and owner_id = $1`,
    [residentId, credentialHash],
  )
  await client.query('delete from identity.passkey_names where resident_id = $1 and credential_hash = $2', [
    residentId,
    credentialHash,
  ])
  return rowCount === 1
}

export async function deletePasskeyNames(client: Queryable, residentId: ResidentId): Promise<void> {
  await client.query('delete from identity.passkey_names where resident_id = $1', [residentId])
}
