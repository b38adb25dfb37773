import { z } from 'zod'
import type { Queryable } from '../../platform/database/index.ts'
import { ownerKindSchema, type Passkey, type PasskeyOwner } from './passkey.ts'

const rowSchema = z
  .object({
    credential_hash: z.instanceof(Buffer),
    owner_kind: ownerKindSchema,
    owner_id: z.string(),
    public_key: z.instanceof(Buffer),
    counter: z.coerce.number().int(),
    transports: z.array(z.string()),
  })
  .transform((row): Passkey => ({
    credentialHash: row.credential_hash,
    owner: { kind: row.owner_kind, id: row.owner_id },
    publicKey: Uint8Array.from(row.public_key),
    counter: row.counter,
    transports: row.transports,
  }))

/** False when the credential is registered already, whoever has it. */
export async function insertPasskey(database: Queryable, passkey: Passkey, now: Date): Promise<boolean> {
  const { credentialHash, owner, publicKey, counter, transports } = passkey
  const { rowCount } = await database.query(
    `insert into identity.passkeys
       (credential_hash, owner_kind, owner_id, public_key, counter, transports, created_at, last_used_at)
     values ($1, $2, $3, $4, $5, $6, $7, $7)
     on conflict do nothing`,
    [credentialHash, owner.kind, owner.id, Buffer.from(publicKey), counter, JSON.stringify(transports), now],
  )
  return rowCount === 1
}

export async function selectPasskey(
  database: Queryable,
  credentialHash: Buffer,
): Promise<Passkey | undefined> {
  const { rows } = await database.query(
    `select credential_hash, owner_kind, owner_id, public_key, counter, transports
       from identity.passkeys
      where credential_hash = $1`,
    [credentialHash],
  )
  return rows.map((row) => rowSchema.parse(row))[0]
}

/** False when the counter has come as far meanwhile, by the same answer or a copy of the key; or the passkey is gone. */
export async function updateCounter(
  database: Queryable,
  credentialHash: Buffer,
  counter: number,
  now: Date,
): Promise<boolean> {
  const { rowCount } = await database.query(
    `update identity.passkeys set counter = $2, last_used_at = $3
      where credential_hash = $1 and (counter < $2 or counter = 0 and $2 = 0)`,
    [credentialHash, counter, now],
  )
  return rowCount === 1
}

const deletedSchema = z.object({ credential_hash: z.instanceof(Buffer) })

/** Which they were. */
export async function deletePasskeysOf(client: Queryable, { kind, id }: PasskeyOwner): Promise<Buffer[]> {
  const { rows } = await client.query(
    'delete from identity.passkeys where owner_kind = $1 and owner_id = $2 returning credential_hash',
    [kind, id],
  )
  return rows.map((row) => deletedSchema.parse(row).credential_hash)
}

const ownerSchema = z
  .object({ owner_kind: ownerKindSchema, owner_id: z.string() })
  .transform((row): PasskeyOwner => ({ kind: row.owner_kind, id: row.owner_id }))

/** Whose it was, if it was there. */
export async function deletePasskey(
  client: Queryable,
  credentialHash: Buffer,
): Promise<PasskeyOwner | undefined> {
  const { rows } = await client.query(
    'delete from identity.passkeys where credential_hash = $1 returning owner_kind, owner_id',
    [credentialHash],
  )
  return rows.map((row) => ownerSchema.parse(row))[0]
}
