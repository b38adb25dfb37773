import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { createTestTenant, type TestTenant } from '../../../test/support/tenant.ts'
import { openPool, type Pool } from '../database/index.ts'
import { CityKeyRing, KeyStore, rotateCityKey, type OwnerKeys } from './index.ts'

const now = new Date('2026-11-23T01:00:00Z')
const plain = Buffer.from('73519')

let tenant: TestTenant
let pool: Pool
let directory: string
let ringFile: string

beforeAll(async () => {
  tenant = await createTestTenant()
  pool = openPool({ url: tenant.databases.keystore.keystore, name: 'test-keys', max: 6 })
  directory = await mkdtemp(join(tmpdir(), 'azukari-keys-'))
})
afterAll(async () => {
  await pool.end()
  await tenant.close()
  await rm(directory, { recursive: true })
})
beforeEach(async () => {
  await pool.query('delete from keystore.owner_keys')
  ringFile = join(directory, randomUUID())
  const owner = openPool({ url: tenant.databases.keystore.migrate, name: 'test-owner', max: 1 })
  await owner.query('delete from keystore.service_keys; delete from keystore.city_keys')
  await owner.end()
  await CityKeyRing.fresh().save(ringFile)
})

/** A key store as one more running process has it: with the ring as the file holds it now. */
async function aProcess(): Promise<KeyStore> {
  return new KeyStore(pool, await CityKeyRing.load(ringFile), () => CityKeyRing.load(ringFile))
}

interface Sealed {
  owner: string
  body: Buffer
}

async function sealedBy(store: KeyStore, owner: string = randomUUID()): Promise<Sealed> {
  return { owner, body: (await store.create(owner, now)).seal('values', plain, owner) }
}

async function opens(store: KeyStore, { owner, body }: Sealed): Promise<boolean> {
  const keys = await store.find(owner)
  return keys !== undefined && keys.open('values', body, owner).equals(plain)
}

async function cityKeysInUse(): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `select city_key_id as id from keystore.owner_keys union select city_key_id from keystore.service_keys`,
  )
  return rows.map(({ id }) => id)
}

describe('The key store', () => {
  test('gives an owner the same keys in every process, and who has none is absent', async () => {
    const [here, there] = [await aProcess(), await aProcess()]
    const mine = await sealedBy(here)
    expect(await opens(there, mine)).toBe(true)
    const found = await there.findMany([mine.owner, randomUUID()])
    expect([...found.keys()]).toEqual([mine.owner])
  })

  test('keeps the keys an owner has, though made twice at once', async () => {
    const owner = randomUUID()
    const stores = await Promise.all(Array.from({ length: 6 }, () => aProcess()))
    const made = await Promise.all(stores.map((store) => store.create(owner, now)))
    const [first, ...others] = made as [OwnerKeys, ...OwnerKeys[]]
    const body = first.seal('values', plain, 'x')
    for (const keys of others) expect(keys.open('values', body, 'x')).toEqual(plain)
  })

  test('forgets a destroyed key at once, for every process', async () => {
    const [here, there] = [await aProcess(), await aProcess()]
    const mine = await sealedBy(here)
    const other = await sealedBy(here)
    expect(await opens(there, mine)).toBe(true)
    await here.destroy(mine.owner, ['values'])
    const left = await there.find(mine.owner)
    expect(() => left?.open('values', mine.body, mine.owner)).toThrow('not there')
    expect(left?.open('identity', left.seal('identity', plain, 'x'), 'x')).toEqual(plain)
    await here.destroy(mine.owner, ['identity', 'records'])
    expect(await there.find(mine.owner)).toBeUndefined()
    expect(await opens(there, other)).toBe(true)
  })

  test('opens nothing that was moved to another owner', async () => {
    const store = await aProcess()
    const [a, b] = [await sealedBy(store), await sealedBy(store)]
    await pool.query('delete from keystore.owner_keys where owner_id = $1', [b.owner])
    await pool.query('update keystore.owner_keys set owner_id = $1 where owner_id = $2', [b.owner, a.owner])
    await expect(store.find(b.owner)).rejects.toThrow()
  })

  test('makes a secret of the installation once, the same for every process', async () => {
    const stores = await Promise.all(Array.from({ length: 6 }, () => aProcess()))
    const secrets = await Promise.all(
      stores.map((store) => store.serviceSecret('token', () => randomBytes(64), now)),
    )
    expect(new Set(secrets.map((secret) => secret.toString('hex'))).size).toBe(1)
    expect(secrets[0]).toHaveLength(64)
  })

  test('refuses a ring that is not the one its keys are wrapped by', async () => {
    await sealedBy(await aProcess())
    const stranger = new KeyStore(pool, CityKeyRing.fresh())
    await expect(stranger.create(randomUUID(), now)).rejects.toThrow('may not wrap')
  })
})

describe('Rotation of the city key', () => {
  test('rewraps everything, gives up the old key, and says how far it is', async () => {
    const store = await aProcess()
    const before = await CityKeyRing.load(ringFile)
    const sealed = await Promise.all(Array.from({ length: 400 }, () => sealedBy(store)))
    const secret = await store.serviceSecret('token', () => randomBytes(32), now)
    const progress: number[] = []
    const outcome = await rotateCityKey({ pool, ringFile, onProgress: (done) => progress.push(done) })
    expect(outcome).toMatchObject({ ok: true, rewrapped: 1201 })
    expect(progress).toEqual([500, 1000, 1200, 1201])
    const after = await CityKeyRing.load(ringFile)
    expect([after.size, after.has(before.currentId)]).toEqual([1, false])
    expect(await cityKeysInUse()).toEqual([after.currentId])
    for (const process of [store, await aProcess()]) {
      for (const one of sealed) expect(await opens(process, one)).toBe(true)
      expect(await process.serviceSecret('token', () => randomBytes(32), now)).toEqual(secret)
    }
  })

  test('reaches a process that still holds the old ring: it reads the file again', async () => {
    const old = await aProcess()
    const early = await sealedBy(old)
    await rotateCityKey({ pool, ringFile })
    const late = await sealedBy(old)
    expect(await cityKeysInUse()).toEqual([(await CityKeyRing.load(ringFile)).currentId])
    expect([await opens(old, early), await opens(old, late)]).toEqual([true, true])
    expect(await opens(await aProcess(), late)).toBe(true)
  })

  test('a process that cannot read the file again wraps nothing by a key that was given up', async () => {
    const stubborn = new KeyStore(pool, await CityKeyRing.load(ringFile))
    await sealedBy(stubborn)
    await rotateCityKey({ pool, ringFile })
    await expect(stubborn.create(randomUUID(), now)).rejects.toThrow('may not wrap')
  })

  test('loses nothing while owners come and go in processes of every age', async () => {
    const kept: Sealed[] = []
    const gone: Sealed[] = []
    let rotating = true
    const work = async () => {
      const store = await aProcess()
      while (rotating) {
        const one = await sealedBy(store)
        await store.destroy(one.owner, ['values', 'identity', 'records'])
        gone.push(one)
        kept.push(await sealedBy(store))
      }
    }
    const workers = Promise.all([work(), work(), work()])
    // Who fails ends the test at once, and is heard below.
    workers.catch(() => (rotating = false))
    const outcomes = []
    while (rotating && outcomes.length < 6) {
      outcomes.push(await rotateCityKey({ pool, ringFile }))
      // On a quiet machine six rotations would be over before much has come and gone.
      while (rotating && kept.length < 6 * outcomes.length) await sleep(5)
    }
    rotating = false
    await workers
    expect(outcomes.every(({ ok }) => ok)).toBe(true)
    const store = await aProcess()
    expect((await CityKeyRing.load(ringFile)).size).toBe(1)
    for (const one of kept) expect(await opens(store, one)).toBe(true)
    for (const one of gone) expect(await store.find(one.owner)).toBeUndefined()
  })

  test('is done by one process at a time', async () => {
    const store = await aProcess()
    const sealed = await Promise.all(Array.from({ length: 50 }, () => sealedBy(store)))
    const outcomes = await Promise.all([1, 2].map(() => rotateCityKey({ pool, ringFile })))
    expect(outcomes.map((outcome) => outcome.ok).sort()).toEqual([false, true])
    expect(outcomes).toContainEqual({ ok: false, because: 'already-rotating' })
    for (const one of sealed) expect(await opens(await aProcess(), one)).toBe(true)
    expect((await rotateCityKey({ pool, ringFile })).ok).toBe(true)
  })

  test('broken off in the middle, it is finished by the next', async () => {
    const store = await aProcess()
    const sealed = await Promise.all(Array.from({ length: 400 }, () => sealedBy(store)))
    const broken = rotateCityKey({
      pool,
      ringFile,
      onProgress: () => {
        throw new Error('killed')
      },
    })
    await expect(broken).rejects.toThrow('killed')
    expect(await cityKeysInUse()).toHaveLength(2)
    for (const one of sealed) expect(await opens(store, one)).toBe(true)
    const { currentId } = await CityKeyRing.load(ringFile)
    expect(await rotateCityKey({ pool, ringFile })).toEqual({
      ok: true,
      cityKeyId: currentId,
      rewrapped: 700,
    })
    expect(await cityKeysInUse()).toEqual([currentId])
    for (const one of sealed) expect(await opens(await aProcess(), one)).toBe(true)
  })
})
