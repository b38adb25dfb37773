import { createHmac, randomBytes } from 'node:crypto'
import type { Pool, Queryable } from '../database/index.ts'
import type { CityKeyRing } from './city-key-ring.ts'
import { openBytes, sealBytes } from './sealing.ts'

/** values: what was measured · identity: name and contact · records: what the law makes us keep. */
export type KeyKind = 'values' | 'identity' | 'records'
const kinds: readonly KeyKind[] = ['values', 'identity', 'records']

const sealFormat = 1
const generation = 1

/** The keys of one owner, opened, for the length of one request. Never kept, never logged. */
export class OwnerKeys {
  readonly #keys: ReadonlyMap<KeyKind, Buffer>

  constructor(keys: ReadonlyMap<KeyKind, Buffer>) {
    this.#keys = keys
  }

  /** Header (format, key generation) ‖ nonce ‖ ciphertext ‖ tag. `context` must be given again to open. */
  seal(kind: KeyKind, plain: Uint8Array, context: string): Buffer {
    return Buffer.concat([
      Buffer.from([sealFormat, generation]),
      sealBytes(this.#keyOf(kind), plain, `${kind}/${context}`),
    ])
  }

  open(kind: KeyKind, sealed: Uint8Array, context: string): Buffer {
    if (sealed[0] !== sealFormat || sealed[1] !== generation) throw new Error('unknown seal format')
    return openBytes(this.#keyOf(kind), sealed.subarray(2), `${kind}/${context}`)
  }

  /** Every stored hash or salt about a person is made here: without the owner's key it cannot be guessed. */
  hmac(kind: KeyKind, purpose: string, value: string | Uint8Array): Buffer {
    return createHmac('sha256', this.#keyOf(kind)).update(purpose).update('\0').update(value).digest()
  }

  #keyOf(kind: KeyKind): Buffer {
    const key = this.#keys.get(kind)
    if (!key) throw new Error(`the ${kind} key is not there`)
    return key
  }
}

interface KeyRow {
  owner_id: string
  kind: KeyKind
  city_key_id: string
  wrapped: Buffer
}

/**
 * The key store. Keys are fetched and unwrapped for each request and cached nowhere, so a destroyed key is gone for
 * every process at once (one indexed query per batch, about 0.3 ms on loopback).
 */
export class KeyStore {
  readonly #pool: Pool
  readonly #ring: CityKeyRing

  constructor(pool: Pool, ring: CityKeyRing) {
    this.#pool = pool
    this.#ring = ring
  }

  /** Makes the three keys of a new owner; an owner that has keys keeps them. */
  async create(ownerId: string, now: Date): Promise<OwnerKeys> {
    const fresh = kinds.map((kind) => ({
      kind,
      ...this.#ring.wrap(randomBytes(32), contextOf(ownerId, kind)),
    }))
    await this.#pool.query(
      `insert into keystore.owner_keys (owner_id, kind, generation, city_key_id, wrapped, created_at)
       select $1, kind, $2, city_key_id, wrapped, $3
         from unnest($4::text[], $5::text[], $6::bytea[]) as fresh (kind, city_key_id, wrapped)
       on conflict do nothing`,
      [
        ownerId,
        generation,
        now,
        fresh.map((key) => key.kind),
        fresh.map((key) => key.cityKeyId),
        fresh.map((key) => key.wrapped),
      ],
    )
    const keys = await this.find(ownerId)
    if (!keys) throw new Error('keys vanished while they were made')
    return keys
  }

  /** The keys of these owners; who has none (never existed, or erased) is absent from the answer. */
  async findMany(ownerIds: readonly string[]): Promise<Map<string, OwnerKeys>> {
    const { rows } = await this.#pool.query<KeyRow>({
      name: 'find-owner-keys',
      text: 'select owner_id, kind, city_key_id, wrapped from keystore.owner_keys where owner_id = any($1::uuid[])',
      values: [ownerIds],
    })
    const opened = new Map<string, Map<KeyKind, Buffer>>()
    for (const row of rows) {
      const keys = opened.get(row.owner_id) ?? new Map<KeyKind, Buffer>()
      keys.set(row.kind, this.#ring.unwrap(row.city_key_id, row.wrapped, contextOf(row.owner_id, row.kind)))
      opened.set(row.owner_id, keys)
    }
    return new Map([...opened].map(([ownerId, keys]) => [ownerId, new OwnerKeys(keys)]))
  }

  async find(ownerId: string): Promise<OwnerKeys | undefined> {
    return (await this.findMany([ownerId])).get(ownerId)
  }

  /** Destroys keys of an owner. What they sealed is unreadable from now on; nothing brings it back. */
  async destroy(ownerId: string, which: readonly KeyKind[]): Promise<void> {
    await this.#pool.query('delete from keystore.owner_keys where owner_id = $1 and kind = any($2::text[])', [
      ownerId,
      which,
    ])
  }

  /** A secret of the installation itself, made once and the same for every process. */
  async serviceSecret(name: string, make: () => Uint8Array, now: Date): Promise<Buffer> {
    const { cityKeyId, wrapped } = this.#ring.wrap(make(), `service/${name}`)
    await this.#pool.query(
      `insert into keystore.service_keys (name, city_key_id, wrapped, created_at) values ($1, $2, $3, $4)
       on conflict do nothing`,
      [name, cityKeyId, wrapped, now],
    )
    const { rows } = await this.#pool.query<{ city_key_id: string; wrapped: Buffer }>(
      'select city_key_id, wrapped from keystore.service_keys where name = $1',
      [name],
    )
    const [row] = rows
    if (!row) throw new Error(`service secret ${name} vanished`)
    return this.#ring.unwrap(row.city_key_id, row.wrapped, `service/${name}`)
  }

  /** Rewraps up to `limit` keys that an older city key still wraps. Returns how many it did; 0 means finished. */
  async rewrapSome(limit: number): Promise<number> {
    const owners = await rewrapTable(this.#pool, this.#ring, ownerTable, limit)
    const services = await rewrapTable(this.#pool, this.#ring, serviceTable, limit)
    return owners + services
  }
}

function contextOf(ownerId: string, kind: KeyKind): string {
  return `${ownerId}/${kind}/${String(generation)}`
}

interface WrappedTable {
  name: string
  /** SQL that gives the context under which the row's key was wrapped. */
  context: string
}

const ownerTable: WrappedTable = {
  name: 'keystore.owner_keys',
  context: `owner_id || '/' || kind || '/' || generation`,
}
const serviceTable: WrappedTable = { name: 'keystore.service_keys', context: `'service/' || name` }

async function rewrapTable(pool: Queryable, ring: CityKeyRing, table: WrappedTable, limit: number) {
  const { rows } = await pool.query<{ context: string; city_key_id: string; wrapped: Buffer }>(
    `select ${table.context} as context, city_key_id, wrapped
       from ${table.name} where city_key_id <> $1 limit $2`,
    [ring.currentId, limit],
  )
  for (const row of rows) {
    const key = ring.unwrap(row.city_key_id, row.wrapped, row.context)
    // `and city_key_id = $4`: another process may have rewrapped or the owner may be gone meanwhile.
    await pool.query(
      `update ${table.name} set city_key_id = $1, wrapped = $2
        where ${table.context} = $3 and city_key_id = $4`,
      [ring.currentId, ring.wrap(key, row.context).wrapped, row.context, row.city_key_id],
    )
  }
  return rows.length
}
