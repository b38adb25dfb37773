import type { Queryable } from '../../platform/database/index.ts'
import type { KeyStore } from '../../platform/keys/index.ts'
import type { Tenant } from '../../platform/tenant.ts'
import { NoteVerifier } from '../notes/note-key.ts'
import { NoteSigner } from '../notes/note-signer.ts'
import { keysFollowing } from './endorsement.ts'
import { insertLogKey, selectLogKeys, type LogKey } from './log-store.ts'

/** The key that signs at present. Its secret half lies in the key store, the same for every process. */
export async function findLogKey(
  database: Queryable,
  { keys }: Pick<Tenant, 'keys'>,
): Promise<NoteSigner | undefined> {
  const newest = (await selectLogKeys(database)).at(-1)
  if (!newest) return undefined
  const seed = await keys.findServiceSecret(nameOf(newest.number))
  if (!seed)
    throw new Error(
      'the key store is older than the key of the log: restore the newest backup of the key store',
    )
  const signer = new NoteSigner(newest.origin, seed)
  if (!newest.publicKey.equals(signer.verifier.publicKey))
    throw new Error('the key store has another key of the log')
  return signer
}

/**
 * The same; the first one is made here. The origin is the city's first host name at that time, and stays, whatever the
 * city is called later.
 */
export async function openLogKey(
  database: Queryable,
  tenant: Pick<Tenant, 'keys' | 'hosts' | 'clock'>,
): Promise<NoteSigner> {
  const found = await findLogKey(database, tenant)
  if (found) return found
  const origin = `${tenant.hosts[0] ?? 'localhost'}/log`
  const signer = new NoteSigner(origin, await seedOf(tenant, 1))
  const { publicKey } = signer.verifier
  await insertLogKey(database, { number: 1, origin, publicKey, endorsement: null, since: tenant.clock.now() })
  return signer
}

/** The secret half of key `number`: made when it is asked for first. */
export function seedOf({ keys, clock }: Pick<Tenant, 'keys' | 'clock'>, number: number): Promise<Buffer> {
  return keys.serviceSecret(nameOf(number), () => NoteSigner.newSeed(), clock.now())
}

const nameOf = (number: number) => `log-signing/${String(number)}`

/** The numbers of keys that are not the log's: of which the key store has no secret half, or the one before none vouches for. */
export async function findFalseKeys(database: Queryable, keys: KeyStore): Promise<number[]> {
  const rows = await selectLogKeys(database)
  const [first] = rows.map(({ origin, publicKey }) => new NoteVerifier(origin, publicKey))
  const believed = first ? keysFollowing(first, rows.map(toKnown)) : []
  const wrong = rows.slice(believed.length).map(({ number }) => number)
  for (const { number, origin, publicKey } of rows) {
    const seed = await keys.findServiceSecret(nameOf(number))
    const isOurs = seed && publicKey.equals(new NoteSigner(origin, seed).verifier.publicKey)
    if (!isOurs) wrong.push(number)
  }
  return [...new Set(wrong)]
}

const toKnown = ({ origin, publicKey, endorsement }: LogKey) => ({
  key: new NoteVerifier(origin, publicKey),
  endorsement,
})
