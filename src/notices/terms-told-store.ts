import { z } from 'zod'
import type { Queryable } from '../platform/database/index.ts'
import { residentIdSchema } from '../residents/index.ts'

const toldSchema = z.object({ upTo: residentIdSchema.nullable(), endedAt: z.date().nullable() })
type TermsTold = z.infer<typeof toldSchema>

/** How far everybody was told of this version; until the transaction ends nobody else goes on. */
export async function lockTermsTold(client: Queryable, version: number): Promise<TermsTold> {
  await client.query('insert into notices.terms_told (version) values ($1) on conflict do nothing', [version])
  const { rows } = await client.query(
    `select up_to as "upTo", ended_at as "endedAt" from notices.terms_told where version = $1 for update`,
    [version],
  )
  return toldSchema.parse(rows[0])
}

export async function updateTermsTold(
  client: Queryable,
  version: number,
  { upTo, endedAt }: TermsTold,
): Promise<void> {
  await client.query('update notices.terms_told set up_to = $2, ended_at = $3 where version = $1', [
    version,
    upTo,
    endedAt,
  ])
}
