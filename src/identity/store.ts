import { z } from 'zod'
import type { Queryable } from '../platform/database/index.ts'
import { deviceSchema, type Device } from '../platform/http/index.ts'
import { residentIdSchema, type ResidentId } from '../residents/index.ts'
import { vendorIdSchema, vendorStandings, type VendorId } from '../vendors/index.ts'
import { publicKeySetSchema, type PublicKeySet } from './public-keys.ts'
import type { ShownProof } from './recent-proof/rules.ts'
import { waysIn, type ClientOnFile, type Session, type WayIn } from './rules.ts'

/**
 * Until the transaction ends nobody else makes, uses up or closes a way in of this resident. Taken before any of their rows, so
 * that of two who do so at once one waits, and never each for the other.
 */
export async function lockWaysIn(client: Queryable, residentId: ResidentId): Promise<void> {
  await client.query(`select pg_advisory_xact_lock(hashtextextended('ways-in/' || $1::text, 0))`, [
    residentId,
  ])
}

export interface SessionRow extends Session {
  residentId: ResidentId
  replaces: Buffer | null
  shown: ShownProof
}

const sessionRowSchema = z
  .object({
    resident_id: residentIdSchema,
    way: z.enum(waysIn),
    replaces: z.instanceof(Buffer).nullable(),
    created_at: z.date(),
    last_seen_at: z.date(),
    expires_at: z.date(),
  })
  .transform((row): SessionRow => ({
    residentId: row.resident_id,
    replaces: row.replaces,
    shown: { way: row.way, at: row.created_at },
    lastSeenAt: row.last_seen_at,
    expiresAt: row.expires_at,
  }))

export async function insertSession(
  database: Queryable,
  session: {
    hash: Buffer
    residentId: ResidentId
    way: WayIn
    device: Device | null
    replaces: Buffer | null
    createdAt: Date
    expiresAt: Date
  },
): Promise<void> {
  await database.query(
    `insert into identity.sessions
       (session_hash, resident_id, way, device, replaces, created_at, last_seen_at, expires_at)
     values ($1, $2, $3, $4, $5, $6, $6, $7)`,
    [
      session.hash,
      session.residentId,
      session.way,
      session.device,
      session.replaces,
      session.createdAt,
      session.expiresAt,
    ],
  )
}

/** Whether nothing was known of this way, and whether of no other either. */
export async function insertKnownWay(
  database: Queryable,
  residentId: ResidentId,
  way: WayIn,
  now: Date,
): Promise<{ isNew: boolean; isFirst: boolean }> {
  const { rows } = await database.query<{ isNew: boolean; isFirst: boolean }>(
    `with added as (
       insert into identity.known_ways (resident_id, way, first_at) values ($1, $2, $3)
       on conflict do nothing returning 1)
     select exists (select from added) as "isNew",
            not exists (select from identity.known_ways where resident_id = $1) as "isFirst"`,
    [residentId, way, now],
  )
  return rows[0] ?? { isNew: false, isFirst: false }
}

const knownWaySchema = z.object({ way: z.string(), firstAt: z.date() })

export async function selectKnownWays(database: Queryable, residentId: ResidentId) {
  const { rows } = await database.query(
    `select way, first_at as "firstAt" from identity.known_ways where resident_id = $1 order by first_at, way`,
    [residentId],
  )
  return z.array(knownWaySchema).parse(rows)
}

export async function deleteKnownWays(database: Queryable, residentId: ResidentId): Promise<void> {
  await database.query('delete from identity.known_ways where resident_id = $1', [residentId])
}

/** Nothing where it was begun by a way that only a newer version knows. */
export async function selectSession(database: Queryable, hash: Buffer): Promise<SessionRow | undefined> {
  const { rows } = await database.query(
    `select resident_id, way, replaces, created_at, last_seen_at, expires_at
       from identity.sessions where session_hash = $1 and way = any($2)`,
    [hash, waysIn],
  )
  return rows.map((row) => sessionRowSchema.parse(row))[0]
}

export interface OneSession extends Session {
  sessionHash: Buffer
  way: WayIn
  /** Null where it began before this was kept. */
  device: Device | null
  createdAt: Date
}

const oneSessionSchema: z.ZodType<OneSession> = z.object({
  sessionHash: z.instanceof(Buffer),
  way: z.enum(waysIn),
  // One that only a newer version knows is not said.
  device: deviceSchema.nullable().catch(null),
  createdAt: z.date(),
  lastSeenAt: z.date(),
  expiresAt: z.date(),
})

/** The newest sessions of somebody, whether they are good or have run out. */
export async function selectSessionsOf(
  database: Queryable,
  residentId: ResidentId,
  limit: number,
): Promise<OneSession[]> {
  const { rows } = await database.query(
    `select session_hash as "sessionHash", way, device, created_at as "createdAt", last_seen_at as "lastSeenAt",
            expires_at as "expiresAt"
       from identity.sessions where resident_id = $1 and way = any($3) order by last_seen_at desc, session_hash limit $2`,
    [residentId, limit, waysIn],
  )
  return z.array(oneSessionSchema).parse(rows)
}

/** Is it still there? It stays so until the transaction ends: whoever ends it waits, and then sees what was done by it. */
export async function lockSession(client: Queryable, hash: Buffer): Promise<boolean> {
  const { rows } = await client.query(
    'select from identity.sessions where session_hash = $1 for no key update',
    [hash],
  )
  return rows.length === 1
}

export async function updateLastSeen(database: Queryable, hash: Buffer, now: Date): Promise<void> {
  await database.query(
    'update identity.sessions set last_seen_at = $2 where session_hash = $1 and last_seen_at < $2',
    [hash, now],
  )
}

export async function deleteSession(database: Queryable, hash: Buffer): Promise<void> {
  await database.query('delete from identity.sessions where session_hash = $1', [hash])
}

/** False when there is none, or it is somebody else's. */
export async function deleteOwnSession(
  database: Queryable,
  residentId: ResidentId,
  hash: Buffer,
): Promise<boolean> {
  const { rowCount } = await database.query(
    'delete from identity.sessions where session_hash = $1 and resident_id = $2',
    [hash, residentId],
  )
  return rowCount === 1
}

export async function deleteOtherSessions(
  database: Queryable,
  residentId: ResidentId,
  hash: Buffer,
): Promise<number> {
  const { rowCount } = await database.query(
    'delete from identity.sessions where resident_id = $1 and session_hash <> $2',
    [residentId, hash],
  )
  return rowCount ?? 0
}

export async function deleteSessionsOf(database: Queryable, residentId: ResidentId): Promise<void> {
  await database.query('delete from identity.sessions where resident_id = $1', [residentId])
}

export async function deleteSessionsExpiredBefore(database: Queryable, now: Date): Promise<void> {
  await database.query('delete from identity.sessions where expires_at < $1', [now])
}

export interface Client {
  clientId: string
  vendorId: VendorId
  jwks: PublicKeySet
  standing: 'active' | 'ended'
}

const clientRowSchema = z
  .object({
    client_id: z.string(),
    vendor_id: vendorIdSchema,
    jwks: publicKeySetSchema,
    standing: z.enum(['active', 'ended']),
  })
  .transform((row): Client => ({
    clientId: row.client_id,
    vendorId: row.vendor_id,
    jwks: row.jwks,
    standing: row.standing,
  }))

/** False when the id is taken. */
export async function insertClient(database: Queryable, client: Client, now: Date): Promise<boolean> {
  const { rowCount } = await database.query(
    `insert into identity.clients (client_id, vendor_id, jwks, standing, created_at) values ($1, $2, $3, $4, $5)
     on conflict do nothing`,
    [client.clientId, client.vendorId, client.jwks, client.standing, now],
  )
  return rowCount === 1
}

export async function selectClient(database: Queryable, clientId: string): Promise<Client | undefined> {
  const { rows } = await database.query(
    'select client_id, vendor_id, jwks, standing from identity.clients where client_id = $1',
    [clientId],
  )
  return rows.map((row) => clientRowSchema.parse(row))[0]
}

const clientOnFileSchema = z
  .object({
    standing: z.enum(['active', 'ended']),
    vendor_standing: z.enum(vendorStandings),
    contract_until: z.date(),
  })
  .transform((row): ClientOnFile => ({
    standing: row.standing,
    vendorStanding: row.vendor_standing,
    contractUntil: row.contract_until,
  }))

export async function selectClientOnFile(
  database: Queryable,
  clientId: string,
): Promise<ClientOnFile | undefined> {
  const { rows } = await database.query(
    `select client.standing, vendor.standing as vendor_standing, vendor.contract_until
       from identity.clients client
       join vendors.door_standing vendor using (vendor_id)
      where client.client_id = $1`,
    [clientId],
  )
  return rows.map((row) => clientOnFileSchema.parse(row))[0]
}

export async function updateClientEnded(database: Queryable, clientId: string): Promise<void> {
  await database.query(`update identity.clients set standing = 'ended' where client_id = $1`, [clientId])
}
