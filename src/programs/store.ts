import { z } from 'zod'
import type { Queryable } from '../platform/database/index.ts'

export interface Write {
  programId: string
  keyHash: Buffer
  deed: string
  contentHash: Buffer
  writtenAt: Date
}

/** One at a time with the same key, until the transaction ends. */
export async function lockKey(database: Queryable, { programId, keyHash }: Write): Promise<void> {
  await database.query(`select pg_advisory_xact_lock(hashtextextended('programs.writes/' || $1, 0))`, [
    `${programId}/${keyHash.toString('hex')}`,
  ])
}

const writeSchema = z.object({ deed: z.string(), contentHash: z.instanceof(Buffer) })

export async function selectWrite(
  database: Queryable,
  { programId, keyHash }: Write,
): Promise<z.infer<typeof writeSchema> | undefined> {
  const { rows } = await database.query(
    `select deed, content_hash as "contentHash" from programs.writes where program_id = $1 and key_hash = $2`,
    [programId, keyHash],
  )
  return rows.map((row) => writeSchema.parse(row))[0]
}

export async function insertWrite(database: Queryable, write: Write): Promise<void> {
  await database.query(
    `insert into programs.writes (program_id, key_hash, deed, content_hash, written_at)
     values ($1, $2, $3, $4, $5)`,
    [write.programId, write.keyHash, write.deed, write.contentHash, write.writtenAt],
  )
}
