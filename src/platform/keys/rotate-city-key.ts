import type { Pool } from '../database/index.ts'
import { CityKeyRing } from './city-key-ring.ts'
import { registerFirstKey } from './key-store.ts'
import { rewrapOwnerKeys, rewrapServiceKeys } from './rewrap-keys.ts'

interface RotationOptions {
  /** The key store. At least two connections: one holds the lock against a second rotation. */
  pool: Pool
  /** The ring's file. Several machines: each holds a copy, brought up to date before and after by the operator. */
  ringFile: string
  /** Told how many keys have been rewrapped so far. */
  onProgress?: (rewrapped: number) => void
}

export type RotationOutcome =
  { ok: true; cityKeyId: string; rewrapped: number } | { ok: false; because: 'already-rotating' }

const foreignKeyViolation = '23503'
const advisoryLock = 0x726f7461 // 'rota'

/**
 * Makes a new city key, rewraps every key by it and gives up the older ones, while the city is at work. A rotation
 * that was broken off, at whatever point, is finished by the next call.
 *
 * Running processes hold the ring as it was. They read the file again when they meet the new key in a row, and when
 * they want to wrap: once the file is written, the database lets only the new key wrap. So everything that an old key
 * wraps is there when rewrapping begins, and nothing is wrapped by a key that is given up.
 */
export async function rotateCityKey(options: RotationOptions): Promise<RotationOutcome> {
  if (options.pool.options.max < 2) throw new RangeError('a rotation needs two connections')
  const guard = await options.pool.connect()
  try {
    const { rows } = await guard.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [
      advisoryLock,
    ])
    if (!rows[0]?.mine) return { ok: false, because: 'already-rotating' }
    return await rotate(options).finally(() => guard.query('select pg_advisory_unlock($1)', [advisoryLock]))
  } finally {
    guard.release()
  }
}

async function rotate({ pool, ringFile, onProgress }: RotationOptions): Promise<RotationOutcome> {
  const found = await CityKeyRing.load(ringFile)
  // More than one key: an earlier rotation was broken off, and its new key may wrap something already.
  const ring = found.size > 1 ? found : found.withNewKey()
  // A city key that has wrapped nothing yet is unknown here; unknown, it could wrap nothing until the new one is in the file.
  await pool.query(registerFirstKey, [found.currentId])
  // Let it wrap before anybody can read it from the file, and take the right from the others when all can.
  await pool.query(
    'insert into keystore.city_keys (city_key_id, wraps) values ($1, true) on conflict do nothing',
    [ring.currentId],
  )
  await ring.save(ringFile)
  await pool.query('update keystore.city_keys set wraps = false where city_key_id <> $1', [ring.currentId])
  let rewrapped = 0
  const count = (done: number) => {
    rewrapped += done
    onProgress?.(rewrapped)
  }
  do {
    await rewrapOwnerKeys(pool, ring, count)
    await rewrapServiceKeys(pool, ring, count)
  } while (!(await giveUpOldKeys(pool, ring)))
  await ring.withoutOldKeys().save(ringFile)
  return { ok: true, cityKeyId: ring.currentId, rewrapped }
}

/** False when a key was passed over because somebody held it, and is still there. */
async function giveUpOldKeys(pool: Pool, ring: CityKeyRing): Promise<boolean> {
  try {
    await pool.query('delete from keystore.city_keys where city_key_id <> $1', [ring.currentId])
    return true
  } catch (fault) {
    if ((fault as { code?: string }).code === foreignKeyViolation) return false
    throw fault
  }
}
