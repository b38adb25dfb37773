import { z } from 'zod'
import type { Queryable } from '../../platform/database/index.ts'
import { residentIdSchema, type ResidentId } from '../../residents/index.ts'
import { mostTries, type Asked, type CodePurpose } from './rules.ts'

/** Of whose codes there may be so many: of an address, whoever asks, or of a resident who is signed in. */
export type Counted = { addressHash: Buffer } | { residentId: ResidentId }

const keyOf = (counted: Counted) => ('residentId' in counted ? counted.residentId : counted.addressHash)

/** Whoever asks for a code of these at the same moment waits until the transaction ends. */
export async function lockAsking(client: Queryable, counted: Counted): Promise<void> {
  const key = keyOf(counted)
  await client.query(`select pg_advisory_xact_lock(hashtextextended('mail/' || $1::text, 0))`, [
    typeof key === 'string' ? key : key.toString('hex'),
  ])
}

const askedSchema = z.object({
  inHour: z.int(),
  inDay: z.int(),
  ofCityInMinute: z.int(),
})

/** Of the city only what is posted counts: who asks for addresses that nobody has keeps nobody from a code. */
export async function countAsked(
  client: Queryable,
  counted: Counted,
  since: { minute: Date; hour: Date; day: Date },
): Promise<Asked> {
  const ofThese =
    'residentId' in counted
      ? `resident_id = $1 and purpose in ('prove-again', 'change-address', 'text-number')`
      : `address_hash = $1 and purpose in ('sign-in', 'join')`
  const { rows } = await client.query(
    `with sent as (select asked_at from identity.email_codes where ${ofThese} and not silent and asked_at > $4)
     select (select count(*) from sent where asked_at > $3)::int as "inHour",
            (select count(*) from sent)::int as "inDay",
            (select count(*) from identity.email_codes
              where asked_at > $2 and not silent
                and (purpose <> 'sign-in' or resident_id is not null))::int as "ofCityInMinute"`,
    [keyOf(counted), since.minute, since.hour, since.day],
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

/** `silent`: asked for too often. It is shown as under way, nothing is sent, and no code is looked at. */
export async function insertCode(
  client: Queryable,
  code: NewCode,
  { silent }: { silent: boolean },
): Promise<void> {
  await client.query(
    `insert into identity.email_codes
       (browser_hash, purpose, address_hash, address, resident_id, code_hash, asked_at, expires_at, silent, tries)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      code.browserHash,
      code.purpose,
      code.addressHash,
      code.address,
      silent ? null : code.residentId,
      code.codeHash,
      code.askedAt,
      code.expiresAt,
      silent,
      silent ? mostTries : 0,
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
