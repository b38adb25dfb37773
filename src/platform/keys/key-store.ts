import { randomBytes } from 'node:crypto'
import type { Pool } from '../database/index.ts'
import type { CityKeyRing } from './city-key-ring.ts'
import { generation, keyKinds, OwnerKeys, type KeyKind } from './owner-keys.ts'

interface WrappedRow {
  city_key_id: string
  wrapped: Buffer
}

interface OwnerKeyRow extends WrappedRow {
  owner_id: string
  kind: KeyKind
}

// Between our look at the ring and our reading or writing the next rotation may begin; three in a row do not happen.
const ringTries = 4

// Locked, so that a rotation which takes the right to wrap away waits for what is being wrapped (000002_city_keys.sql).
const wrappingKey = `select city_key_id from keystore.city_keys where city_key_id = $1 and wraps for share`

/** Only where there is none: a city key that was given up must not come back by way of an old ring. */
export const registerFirstKey = `
  insert into keystore.city_keys (city_key_id, wraps) select $1, true
   where not exists (select from keystore.city_keys) on conflict do nothing`

/**
 * The key store. Keys are fetched and unwrapped for each request and cached nowhere, so a destroyed key is gone for
 * every process at once (one indexed query per batch, about 0.3 ms on loopback).
 *
 * The city key may be rotated by another process at any moment: `reload` reads the ring again when a row names a city
 * key that ours lacks, or when our current one may no longer wrap.
 */
export class KeyStore {
  readonly #pool: Pick<Pool, 'query'>
  #ring: CityKeyRing
  readonly #reload: () => Promise<CityKeyRing>

  constructor(pool: Pick<Pool, 'query'>, ring: CityKeyRing, reload = () => Promise.resolve(ring)) {
    this.#pool = pool
    this.#ring = ring
    this.#reload = reload
  }

  /** Makes the three keys of a new owner; an owner that has keys keeps them. */
  async create(ownerId: string, now: Date): Promise<OwnerKeys> {
    const keys = (await this.createMany([ownerId], now)).get(ownerId)
    if (!keys) throw new Error('keys vanished while they were made')
    return keys
  }

  /** The same of many, with one question. */
  async createMany(ownerIds: readonly string[], now: Date): Promise<Map<string, OwnerKeys>> {
    const made = ownerIds.flatMap((ownerId) => keyKinds.map((kind) => ({ ownerId, kind })))
    await this.#wrap((ring) => {
      const wrapped = made.map(
        ({ ownerId, kind }) => ring.wrap(randomBytes(32), ownerContext(ownerId, kind)).wrapped,
      )
      return this.#pool.query(
        `with wrapping as (${wrappingKey}),
              made as (insert into keystore.owner_keys (owner_id, kind, generation, city_key_id, wrapped, created_at)
                       select owner_id, kind, $3, city_key_id, wrapped, $4
                         from wrapping, unnest($2::uuid[], $5::text[], $6::bytea[]) as fresh (owner_id, kind, wrapped)
                       on conflict do nothing)
         select from wrapping`,
        [
          ring.currentId,
          made.map(({ ownerId }) => ownerId),
          generation,
          now,
          made.map(({ kind }) => kind),
          wrapped,
        ],
      )
    })
    return this.findMany(ownerIds)
  }

  /** The keys of these owners; who has none (never existed, or erased) is absent from the answer. */
  async findMany(ownerIds: readonly string[]): Promise<Map<string, OwnerKeys>> {
    const { rows, ring } = await this.#read<OwnerKeyRow>({
      name: 'find-owner-keys',
      text: 'select owner_id, kind, city_key_id, wrapped from keystore.owner_keys where owner_id = any($1::uuid[])',
      values: [ownerIds],
    })
    const opened = new Map<string, Map<KeyKind, Buffer>>()
    for (const row of rows) {
      const keys = opened.get(row.owner_id) ?? new Map<KeyKind, Buffer>()
      keys.set(row.kind, ring.unwrap(row.city_key_id, row.wrapped, ownerContext(row.owner_id, row.kind)))
      opened.set(row.owner_id, keys)
    }
    return new Map([...opened].map(([ownerId, keys]) => [ownerId, new OwnerKeys(keys)]))
  }

  async find(ownerId: string): Promise<OwnerKeys | undefined> {
    return (await this.findMany([ownerId])).get(ownerId)
  }

  /** Destroys keys of an owner. What they sealed is unreadable from now on; nothing brings it back. */
  destroy(ownerId: string, which: readonly KeyKind[]): Promise<void> {
    return this.destroyMany(which.map((kind) => ({ ownerId, kind })))
  }

  /** The same of many. Those that are gone already are no fault. */
  async destroyMany(which: readonly { ownerId: string; kind: KeyKind }[]): Promise<void> {
    await this.#pool.query(
      `delete from keystore.owner_keys
        where (owner_id, kind) in (select * from unnest($1::uuid[], $2::text[]))`,
      [which.map(({ ownerId }) => ownerId), which.map(({ kind }) => kind)],
    )
  }

  /** A secret of the installation itself, made once and the same for every process. */
  async serviceSecret(name: string, make: () => Uint8Array, now: Date): Promise<Buffer> {
    const found = await this.findServiceSecret(name)
    if (found) return found
    const secret = make()
    await this.#wrap((ring) =>
      this.#pool.query(
        `with wrapping as (${wrappingKey}),
              made as (insert into keystore.service_keys (name, city_key_id, wrapped, created_at)
                       select $2, city_key_id, $3, $4 from wrapping on conflict do nothing)
         select from wrapping`,
        [ring.currentId, name, ring.wrap(secret, serviceContext(name)).wrapped, now],
      ),
    )
    const stored = await this.findServiceSecret(name)
    if (!stored) throw new Error(`service secret ${name} vanished`)
    return stored
  }

  /** The same, where it has been made. */
  async findServiceSecret(name: string): Promise<Buffer | undefined> {
    const { rows, ring } = await this.#read<WrappedRow>({
      text: 'select city_key_id, wrapped from keystore.service_keys where name = $1',
      values: [name],
    })
    return rows.map((row) => ring.unwrap(row.city_key_id, row.wrapped, serviceContext(name)))[0]
  }

  /**
   * Of a secret that can be renewed, those that are good, the newest first: it is to be used, and the ones before it open
   * what they made for so long after they were renewed. The first is made here.
   */
  async goodServiceSecrets(
    name: string,
    make: () => Uint8Array,
    { now, goodAfterRenewalMs }: { now: Date; goodAfterRenewalMs: number },
  ): Promise<Buffer[]> {
    const found = await this.#findRenewed(name)
    if (found.length === 0) return [await this.serviceSecret(name, make, now)]
    const isGood = (at: number) => {
      const next = found[at + 1]
      return !next || now.getTime() - next.createdAt.getTime() < goodAfterRenewalMs
    }
    return found
      .filter((_, at) => isGood(at))
      .map(({ secret }) => secret)
      .reverse()
  }

  /** One more secret of this name, to be used from now on. Twice at the same moment it is one. Returns its number. */
  async renewServiceSecret(name: string, make: () => Uint8Array, now: Date): Promise<number> {
    const number = ((await this.#findRenewed(name)).at(-1)?.number ?? 0) + 1
    await this.serviceSecret(number === 1 ? name : `${name}/${String(number)}`, make, now)
    return number
  }

  /** `name` and, since it was renewed, `name/2`, `name/3`, …; the newest last. */
  async #findRenewed(name: string): Promise<{ number: number; secret: Buffer; createdAt: Date }[]> {
    const { rows, ring } = await this.#read<WrappedRow & { name: string; created_at: Date }>({
      text: `select name, city_key_id, wrapped, created_at from keystore.service_keys
              where split_part(name, '/', 1) = $1`,
      values: [name],
    })
    return rows
      .map((row) => ({
        number: Number(row.name.split('/')[1] ?? 1),
        secret: ring.unwrap(row.city_key_id, row.wrapped, serviceContext(row.name)),
        createdAt: row.created_at,
      }))
      .sort((one, other) => one.number - other.number)
  }

  /** Rows and a ring that unwraps them. Asked again after each reload: by then they may be wrapped anew. */
  async #read<Row extends WrappedRow>(query: { name?: string; text: string; values: unknown[] }) {
    for (let tries = 0; ; tries++) {
      const { rows } = await this.#pool.query<Row>(query)
      const unknown = rows.find((row) => !this.#ring.has(row.city_key_id))
      if (!unknown) return { rows, ring: this.#ring }
      if (tries === ringTries) throw new Error(`city key ${unknown.city_key_id} is not in the ring's file`)
      this.#ring = await this.#reload()
    }
  }

  /** `insert` answers no row when our city key may not wrap (any more, or the very first): look at the ring again. */
  async #wrap(insert: (ring: CityKeyRing) => Promise<{ rowCount: number | null }>): Promise<void> {
    for (let tries = 0; tries < ringTries; tries++) {
      if ((await insert(this.#ring)).rowCount === 1) return
      this.#ring = await this.#reload()
      await this.#pool.query(registerFirstKey, [this.#ring.currentId])
    }
    throw new Error(`city key ${this.#ring.currentId} may not wrap: is the ring the current one?`)
  }
}

/** What a wrapped key is bound to: moved to another row, it does not open. */
export function ownerContext(ownerId: string, kind: KeyKind): string {
  return `${ownerId}/${kind}/${String(generation)}`
}

export function serviceContext(name: string): string {
  return `service/${name}`
}
