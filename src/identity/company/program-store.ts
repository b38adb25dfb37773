import { z } from 'zod'
import type { Queryable } from '../../platform/database/index.ts'
import type { VendorId } from '../../vendors/index.ts'
import { publicKeySetSchema, type PublicKeySet } from '../public-keys.ts'

export interface ProgramRow {
  clientId: string
  name: string | null
  jwks: PublicKeySet
  standing: 'active' | 'ended'
  createdAt: Date
}

const rowSchema: z.ZodType<ProgramRow> = z.object({
  clientId: z.string(),
  name: z.string().nullable(),
  jwks: publicKeySetSchema,
  standing: z.enum(['active', 'ended']),
  createdAt: z.date(),
})
const columns = 'client_id as "clientId", name, jwks, standing, created_at as "createdAt"'

export async function insertProgram(
  client: Queryable,
  vendorId: VendorId,
  { clientId, name, jwks, createdAt }: Omit<ProgramRow, 'standing'>,
): Promise<void> {
  await client.query(
    `insert into identity.clients (client_id, vendor_id, name, jwks, standing, created_at)
     values ($1, $2, $3, $4, 'active', $5)`,
    [clientId, vendorId, name, jwks, createdAt],
  )
}

/** The company's programs, those that have ended last. */
export async function selectPrograms(
  database: Queryable,
  vendorId: VendorId,
  atMost: number,
): Promise<ProgramRow[]> {
  const { rows } = await database.query(
    `select ${columns} from identity.clients where vendor_id = $1
      order by standing = 'ended', created_at desc, client_id limit $2`,
    [vendorId, atMost],
  )
  return rows.map((row) => rowSchema.parse(row))
}

export async function countPrograms(client: Queryable, vendorId: VendorId): Promise<number> {
  const { rows } = await client.query<{ count: number }>(
    `select count(*)::integer as count from identity.clients where vendor_id = $1 and standing = 'active'`,
    [vendorId],
  )
  return rows[0]?.count ?? 0
}

/** This program of this company while it is let in, held until the caller's transaction ends; of another company it is none. */
export async function lockProgram(
  client: Queryable,
  vendorId: VendorId,
  clientId: string,
): Promise<ProgramRow | undefined> {
  const { rows } = await client.query(
    `select ${columns} from identity.clients
      where client_id = $1 and vendor_id = $2 and standing = 'active' for update`,
    [clientId, vendorId],
  )
  return rows.map((row) => rowSchema.parse(row))[0]
}

export async function updateKeys(client: Queryable, clientId: string, jwks: PublicKeySet): Promise<void> {
  await client.query('update identity.clients set jwks = $2 where client_id = $1', [clientId, jwks])
}
