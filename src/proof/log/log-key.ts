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
  // Never made here: the database knows that there was one, and another would only hide that it is gone.
  const seed = await keys.findServiceSecret(nameOf(newest.number))
  const signer = seed && new NoteSigner(newest.origin, seed)
  if (!signer || !newest.publicKey.equals(signer.verifier.publicKey)) throw new LogKeyMissing()
  return signer
}

/** The key that signs the log is not in the key store: an older one was put back, or that of another city. */
export class LogKeyMissing extends Error {
  constructor() {
    super(logKeyMissing.en)
  }
}

/** `en` goes into the log, too: 200 plain letters at most. */
export const logKeyMissing = {
  ja: '透明性ログの署名の鍵が、鍵の保管庫にありません。rotate-log-key のあとに取った鍵の保管庫のバックアップ（azukari backup-keys）にもどしてください。',
  en: 'the key store lacks the key that signs the log: put back a backup of the key store (azukari backup-keys) from after azukari rotate-log-key',
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
