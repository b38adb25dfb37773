import type { Queryable } from '../../platform/database/index.ts'
import type { LeafKind } from '../commitment.ts'
import { hashOfLeaf, subtreesOf, type Hash, type Place, type Subtree } from '../merkle/tree.ts'

export interface WaitingLeaf {
  leafId: string
  kind: LeafKind
  commitment: Buffer
}

/**
 * Takes leaves out of the queue, in about the order in which they came. One whose id is a leaf already, or that waits
 * twice under one id, stays there for a person to see: it must not keep the others from being logged.
 */
export async function takeWaiting(client: Queryable, atMost: number): Promise<WaitingLeaf[]> {
  // A scalar subquery is always a look-up by the index; a join may become a scan of the whole log.
  const { rows } = await client.query<WaitingLeaf & Record<string, unknown>>(
    `with fresh as materialized (
       select resident_id, leaf_id from proof.pending_leaves waiting
        where (select leaf_index from proof.leaves leaf where leaf.leaf_id = waiting.leaf_id) is null
        limit $1)
     delete from proof.pending_leaves
      where (resident_id, leaf_id) in (
        select distinct on (leaf_id) resident_id, leaf_id from fresh order by leaf_id, resident_id)
     returning leaf_id as "leafId", kind, commitment`,
    [atMost],
  )
  return rows
}

/** Takes out of the queue what is a leaf by now, the very same. */
export async function deleteWaiting(client: Queryable, leaves: readonly WaitingLeaf[]): Promise<void> {
  await client.query(
    `delete from proof.pending_leaves waiting
      using unnest($1::uuid[], $2::bytea[]) as logged (leaf_id, commitment)
      where waiting.leaf_id = logged.leaf_id and waiting.commitment = logged.commitment`,
    [leaves.map(({ leafId }) => leafId), leaves.map(({ commitment }) => commitment)],
  )
}

export async function insertRestored(
  client: Queryable,
  indexes: readonly number[],
  restoredAt: Date,
): Promise<void> {
  await client.query(
    'insert into proof.restored_leaves (leaf_index, restored_at) select unnest($1::bigint[]), $2',
    [indexes, restoredAt],
  )
}

/** Leaves, of the first `size`, that came back from the leaf journal: of some the record is lost. */
export async function restoredLeaves(database: Queryable, size: number): Promise<number[]> {
  const { rows } = await database.query<{ index: number }>(
    'select leaf_index::float8 as index from proof.restored_leaves where leaf_index < $1',
    [size],
  )
  return rows.map(({ index }) => index)
}

/** Only whether there is any: the queue may be long. */
export async function isAnyWaiting(database: Queryable): Promise<boolean> {
  const { rows } = await database.query<{ any: boolean }>(
    'select exists (select from proof.pending_leaves) as any',
  )
  return rows[0]?.any ?? false
}

/** How many leaves the log has. */
export async function selectSize(database: Queryable): Promise<number> {
  const { rows } = await database.query<{ size: number }>(
    'select coalesce(max(leaf_index) + 1, 0)::float8 as size from proof.leaves',
  )
  return rows[0]?.size ?? 0
}

/** The complete subtrees the whole log is made of, left to right. */
export async function selectEdge(database: Queryable): Promise<Subtree[]> {
  const places = subtreesOf({ start: 0, end: await selectSize(database) })
  const hashAt = await selectHashes(database, places)
  return places.map((place) => ({ ...place, hash: hashAt(place) }))
}

/** The hashes of these subtrees and leaves. Throws for one that is missing: the log is damaged. */
export async function selectHashes(
  database: Queryable,
  places: readonly Place[],
): Promise<(place: Place) => Hash> {
  const there = await selectHashesThere(database, places)
  return (place) => {
    const hash = there(place)
    if (!hash) throw new Error(`the log lacks subtree ${nameOf(place)}`)
    return hash
  }
}

/** The same, of those that are there. */
export async function selectHashesThere(
  database: Queryable,
  places: readonly Place[],
): Promise<(place: Place) => Hash | undefined> {
  const [leaves, above] = [places.filter(({ level }) => level === 0), places.filter(({ level }) => level > 0)]
  const { rows } = await database.query<{ level: number; index: number; bytes: Buffer }>(
    `select 0 as level, leaf_index::float8 as index, commitment as bytes
       from proof.leaves where leaf_index = any($1::bigint[])
     union all
     select level, index::float8, hash
       from proof.subtrees join unnest($2::int[], $3::bigint[]) as wanted (level, index) using (level, index)`,
    [leaves.map(({ index }) => index), above.map(({ level }) => level), above.map(({ index }) => index)],
  )
  const found = new Map(
    rows.map(({ level, index, bytes }) => [
      nameOf({ level, index }),
      level === 0 ? hashOfLeaf(bytes) : bytes,
    ]),
  )
  return (place) => found.get(nameOf(place))
}

const nameOf = ({ level, index }: Place) => `${String(level)}/${String(index)}`

/** Leaves from this number on, in order. */
export async function selectLeavesFrom(
  database: Queryable,
  index: number,
  atMost: number,
): Promise<{ index: number; commitment: Buffer }[]> {
  const { rows } = await database.query<{ index: number; commitment: Buffer }>(
    `select leaf_index::float8 as index, commitment from proof.leaves
      where leaf_index >= $1 order by leaf_index limit $2`,
    [index, atMost],
  )
  return rows
}

/** The same, whole. */
export async function selectWholeLeaves(
  database: Queryable,
  index: number,
  atMost: number,
): Promise<(WaitingLeaf & { index: number })[]> {
  const { rows } = await database.query<WaitingLeaf & { index: number } & Record<string, unknown>>(
    `select leaf_index::float8 as index, leaf_id as "leafId", kind, commitment from proof.leaves
      where leaf_index >= $1 order by leaf_index limit $2`,
    [index, atMost],
  )
  return rows
}

/** Checkpoints of more than `from` leaves and at most `to`, the smallest first. */
export async function selectCheckpointsBetween(
  database: Queryable,
  from: number,
  to: number,
): Promise<Pick<SignedCheckpoint, 'size' | 'note'>[]> {
  const { rows } = await database.query<{ size: number; note: string }>(
    'select size::float8 as size, note from proof.checkpoints where size > $1 and size <= $2 order by size',
    [from, to],
  )
  return rows
}

export async function insertLeaves(
  client: Queryable,
  first: number,
  leaves: readonly WaitingLeaf[],
  completed: readonly Subtree[],
): Promise<void> {
  await client.query(
    `insert into proof.leaves (leaf_index, leaf_id, kind, commitment)
     select $1 + place - 1, leaf_id, kind, commitment
       from unnest($2::uuid[], $3::text[], $4::bytea[]) with ordinality as leaf (leaf_id, kind, commitment, place)`,
    [
      first,
      leaves.map(({ leafId }) => leafId),
      leaves.map(({ kind }) => kind),
      leaves.map(({ commitment }) => commitment),
    ],
  )
  const above = completed.filter(({ level }) => level > 0)
  await client.query(
    `insert into proof.subtrees (level, index, hash)
     select * from unnest($1::int[], $2::bigint[], $3::bytea[])`,
    [above.map(({ level }) => level), above.map(({ index }) => index), above.map(({ hash }) => hash)],
  )
}

export interface SignedCheckpoint {
  size: number
  note: string
  signedAt: Date
}

export async function insertCheckpoint(
  client: Queryable,
  { size, note, signedAt }: SignedCheckpoint,
): Promise<void> {
  await client.query('insert into proof.checkpoints (size, note, signed_at) values ($1, $2, $3)', [
    size,
    note,
    signedAt,
  ])
}

/** The newest one; undefined while the log is empty. */
export async function selectCheckpoint(database: Queryable): Promise<SignedCheckpoint | undefined> {
  const { rows } = await database.query<SignedCheckpoint & Record<string, unknown>>(
    `select size::float8 as size, note, signed_at as "signedAt" from proof.checkpoints order by size desc limit 1`,
  )
  return rows[0]
}

/** The one of this size; undefined when none was signed of it. */
export async function selectCheckpointOf(
  database: Queryable,
  size: number,
): Promise<SignedCheckpoint | undefined> {
  const { rows } = await database.query<SignedCheckpoint & Record<string, unknown>>(
    `select size::float8 as size, note, signed_at as "signedAt" from proof.checkpoints where size = $1`,
    [size],
  )
  return rows[0]
}

/** Where a leaf stands; undefined while it waits, or when there is none. */
export async function selectIndex(database: Queryable, leafId: string): Promise<number | undefined> {
  const { rows } = await database.query<{ index: number }>(
    'select leaf_index::float8 as index from proof.leaves where leaf_id = $1',
    [leafId],
  )
  return rows[0]?.index
}

export interface LogKey {
  number: number
  origin: string
  publicKey: Buffer
  /** Signed by the key before it; null of the first. */
  endorsement: string | null
  since: Date
}

/** Every key that has ever signed, the newest last. */
export async function selectLogKeys(database: Queryable): Promise<LogKey[]> {
  const { rows } = await database.query<LogKey & Record<string, unknown>>(
    'select number, origin, public_key as "publicKey", endorsement, since from proof.log_keys order by number',
  )
  return rows
}

/** Two processes may both do it, with the same key. */
export async function insertLogKey(
  database: Queryable,
  { number, origin, publicKey, endorsement, since }: Omit<LogKey, 'publicKey'> & { publicKey: Uint8Array },
): Promise<void> {
  await database.query(
    `insert into proof.log_keys (number, origin, public_key, endorsement, since)
     values ($1, $2, $3, $4, $5) on conflict do nothing`,
    [number, origin, publicKey, endorsement, since],
  )
}
