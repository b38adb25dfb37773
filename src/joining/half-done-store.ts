import { z } from 'zod'
import type { Queryable } from '../platform/database/index.ts'

export interface HalfDone {
  codeHash: Buffer
  /** The terms they have agreed to, while they have joined nothing; null as long as they have not. */
  termsVersion: number | null
  /** Who they say they are, sealed under what their browser holds. */
  sealed: Buffer | null
  /** They have joined. */
  done: boolean
}

const halfDoneSchema: z.ZodType<HalfDone> = z.object({
  codeHash: z.instanceof(Buffer),
  termsVersion: z.int().nullable(),
  sealed: z.instanceof(Buffer).nullable(),
  done: z.boolean(),
})

export async function insertHalfDone(
  client: Queryable,
  begun: { browserHash: Buffer; codeHash: Buffer; expiresAt: Date },
): Promise<void> {
  await client.query(
    'insert into joining.half_done (browser_hash, code_hash, expires_at) values ($1, $2, $3)',
    [begun.browserHash, begun.codeHash, begun.expiresAt],
  )
}

export async function countHalfDone(client: Queryable, codeHash: Buffer, now: Date): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    'select count(*)::int as count from joining.half_done where code_hash = $1 and expires_at > $2',
    [codeHash, now],
  )
  return rows[0]?.count ?? 0
}

/** `lock`: nobody else goes on with it until the transaction ends. */
export async function selectHalfDone(
  database: Queryable,
  browserHash: Buffer,
  { now, lock }: { now: Date; lock: boolean },
): Promise<HalfDone | undefined> {
  const { rows } = await database.query(
    `select code_hash as "codeHash", terms_version as "termsVersion", sealed, done
       from joining.half_done where browser_hash = $1 and expires_at > $2 ${lock ? 'for update' : ''}`,
    [browserHash, now],
  )
  return rows.map((row) => halfDoneSchema.parse(row))[0]
}

/** These change nothing of what is done, or over. False when there is nothing else. */
export async function updateTerms(
  database: Queryable,
  browserHash: Buffer,
  { termsVersion, now }: { termsVersion: number; now: Date },
): Promise<boolean> {
  const { rowCount } = await database.query(
    'update joining.half_done set terms_version = $2 where browser_hash = $1 and not done and expires_at > $3',
    [browserHash, termsVersion, now],
  )
  return rowCount === 1
}

export async function updateSealed(
  database: Queryable,
  browserHash: Buffer,
  { sealed, now }: { sealed: Buffer; now: Date },
): Promise<boolean> {
  const { rowCount } = await database.query(
    `update joining.half_done set sealed = $2
      where browser_hash = $1 and not done and terms_version is not null and expires_at > $3`,
    [browserHash, sealed, now],
  )
  return rowCount === 1
}

export async function updateDone(client: Queryable, browserHash: Buffer): Promise<void> {
  await client.query('update joining.half_done set done = true, sealed = null where browser_hash = $1', [
    browserHash,
  ])
}

export async function deleteHalfDone(database: Queryable, browserHash: Buffer): Promise<void> {
  await database.query('delete from joining.half_done where browser_hash = $1', [browserHash])
}

export async function deleteHalfDoneBefore(database: Queryable, moment: Date): Promise<void> {
  await database.query('delete from joining.half_done where expires_at < $1', [moment])
}
