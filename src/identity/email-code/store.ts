import { z } from 'zod'
import type { Queryable } from '../../platform/database/index.ts'
import { residentIdSchema, type ResidentId } from '../../residents/index.ts'
import { mostTries, type Asked, type CodePurpose } from './rules.ts'

/** Whoever asks for a code for this address at the same moment waits until the transaction ends. */
export async function lockAddress(client: Queryable, addressHash: Buffer): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(hashtextextended('mail/' || encode($1, 'hex'), 0))`, [
    addressHash,
  ])
}

const askedSchema = z.object({
  ofAddressInHour: z.int(),
  ofAddressInDay: z.int(),
  ofCityInMinute: z.int(),
})

export async function countAsked(
  client: Queryable,
  addressHash: Buffer,
  since: { minute: Date; hour: Date; day: Date },
): Promise<Asked> {
  const { rows } = await client.query(
    `select (select count(*) from identity.email_codes
              where address_hash = $1 and asked_at > $3)::int as "ofAddressInHour",
            (select count(*) from identity.email_codes
              where address_hash = $1 and asked_at > $4)::int as "ofAddressInDay",
            (select count(*) from identity.email_codes where asked_at > $2)::int as "ofCityInMinute"`,
    [addressHash, since.minute, since.hour, since.day],
  )
  return askedSchema.parse(rows[0])
}

export interface NewCode {
  browserHash: Buffer
  purpose: CodePurpose
  addressHash: Buffer
  address: Buffer
  residentId: ResidentId | null
  codeHash: Buffer
  askedAt: Date
  expiresAt: Date
}

export async function insertCode(client: Queryable, code: NewCode): Promise<void> {
  await client.query(
    `insert into identity.email_codes
       (browser_hash, purpose, address_hash, address, resident_id, code_hash, asked_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      code.browserHash,
      code.purpose,
      code.addressHash,
      code.address,
      code.residentId,
      code.codeHash,
      code.askedAt,
      code.expiresAt,
    ],
  )
}

const codeSchema = z.object({
  addressHash: z.instanceof(Buffer),
  address: z.instanceof(Buffer),
  residentId: residentIdSchema.nullable(),
  codeHash: z.instanceof(Buffer),
})
export type CodeOnFile = z.infer<typeof codeSchema>

/**
 * Counts a try, and gives what it is held against; nothing when none was asked for with this browser and for this purpose,
 * or it is used, too old, or was tried too often. One statement: of tries at the same moment each counts.
 */
export async function countTryOf(
  database: Queryable,
  { browserHash, purpose }: Pick<NewCode, 'browserHash' | 'purpose'>,
  now: Date,
): Promise<CodeOnFile | undefined> {
  const { rows } = await database.query(
    `update identity.email_codes set tries = tries + 1
      where browser_hash = $1 and purpose = $2 and tries < $3 and not used and expires_at > $4
      returning address_hash as "addressHash", address, resident_id as "residentId", code_hash as "codeHash"`,
    [browserHash, purpose, mostTries, now],
  )
  return rows.map((row) => codeSchema.parse(row))[0]
}

/** False for the second of two who come with the right code at once. */
export async function updateUsed(database: Queryable, browserHash: Buffer): Promise<boolean> {
  const { rowCount } = await database.query(
    'update identity.email_codes set used = true where browser_hash = $1 and not used',
    [browserHash],
  )
  return rowCount === 1
}

/** To which address a code is under way for this browser, as it is sealed. */
export async function selectSealedAddress(
  database: Queryable,
  { browserHash, purpose }: Pick<NewCode, 'browserHash' | 'purpose'>,
  now: Date,
): Promise<Buffer | undefined> {
  const { rows } = await database.query<{ address: Buffer }>(
    `select address from identity.email_codes
      where browser_hash = $1 and purpose = $2 and not used and expires_at > $3`,
    [browserHash, purpose, now],
  )
  return rows[0]?.address
}

export async function deleteCodesAskedBefore(database: Queryable, moment: Date): Promise<void> {
  await database.query('delete from identity.email_codes where asked_at < $1', [moment])
}

export async function deleteCodesOf(client: Queryable, residentId: ResidentId): Promise<void> {
  await client.query('delete from identity.email_codes where resident_id = $1', [residentId])
}
