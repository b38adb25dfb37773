import type { Queryable } from '../../platform/database/index.ts'
import type { SignedCheckpoint } from './log-store.ts'

export interface Cosignature {
  size: number
  /** 32 bytes of Ed25519. */
  witness: Buffer
  /** As it stands under the note, without its line break. */
  line: string
  cosignedAt: Date
}

/** The first that a witness says of a checkpoint stays. */
export async function insertCosignature(
  database: Queryable,
  { size, witness, line, cosignedAt }: Cosignature,
): Promise<void> {
  await database.query(
    `insert into proof.cosignatures (size, witness, line, cosigned_at)
     values ($1, $2, $3, $4) on conflict do nothing`,
    [size, witness, line, cosignedAt],
  )
}

/** The largest checkpoint of which a witness has spoken, with all that was said of it; undefined while there is none. */
export async function selectCosigned(
  database: Queryable,
): Promise<(SignedCheckpoint & { lines: string[] }) | undefined> {
  const { rows } = await database.query<SignedCheckpoint & { lines: string[] } & Record<string, unknown>>(
    `select size::float8 as size, note, signed_at as "signedAt", lines
       from (select size, array_agg(line order by cosigned_at, witness) as lines
               from proof.cosignatures
              where size = (select max(size) from proof.cosignatures)
              group by size) as newest
       join proof.checkpoints using (size)`,
  )
  return rows[0]
}
